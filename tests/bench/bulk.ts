import { join } from 'node:path';
import pg from 'pg';
import { applyBulk, type BulkChange, beginBulk, stageBulk, undoBulk } from '../../src/lib/bulk.ts';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { asAdministrator } from './administrator.ts';
import { type Bench, figure } from './bench.ts';

/** How many records are changed at once. */
const rows = 10_000;

/** How long it takes to change very many records at once, and to undo it, through the API as the app does. */
export const bulk: Bench = {
  name: 'bulk',
  title: `Changing ${figure(rows)} records at once`,
  async run() {
    const stack = await startStack({
      dataDir: join(temporaryFolder('bulk-'), 'atrium'),
      port: 0,
      data: 'none',
      frontend: 'none',
      quiet: true,
    });
    const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const client = await asAdministrator(pool, stack);
      const { rows: made } = await pool.query<{ id: string }>(
        `insert into public.customers (name, lifecycle_stage) select 'Customer ' || i, 'lead' from generate_series(1, ${rows}) i returning id`,
      );
      const ids = made.map(({ id }) => id);
      const { rows: people } = await pool.query<{ id: string }>('select id from public.profiles limit 1');
      const { rows: tags } = await pool.query<{ id: string }>(
        `insert into public.tags (name) values ('Bench') returning id`,
      );
      await pool.query('analyze');
      const changes: [string, Omit<BulkChange, 'resource'>][] = [
        ['set a field', { action: 'set', changes: { tier: 'key' } }],
        ['assign', { action: 'assign', changes: { owner_id: people[0]?.id } }],
        ['put on a tag', { action: 'tag', changes: { tag_id: tags[0]?.id } }],
        ['move to the trash', { action: 'trash' }],
      ];
      const lines: (string | number)[][] = [];
      for (const [name, change] of changes) {
        const took: number[] = [];
        const time = async <T>(work: () => Promise<T>): Promise<T> => {
          const started = performance.now();
          const result = await work();
          took.push((performance.now() - started) / 1000);
          return result;
        };
        const job = await time(async () => {
          const id = await beginBulk(client, { resource: 'customers', ...change });
          for (let at = 0; at < rows; at += 1000) await stageBulk(client, id, ids.slice(at, at + 1000));
          return id;
        });
        const { counts } = await time(() => applyBulk(client, job));
        if (counts.applied !== rows) throw new Error(`${name}: ${JSON.stringify(counts)}`);
        const back = await time(() => undoBulk(client, job));
        if (back.counts.undone !== rows) throw new Error(`${name}, undone: ${JSON.stringify(back.counts)}`);
        lines.push([name, ...took]);
      }
      return { head: ['Change', 'Collect (s)', 'Change (s)', 'Undo (s)'], rows: lines };
    } finally {
      await pool.end();
      await stack.stop();
    }
  },
};
