import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { dropIndexes } from './indexes.ts';
import { allowInlining } from './inlining.ts';

export interface SeedOptions {
  /** How many times as large as the demo company. */
  scale: number;
  /** Another number makes another company of the same kind. */
  seed: number;
  /** The company's today, YYYY-MM-DD. */
  asOf: string;
  onProgress?: (line: string) => void;
}

/** The areas in the order they are made; each is one or more SQL files beside this one. */
const areas: { title: string; files: string[] }[] = [
  {
    title: 'calendar and words',
    files: [
      'helpers',
      'calendar',
      'names',
      'company_names',
      'cities',
      'deal_words',
      'support_words',
      'work_words',
    ],
  },
  { title: 'people and products', files: ['people', 'accounts', 'products'] },
  { title: 'how it went', files: ['customers', 'deals', 'orders'] },
  { title: 'customers', files: ['customer_rows', 'contacts'] },
  { title: 'deals and orders', files: ['deal_rows'] },
  { title: 'tickets', files: ['tickets', 'ticket_rows'] },
  { title: 'activities', files: ['activities'] },
  { title: 'tasks', files: ['tasks'] },
  { title: 'events', files: ['events'] },
  { title: 'work log', files: ['time'] },
  { title: 'goals', files: ['goals'] },
  { title: 'former forecasts', files: ['forecasts'] },
];

/** From this scale on, indexes are dropped before and made again after: it is quicker then. */
const largeScale = 10;

/**
 * Makes the demo company in a database with Atrium's schema and nobody in it. All of it is a function of the seed number, the
 * as-of date and the scale: the same give the same rows (sign-ins and role ids aside, which are an installation's own).
 * Runs in the caller's transaction, so that nothing half-written stays; vacuum and analyse afterwards.
 * @param client connected as the tables' owner, in a transaction.
 * @raises Error when there is somebody in the database already, or an option makes no sense.
 */
export async function seedDemo(client: pg.ClientBase, options: SeedOptions): Promise<void> {
  check(options);
  const say = options.onProgress ?? (() => undefined);
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from public.profiles) or exists (select from public.settings) as used',
  );
  if (rows[0]?.used) {
    throw new Error('The database is not empty: the demo company is made only where nobody works yet.');
  }

  await client.query(
    `select set_config('seed.number', $1, true), set_config('seed.as_of', $2, true), set_config('seed.scale', $3, true)`,
    [String(options.seed), options.asOf, String(options.scale)],
  );
  // Everything is joined in bulk: hash joins, whatever the planner thinks of tables that it does not know yet.
  await client.query(
    `set local jit = off; set local work_mem = '${options.scale >= largeScale ? 256 : 32}MB'; set local statement_timeout = 0;
     set local enable_nestloop = off; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local synchronous_commit = off`,
  );
  // The rows carry what triggers would write: keys, search text, histories.
  await client.query('set local session_replication_role = replica');
  const restore = await allowInlining(client);
  const recreate = options.scale >= largeScale ? await dropIndexes(client) : undefined;

  const started = Date.now();
  for (const area of areas) {
    const begun = Date.now();
    for (const file of area.files) await runFile(client, file);
    say(`${area.title}: ${seconds(begun)}`);
  }
  if (recreate) {
    const begun = Date.now();
    await recreate();
    say(`indexes: ${seconds(begun)}`);
  }
  await runFile(client, 'finish');
  await restore();
  await client.query('set local session_replication_role = origin');
  await client.query('select private.know_access_keys()');
  say(`The demo company is made: ${seconds(started)}`);
}

async function runFile(client: pg.ClientBase, name: string): Promise<void> {
  const path = join(import.meta.dirname, `${name}.sql`);
  try {
    await client.query(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function check({ scale, seed, asOf }: SeedOptions): void {
  if (!Number.isFinite(scale) || scale < 0.05 || scale > 2000)
    throw new Error('The scale is a number from 0.05 to 2000.');
  if (!Number.isSafeInteger(seed)) throw new Error('The seed is a whole number.');
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? new Date(`${asOf}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== asOf) {
    throw new Error('The as-of date is a day as YYYY-MM-DD.');
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
