import pg from 'pg';
import sales from '../../plugins/sales/plugin.ts';
import { batchFor } from '../../src/dashboards/batch.ts';
import { defaultState } from '../../src/dashboards/period.ts';
import type { Stack } from '../../supabase/local/stack.ts';
import { type Bench, spread } from './bench.ts';
import { call, patience, queriesOn, readers, rounds, timed, tokenOf } from './dashboard-calls.ts';
import { openDashboard } from './dashboard-pages.ts';
import { askPlainly, core } from './dashboard-plain.ts';
import { sizeOf, startLarge } from './large.ts';

const periods = { 'last 12 months': 'last_12_months', 'all time': 'all' } as const;

const line = (who: string, what: string, { first, warm }: { first: number; warm: number[] }) => {
  const { p50, p95 } = spread(warm);
  return [who, what, first, p50, p95];
};

const said = (error: unknown) =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** A line of the table; where the database called it off or refused it, its words instead of figures. */
async function measured(who: string, what: string, work: () => Promise<unknown>) {
  try {
    return line(who, what, await timed(work));
  } catch (error) {
    return [who, what, said(error), '', ''];
  }
}

/** From the address to the first figure and to the last chart, or why they did not come. */
async function pages(stack: Stack, who: string, account: string): Promise<(string | number)[][]> {
  const what = 'overview in Chromium';
  try {
    const visits = await openDashboard(stack, account, '/dashboards/sales/overview');
    return Object.entries(visits).flatMap(([visit, { figures, charts }]) => [
      line(who, `${what}, ${visit}: figures`, { first: figures[0] ?? 0, warm: figures }),
      line(who, `${what}, ${visit}: all charts`, { first: charts[0] ?? 0, warm: charts }),
    ]);
  } catch (error) {
    return [[who, what, said(error), '', '']];
  }
}

/** The figures that plain SQL was written for, by the metric layer under policies and by that SQL without any. */
async function ratio(
  sql: pg.Pool,
  account: string,
  everything: boolean,
): Promise<{ layer: number; plain: number }> {
  const client = await sql.connect();
  try {
    const { requests } = batchFor({ core }, { ...defaultState, compare: 'none' });
    const { rows: people } = await client.query<{ claims: string }>(
      `select jsonb_build_object('sub', user_id, 'role', 'authenticated')::text as claims from public.profiles where email = $1`,
      [`${account}@atrium.example`],
    );
    const asReader = async <T extends pg.QueryResultRow>(text: string, values: unknown[]) => {
      await client.query('begin read only');
      try {
        await client.query(`select set_config('request.jwt.claims', $1, true)`, [people[0]?.claims]);
        await client.query('set local role authenticated');
        return await client.query<T>(text, values);
      } finally {
        await client.query('rollback');
      }
    };
    const { rows } = await asReader<{
      keys: string[];
      answer: { closed: { period: { from: string; to: string } } };
    }>(`select private.visible_ids('deals', 'read') as keys, public.query_metrics($1) as answer`, [
      JSON.stringify(requests.map((request) => ({ ...request, id: request.id.replace('core/', '') }))),
    ]);
    const found = rows[0];
    if (!found) throw new Error('no answer');
    const { from, to } = found.answer.closed.period;
    const after = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const layer = await timed(() => asReader('select public.query_metrics($1)', [JSON.stringify(requests)]));
    const plain = await timed(() => askPlainly(client, everything ? null : found.keys, from, after));
    return { layer: spread(layer.warm).p50, plain: spread(plain.warm).p50 };
  } finally {
    client.release();
  }
}

const changes = {
  'one deal is made': `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, currency)
     select 'Bench', d.stage_id, d.pipeline_id, d.owner_id, 5, d.currency from chosen d limit 1`,
  'the amount of one deal':
    'update public.deals set amount = amount + 1 where id = (select id from chosen limit 1)',
  '10,000 deals are made': `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, currency)
     select 'Bench', d.stage_id, d.pipeline_id, d.owner_id, 5, d.currency from chosen d`,
  'one activity on a deal': `insert into public.activities (kind, subject, deal_id, customer_id, owner_id)
     select 'call', 'Bench', d.id, d.customer_id, d.owner_id from chosen d limit 1`,
};
const rollups = {
  deals: [
    'z_cells_inserted',
    'z_cells_updated',
    'z_sheets_deals_inserted',
    'z_sheets_deals_updated',
    'z_sheets_came_inserted',
    'z_sheets_came_updated',
    'z_won_inserted',
    'z_won_updated',
  ],
  deal_stage_history: ['z_sheets_opened_inserted'],
  activities: ['z_cells_inserted', 'z_sheets_closed_inserted'],
};

/** What writing deals and activities costs with the rollups that figures are read from, and without; all of it is undone. */
async function writes(sql: pg.Pool): Promise<(string | number)[][]> {
  const client = await sql.connect();
  const rows: (string | number)[][] = [];
  try {
    await client.query('begin');
    await client.query(
      `create temporary table chosen on commit drop as select * from public.deals where outcome = 'open' and deleted_at is null limit 10000`,
    );
    for (const kept of [true, false]) {
      if (!kept)
        for (const [table, triggers] of Object.entries(rollups))
          await client.query(
            `alter table public.${table} ${triggers.map((trigger) => `disable trigger ${trigger}`).join(', ')}`,
          );
      for (const [what, statement] of Object.entries(changes)) {
        const cost = await timed(async () => {
          await client.query('savepoint before');
          await client.query(statement);
          await client.query('rollback to before');
        });
        rows.push(line('', `${what}, ${kept ? 'with' : 'without'} rollups`, cost));
      }
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return rows;
}

/** What the sales dashboards cost: each one's call for each reader, against plain SQL, and how long people wait for a page. */
export const dashboard: Bench = {
  name: 'dashboard',
  title: 'The sales dashboards',
  async run() {
    const stack = await startLarge('build');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const rows: (string | number)[][] = [];
      for (const [who, account] of Object.entries(readers)) {
        const token = await tokenOf(stack, account);
        for (const [words, period] of Object.entries(periods)) {
          for (const one of sales.dashboards) {
            const { requests } = batchFor(queriesOn(one), { ...defaultState, period });
            rows.push(await measured(who, `${one.id}, ${words}`, () => call(stack, token, requests)));
          }
        }
        const { layer, plain } = await ratio(sql, account, who === 'executive');
        rows.push([who, 'tiles, months and stages by the metric layer', '', layer, '']);
        rows.push([who, 'the same by plain SQL without policies', '', plain, '']);
        rows.push([who, 'ratio', '', layer / plain, '']);
        rows.push(...(await pages(stack, who, account)));
      }
      rows.push(...(await writes(sql)));
      return {
        head: ['who', 'what', 'first', 'p50', 'p95'],
        rows,
        note: `Milliseconds on ${await sizeOf(sql)}. Each call goes through gateway and PostgREST, one after the other, up to ${rounds} times within ${patience / 1000} s; the first is the reader's first since the stack was started. The ratio is of medians inside the database. A page is opened with nothing in the browser's cache, from the address to the first figure and to the last chart, everything on one machine.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};
