import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './errors.ts';
import type { Home } from './home.ts';

/** What `.atrium/env` remembers of an installation: addresses for other programs, secrets, and what it was begun with. */
export interface Installation {
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  /** The key from which the passwords of the database's roles are made. */
  databaseSecret: string;
  /** The database's port at the last start. */
  databasePort: number | undefined;
  /** Whether it was begun with `--empty`, so that a later plain start does not load the demo company into it. */
  empty: boolean;
}

/**
 * Reads what an installation remembers, or makes fresh secrets for a new one.
 * @raises StackError when there is a database but its secrets are gone.
 */
export function readInstallation(home: Home): Installation {
  const file = envFile(home);
  if (!existsSync(file)) {
    if (existsSync(home.cluster)) {
      throw new StackError(
        `${file} is missing, and with it the passwords of the database beside it. Put it back, or begin anew: npm run demo:reset`,
      );
    }
    return {
      publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
      secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
      jwtSecret: randomBytes(32).toString('base64url'),
      databaseSecret: randomBytes(32).toString('base64url'),
      databasePort: undefined,
      empty: false,
    };
  }
  const values = parse(readFileSync(file, 'utf8'));
  const need = (name: string) => {
    const value = values.get(name);
    if (value) return value;
    throw new StackError(`${file} has no ${name}. Put it back, or begin anew: npm run demo:reset`);
  };
  return {
    publishableKey: need('SUPABASE_PUBLISHABLE_KEY'),
    secretKey: need('SUPABASE_SECRET_KEY'),
    jwtSecret: need('ATRIUM_JWT_SECRET'),
    databaseSecret: need('ATRIUM_DATABASE_SECRET'),
    databasePort: Number(values.get('ATRIUM_DATABASE_PORT')) || undefined,
    empty: values.get('ATRIUM_BEGUN') === 'empty',
  };
}

/** The address at which the installation was last served. */
export function servedAt(home: Home): string {
  return parse(readFileSync(envFile(home), 'utf8')).get('SUPABASE_URL') ?? '';
}

/** Writes `.atrium/env`, readable by its owner alone; a reader never sees half of it. */
export function writeInstallation(
  home: Home,
  installation: Installation,
  addresses: { url: string; databaseUrl: string },
): void {
  const file = envFile(home);
  const values: [string, string][] = [
    ['SUPABASE_URL', addresses.url],
    ['SUPABASE_PUBLISHABLE_KEY', installation.publishableKey],
    ['SUPABASE_SECRET_KEY', installation.secretKey],
    ['DATABASE_URL', addresses.databaseUrl],
    ['ATRIUM_JWT_SECRET', installation.jwtSecret],
    ['ATRIUM_DATABASE_SECRET', installation.databaseSecret],
    ['ATRIUM_DATABASE_PORT', String(installation.databasePort ?? '')],
    ['ATRIUM_BEGUN', installation.empty ? 'empty' : ''],
  ];
  const text = values.map(([name, value]) => `${name}=${value}\n`).join('');
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The password of one of the database's roles. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

function envFile(home: Home): string {
  return join(home.folder, 'env');
}

function parse(text: string): Map<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at > 0 && !line.startsWith('#') ? [[line.slice(0, at), line.slice(at + 1)]] : [];
  });
  return new Map(pairs);
}
