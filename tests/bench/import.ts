import { once } from 'node:events';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { analyse, headerSignature } from '../../src/lib/import/analyse.ts';
import { beginImport, lookupBy } from '../../src/lib/import/api.ts';
import { detect } from '../../src/lib/import/rows.ts';
import { applyJob, checkJob, stageFile } from '../../src/lib/import/run.ts';
import type { ByteSource } from '../../src/lib/import/source.ts';
import { suggestMapping } from '../../src/lib/import/suggest.ts';
import { suggestValues, withValues } from '../../src/lib/import/values.ts';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { asAdministrator } from './administrator.ts';
import { type Bench, figure } from './bench.ts';

/** How many deals the file holds. */
const rows = Number(process.env.ATRIUM_BENCH_ROWS ?? 200_000);

const stages = ['Won', 'Lost', 'Prospecting', 'Engaging'];

async function writeFile(file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write('opportunity_id,product,account,deal_stage,engage_date,close_date,close_value\n');
  for (let n = 0; n < rows; n++) {
    const stage = stages[n % 4] ?? '';
    const closed = n % 4 < 2;
    const line = `B${n},Product ${n % 20},Customer ${n % 1000},${stage},${(n % 12) + 1}/${(n % 28) + 1}/2016,${closed ? `${(n % 12) + 1}/${(n % 28) + 1}/2017` : ''},${closed ? n % 5000 : ''}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

/** Watches this process's memory; the stack's own programs are not counted. */
function watchMemory(): { peak(): number; stop(): void } {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  return { peak: () => Math.round(most / 1024 ** 2), stop: () => clearInterval(timer) };
}

/** How fast a file of deals is read, checked and imported, and what memory that takes. */
export const importing: Bench = {
  name: 'import',
  title: 'Import of a file of deals',
  async run() {
    const folder = temporaryFolder('import-');
    const file = join(folder, 'deals.csv');
    await writeFile(file);
    const stack = await startStack({
      dataDir: join(folder, 'atrium'),
      port: 0,
      data: 'none',
      frontend: 'none',
      quiet: true,
    });
    const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    const memory = watchMemory();
    try {
      const client = await asAdministrator(pool, stack);
      await pool.query(
        `insert into public.products (sku, name, list_price) select 'P' || n, 'Product ' || n, 100 from generate_series(0, 19) n`,
      );
      await pool.query(
        `insert into public.customers (name) select 'Customer ' || n from generate_series(0, 999) n`,
      );
      const source: ByteSource = {
        name: 'deals.csv',
        size: statSync(file).size,
        bytes: () => createReadStream(file, { highWaterMark: 1 << 18 }),
      };
      const lines: (string | number)[][] = [];
      const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        const started = performance.now();
        const result = await work();
        const seconds = (performance.now() - started) / 1000;
        lines.push([name, figure(seconds), Math.round(rows / seconds), memory.peak()]);
        return result;
      };
      const analysis = await step('Read and analyse', async () => analyse(source, await detect(source)));
      const suggested = suggestMapping(analysis, 'deals', { today: '2026-11-21' });
      const mapping = withValues(suggested, await suggestValues(suggested, analysis, lookupBy(client)));
      const columns = analysis.columns.map(({ name }) => name);
      const job = await beginImport(client, {
        resource: 'deals',
        file_name: source.name,
        file_size: source.size,
        columns,
        signature: headerSignature(columns),
        mapping,
      });
      await step('Stage', () => stageFile(client, job, source, analysis, mapping));
      await step('Check (dry run)', () => checkJob(client, job));
      const { counts } = await step('Import', () => applyJob(client, job));
      return {
        head: ['Step', 'Seconds', 'Rows per second', 'Peak memory of the importer so far (MiB)'],
        rows: lines,
        note: `${figure(rows)} deals, ${(source.size / 1024 ** 2).toFixed(1)} MiB; ${figure(counts.create)} created, ${figure(counts.refuse)} refused.`,
      };
    } finally {
      memory.stop();
      await pool.end();
      await stack.stop();
    }
  },
};
