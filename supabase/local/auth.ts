import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Home } from './home.ts';
import { connectionOf, loadLite } from './lite.ts';
import { createMailer, recoverySubject, recoveryTemplate } from './mailer.ts';

export interface Auth {
  /** Answers a request to /auth/v1. */
  fetch(request: Request): Promise<Response>;
  /** Whether an account may not be used (banned or deleted), which the auth server does not ask. */
  refuses(userId: string): Promise<boolean>;
  /** Ends a person's every session, but for the one to keep. */
  endSessions(userId: string, keep?: string): Promise<void>;
  /** Writes into the audit log that somebody signed in, or tried to. */
  logSignIn(attempt: SignInAttempt): Promise<void>;
  stop(): Promise<void>;
}

/** Somebody at the door: who they say they are, from where and with what, and whether they were let in. */
export interface SignInAttempt {
  email: string;
  address: string;
  agent: string | null;
  /** Why not; undefined when they were let in. */
  refusal: string | undefined;
}

/** Passwords are at least this long. */
export const minimumPasswordLength = 8;

/**
 * Starts the auth server (Supabase Lite's /auth/v1, nothing else of it) on the database, as `supabase_auth_admin`.
 * @param admin connections for what the auth server itself does not do.
 */
export async function startAuth(
  home: Home,
  options: {
    databaseUrl: string;
    jwtSecret: string;
    siteUrl: () => string;
    admin: pg.Pool;
    onMail: () => void;
  },
): Promise<Auth> {
  const { App, createPostgresConnection } = await loadLite();
  const template = join(home.folder, 'recovery-template.txt');
  writeFileSync(template, recoveryTemplate);
  const connection = createPostgresConnection(connectionOf(options.databaseUrl));
  const app = new App({
    connection,
    api: { enabled: false },
    studio: { enabled: false },
    storage: { enabled: false },
    db: { migrations: { enabled: false } },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      site_url: options.siteUrl(),
      additional_redirect_urls: [],
      enable_signup: false,
      minimum_password_length: minimumPasswordLength,
      email: {
        enable_signup: false,
        enable_confirmations: true,
        double_confirm_changes: true,
        // Nobody types the code, the link carries a hash of it: so it may be too long to guess.
        otp_length: 40,
        otp_expiry: 3600,
        template: { recovery: { subject: recoverySubject, content_path: template } },
      },
    },
    options: {
      drivers: { email: createMailer(options.admin, options.siteUrl, options.onMail) },
      server: { apiKeys: false, admin: false, disableStudio: true },
    },
  });
  await app.init();
  return {
    fetch: async (request) => app.fetch(request),
    async refuses(userId) {
      const { rowCount } = await options.admin.query(
        'select from auth.users where id = $1 and (banned_until > now() or deleted_at is not null)',
        [userId],
      );
      return rowCount !== 0;
    },
    async endSessions(userId, keep) {
      await options.admin.query('delete from auth.sessions where user_id = $1 and id is distinct from $2', [
        userId,
        keep ?? null,
      ]);
    },
    async logSignIn({ email, address, agent, refusal }) {
      await options.admin.query('select private.log_sign_in($1, $2, $3, $4, $5)', [
        email,
        refusal === undefined,
        address,
        agent,
        refusal ?? null,
      ]);
    },
    async stop() {
      await connection.driver.end({ timeout: 1 });
      rmSync(template, { force: true });
    },
  };
}
