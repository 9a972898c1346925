import { resolve } from 'node:path';
import type pg from 'pg';
import { type Stack, type StackOptions, startStack } from '../../supabase/local/stack.ts';
import { projectRoot } from '../run/workspace.ts';

/** How many times the demo company's size: about a million deals and 420,000 customers. */
export const scale = Number(process.env.ATRIUM_BENCH_SCALE ?? 350);

/** Where the large company is kept between runs; making it takes minutes. */
const dataDir = resolve(projectRoot, process.env.ATRIUM_BENCH_DATA ?? '.atrium-bench');

/**
 * Starts a stack over the large company, which is made on the first run, or over one of another size, kept in a folder
 * beside it. `times`: how many times the demo company's size.
 */
export function startLarge(frontend: StackOptions['frontend'], times: number = scale): Promise<Stack> {
  const kept = times === scale ? dataDir : `${dataDir}-${times}`;
  return startStack({ dataDir: kept, port: 0, data: 'demo', scale: times, frontend, quiet: true });
}

/** `Postgres 18.4, 420,000 customers and 1,050,000 deals`. */
export async function sizeOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; customers: string; deals: string }>(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
       to_char((select count(*) from public.customers), 'FM999,999,999') as customers,
       to_char((select count(*) from public.deals), 'FM999,999,999') as deals`,
  );
  const found = rows[0];
  if (!found) throw new Error('the database says nothing of itself');
  return `Postgres ${found.version}, ${found.customers} customers and ${found.deals} deals`;
}
