import { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { handleCalendar } from '../functions/calendar/handler.ts';
import { handleInvitation } from '../functions/invitation/handler.ts';
import { handleSetup } from '../functions/setup/handler.ts';
import { type Caller, type Keys, keyCheck } from './api-keys.ts';
import type { Auth } from './auth.ts';
import { AuthGuard } from './auth-guard.ts';
import { mayAsk } from './hosts.ts';
import { RateLimit } from './rate-limit.ts';
import { type Realtime, refuse } from './realtime/index.ts';
import { passToPostgrest } from './rest.ts';
import { securityHeaders } from './security-headers.ts';
import type { SocketListener } from './server.ts';
import type { StaticFiles } from './static-files.ts';
import type { Storage } from './storage/index.ts';

export interface GatewayOptions {
  keys: Keys;
  /** The address people use, when it is not the one we listen on (behind a proxy). */
  publicUrl: string | undefined;
  /** The name or number we listen on. */
  host: string;
  development: boolean;
}

/** What stands behind the gateway once everything has started. */
export interface GatewayParts {
  apiUrl: string;
  auth: Auth;
  storage: Storage;
  /** The gateway's own address on this machine, for the functions. */
  ownUrl: string;
  files: StaticFiles | undefined;
}

/** The connection that a request came by. */
export type Env = { Bindings: HttpBindings | Http2Bindings };

const megabyte = 1024 * 1024;

/** Paths that are Supabase's, not the front end's. */
export const apiPath = /^\/(auth|rest|realtime|storage|functions)\/v1(\/|$)/;

/**
 * The one door of the stack: Supabase's API under its usual paths, `/config.json`, and the front end under everything else.
 * @param parts what stands behind it; undefined for as long as the stack is starting, which is said with 503.
 */
export function createGateway(options: GatewayOptions, parts: () => GatewayParts | undefined): Hono<Env> {
  const app = new Hono<Env>();
  const headers = securityHeaders(options.development, options.publicUrl?.startsWith('https:') ?? false);
  const callerOf = keyCheck(options.keys);
  let guard: AuthGuard | undefined;
  const guardOf = (auth: Auth) => {
    guard ??= new AuthGuard(auth);
    return guard;
  };
  const setups = new RateLimit(20, 60_000);
  const invitations = new RateLimit(60, 60_000);

  app.use(async (c, next) => {
    if (mayAsk(c.req.header('host'), options)) await next();
    else c.res = Response.json({ message: 'This address is not served here.' }, { status: 421 });
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (apiPath.test(c.req.path) && !c.res.headers.has('cache-control')) {
      c.res.headers.set('cache-control', 'no-store');
    }
  });
  app.use('/auth/v1/*', limit(megabyte / 16));
  app.use('/functions/v1/*', limit(megabyte / 16));
  app.use('/storage/v1/*', limit(50 * megabyte));

  type Answer = (c: Context<Env>, caller: Caller, behind: GatewayParts) => Promise<Response>;
  const withKey = (answer: Answer) => {
    return async (c: Context<Env>) => {
      const caller = callerOf({ header: (name) => c.req.header(name), query: (name) => c.req.query(name) });
      if ('refusal' in caller) return caller.refusal;
      const behind = parts();
      return behind ? answer(c, caller, behind) : starting();
    };
  };

  const rest = withKey(async (c, { authorization }, { apiUrl }) => {
    const { incoming, outgoing } = c.env;
    if (!(incoming instanceof IncomingMessage && outgoing instanceof ServerResponse)) return starting();
    await passToPostgrest(incoming, outgoing, { apiUrl, authorization, headers, maxSize: 10 * megabyte });
    return RESPONSE_ALREADY_SENT;
  });
  app.all('/rest/v1', rest);
  app.all('/rest/v1/*', rest);
  app.all(
    '/auth/v1/*',
    withKey((c, caller, { auth }) => guardOf(auth).answer(c.req.raw, caller.person, addressOf(c))),
  );
  app.all(
    '/functions/v1/setup',
    withKey(async (c, _caller, { ownUrl }) => {
      const wait = c.req.method === 'POST' ? setups.wait(addressOf(c)) : 0;
      if (wait > 0) return tooMany(wait);
      if (c.req.method === 'POST') setups.count(addressOf(c));
      return handleSetup(c.req.raw, { supabaseUrl: ownUrl, serviceKey: options.keys.secretKey });
    }),
  );
  app.all(
    '/functions/v1/invitation',
    withKey(async (c, _caller, { ownUrl }) => {
      const wait = invitations.wait(addressOf(c));
      if (wait > 0) return tooMany(wait);
      invitations.count(addressOf(c));
      return handleInvitation(c.req.raw, { supabaseUrl: ownUrl, serviceKey: options.keys.secretKey });
    }),
  );
  // Calendars show no key: the address itself is the secret.
  app.all('/functions/v1/calendar/:file', async (c) => {
    const behind = parts();
    if (!behind) return starting();
    return handleCalendar(c.req.raw, { supabaseUrl: behind.ownUrl, serviceKey: options.keys.secretKey });
  });
  app.all(
    '/functions/v1/*',
    withKey(async () => Response.json({ message: 'There is no such function.' }, { status: 404 })),
  );
  app.all(
    '/realtime/v1/*',
    withKey(async () => Response.json({ message: 'Realtime is spoken by web socket.' }, { status: 426 })),
  );
  app.all(
    '/storage/v1/*',
    withKey((c, { authorization }, { storage }) => storage.fetch(speakingFor(c.req.raw, authorization))),
  );

  app.get('/config.json', (c) =>
    Response.json(
      {
        supabaseUrl: options.publicUrl ?? new URL(c.req.url).origin,
        supabaseKey: options.keys.publishableKey,
      },
      { headers: { 'cache-control': 'no-store' } },
    ),
  );
  app.get('*', async (c) => {
    const behind = parts();
    if (!behind) return starting();
    return behind.files ? behind.files.answer(c.req.raw) : c.notFound();
  });
  app.all('*', () => Response.json({ message: 'There is nothing to be changed here.' }, { status: 405 }));
  app.notFound(() => Response.json({ message: 'There is nothing here.' }, { status: 404 }));
  app.onError((error, c) => {
    if (!c.req.raw.signal.aborted) console.error('The gateway could not answer:', error);
    return Response.json({ message: 'Something went wrong in the server.' }, { status: 500 });
  });
  return app;
}

/** The door of web sockets: Realtime's, under the same rules as every other part of the API. */
export function socketDoor(options: GatewayOptions, realtime: Realtime): SocketListener {
  const callerOf = keyCheck(options.keys);
  return (request, socket, head) => {
    const asked = new URL(request.url ?? '/', 'http://localhost');
    if (!mayAsk(request.headers.host, options)) {
      refuse(socket, 421, 'Misdirected Request');
      return;
    }
    const caller = callerOf({
      header: (name) => [request.headers[name]].flat()[0],
      query: (name) => asked.searchParams.get(name) ?? undefined,
    });
    if ('refusal' in caller) {
      refuse(socket, 401, 'Unauthorized');
      return;
    }
    realtime.upgrade(request, socket, head);
  };
}

function limit(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () =>
      Response.json(
        {
          code: 'ATRIUM_TOO_LARGE',
          message: `A request may hold at most ${Math.round(maxSize / 1024)} kB.`,
          details: null,
          hint: 'request_too_large',
        },
        { status: 413 },
      ),
  });
}

function addressOf(c: Context<Env>): string {
  return c.env.incoming.socket.remoteAddress ?? 'unknown';
}

/** The same request, in the name of whom the key and the token speak for. */
function speakingFor(request: Request, authorization: string | undefined): Request {
  const headers = new Headers(request.headers);
  headers.delete('authorization');
  headers.delete('apikey');
  if (authorization) headers.set('authorization', authorization);
  // a body that is read while it comes in must say so
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
  };
  return new Request(request.url, init);
}

function tooMany(wait: number): Response {
  const error = { code: 'too_many_attempts', message: `Try again in ${wait} seconds.` };
  return Response.json({ error }, { status: 429, headers: { 'retry-after': String(wait) } });
}

function starting(): Response {
  return new Response('Atrium is starting. This page will be here in a moment.\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', refresh: '1' },
  });
}
