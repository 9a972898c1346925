import { setTimeout as wait } from 'node:timers/promises';
import type { Auth } from './auth.ts';
import { RateLimit } from './rate-limit.ts';

const minute = 60_000;

/** What of the auth server is served. Everything else that it can do (sign-up, magic links, providers) is closed. */
const served = new Set([
  'POST /token',
  'POST /recover',
  'POST /otp',
  'POST /verify',
  'POST /logout',
  'GET /user',
  'PUT /user',
  'GET /reauthenticate',
  'GET /settings',
  'GET /health',
]);

/**
 * The door of the auth server: closes what it leaves open (sign-up by `/otp`, banned accounts) and limits how often a
 * password, a code or a mail may be tried for.
 */
export class AuthGuard {
  private readonly failures = new RateLimit(10, 5 * minute);
  private readonly failuresByEmail = new RateLimit(100, 5 * minute);
  private readonly failuresByAddress = new RateLimit(60, 5 * minute);
  private readonly mails = new RateLimit(4, 15 * minute);
  private readonly mailsByAddress = new RateLimit(60, 60 * minute);
  private readonly codes = new RateLimit(30, 5 * minute);

  constructor(private readonly auth: Auth) {}

  /**
   * @param authorization the caller's, already settled; undefined: nobody.
   * @param address the caller's network address.
   */
  async answer(request: Request, authorization: string | undefined, address: string): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice('/auth/v1'.length);
    if (request.method === 'POST' && ['/signup', '/magiclink'].includes(path)) {
      return refusal(422, 'signup_disabled', 'Signups not allowed for this instance');
    }
    if (!served.has(`${request.method} ${path}`)) {
      return refusal(404, 'not_found', 'This part of the auth API is not offered here');
    }
    const text = request.method === 'GET' ? '' : await request.text();
    const body = asObject(text);
    const headers = new Headers(request.headers);
    headers.delete('authorization');
    if (authorization) headers.set('authorization', authorization);
    const pass = () =>
      this.auth.fetch(
        new Request(url, {
          method: request.method,
          headers,
          ...(request.method === 'GET' ? {} : { body: text }),
        }),
      );
    const email = typeof body.email === 'string' ? body.email.trim().toLowerCase() : '';

    switch (path) {
      case '/token':
        return url.searchParams.get('grant_type') === 'password'
          ? this.signIn(pass, email, address, headers.get('user-agent'))
          : this.withoutBanned(await pass());
      case '/recover':
        return this.mail(pass, email, address);
      case '/otp':
        if (body.create_user !== false) {
          return refusal(422, 'otp_disabled', 'Signups not allowed for otp');
        }
        return this.mail(pass, email, address);
      case '/reauthenticate':
        return this.mail(pass, authorization ?? '', address);
      case '/user':
        if (body.email !== undefined) {
          return refusal(422, 'email_change_disabled', 'Ask an administrator to change your e-mail address');
        }
        return this.update(pass, body.password !== undefined, authorization);
      case '/verify':
        return this.code(pass, address);
      default:
        return pass();
    }
  }

  /** As Supabase's auth server does: a new password ends the person's other sessions. */
  private async update(
    pass: () => Promise<Response>,
    newPassword: boolean,
    authorization = '',
  ): Promise<Response> {
    const answer = await pass();
    const { sub, session_id } = claimsOf(authorization);
    if (answer.ok && newPassword && typeof sub === 'string' && typeof session_id === 'string') {
      await this.auth.endSessions(sub, session_id);
    }
    return answer;
  }

  private async signIn(
    pass: () => Promise<Response>,
    email: string,
    address: string,
    agent: string | null,
  ): Promise<Response> {
    const both = `${address} ${email}`;
    const wait = Math.max(
      this.failures.wait(both),
      this.failuresByEmail.wait(email),
      this.failuresByAddress.wait(address),
    );
    if (wait > 0) return tooMany(wait);
    const answer = await this.withoutBanned(await unhurried(pass));
    if (answer.ok) {
      this.failures.clear(both);
      await this.auth.logSignIn({ email, address, agent, refusal: undefined });
    } else if (answer.status < 500) {
      this.failures.count(both);
      this.failuresByEmail.count(email);
      this.failuresByAddress.count(address);
      await this.auth.logSignIn({ email, address, agent, refusal: await reasonOf(answer) });
    }
    return answer;
  }

  private async mail(pass: () => Promise<Response>, email: string, address: string): Promise<Response> {
    const wait = Math.max(this.mails.wait(email), this.mailsByAddress.wait(address));
    if (wait > 0) return tooMany(wait, 'over_email_send_rate_limit');
    this.mails.count(email);
    this.mailsByAddress.count(address);
    return unhurried(pass);
  }

  private async code(pass: () => Promise<Response>, address: string): Promise<Response> {
    const wait = this.codes.wait(address);
    if (wait > 0) return tooMany(wait);
    const answer = await this.withoutBanned(await pass());
    if (!answer.ok && answer.status < 500) this.codes.count(address);
    return answer;
  }

  /** An answer that opens a session for an account that may not be used becomes a refusal, and the session ends. */
  private async withoutBanned(answer: Response): Promise<Response> {
    const userId = answer.headers.get('sb-auth-user-id');
    if (!userId || !(await this.auth.refuses(userId))) return answer;
    await this.auth.endSessions(userId);
    return refusal(400, 'user_banned', 'User is banned');
  }
}

/** Takes no less than a third of a second, so that the time taken does not tell whether there is such an account. */
async function unhurried(pass: () => Promise<Response>): Promise<Response> {
  const [answer] = await Promise.all([pass(), wait(333)]);
  return answer;
}

/** Why the auth server refused, by its own key. */
async function reasonOf(refused: Response): Promise<string> {
  const { error_code } = asObject(await refused.clone().text());
  return typeof error_code === 'string' ? error_code : String(refused.status);
}

/** What a token says that the auth server has found good. */
function claimsOf(authorization: string): Record<string, unknown> {
  return asObject(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());
}

function tooMany(seconds: number, code = 'over_request_rate_limit'): Response {
  const answer = refusal(429, code, `Too many attempts. Try again in ${seconds} seconds.`);
  answer.headers.set('retry-after', String(seconds));
  return answer;
}

/** An error as Supabase's auth server words it, so that supabase-js knows it. */
function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code: status, error_code: code, msg: message }, { status });
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
