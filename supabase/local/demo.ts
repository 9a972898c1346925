import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { openClient } from './client.ts';
import { StackError } from './errors.ts';

/** Everybody's password in the demo company. */
export const demoPassword = 'atrium-demo';

/** The demo company's accounts, the most useful first. */
const demoAccounts = [
  'sales.rep@atrium.example',
  'sales.manager@atrium.example',
  'sales.rep2@atrium.example',
  'support.agent@atrium.example',
  'support.manager@atrium.example',
  'marketer@atrium.example',
  'marketing.manager@atrium.example',
  'exec@atrium.example',
  'admin@atrium.example',
];

type SeedDemo = (
  client: pg.ClientBase,
  options: { scale: number; seed: number; asOf: string; onProgress?: (line: string) => void },
) => Promise<void>;

/**
 * Loads the demo company into a database that nobody works in yet: whole or not at all.
 * @param url address of the role `postgres`, or of a superuser (who then becomes `postgres`).
 * @returns whether it was loaded (false: somebody works here already).
 */
export async function loadDemo(
  url: string,
  options: {
    scale: number;
    seed: number;
    asOf: string;
    onBegin: () => void;
    onProgress?: (line: string) => void;
  },
): Promise<boolean> {
  const client = await openClient(url, ['role=postgres', 'statement_timeout=0', 'client_min_messages=error']);
  try {
    const { rows } = await client.query<{ needed: boolean }>('select public.setup_needed() as needed');
    if (!rows[0]?.needed) return false;
    options.onBegin();
    const seedDemo = await loadSeed();
    await client.query('begin');
    await seedDemo(client, options);
    await client.query('commit');
    await client.query('vacuum analyze');
    return true;
  } finally {
    await client.end();
  }
}

/** The demo accounts that a database has. */
export async function demoAccountsIn(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ email: string }>(
    'select email from auth.users where email = any ($1)',
    [demoAccounts],
  );
  const there = new Set(rows.map(({ email }) => email));
  return demoAccounts.filter((account) => there.has(account));
}

async function loadSeed(): Promise<SeedDemo> {
  const file = join(import.meta.dirname, '..', 'seed', 'index.ts');
  if (!existsSync(file)) {
    throw new StackError(
      'The demo company is not part of this copy (supabase/seed is missing). Start without it: npm start -- --empty',
    );
  }
  const module: { seedDemo?: SeedDemo } = await import(pathToFileURL(file).href);
  if (module.seedDemo) return module.seedDemo;
  throw new StackError(`${file} exports no seedDemo.`);
}
