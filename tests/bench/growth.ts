import pg from 'pg';
import sales from '../../plugins/sales/plugin.ts';
import { batchFor } from '../../src/dashboards/batch.ts';
import { defaultState } from '../../src/dashboards/period.ts';
import { type Bench, spread } from './bench.ts';
import { call, queriesOn, readers, timed, tokenOf } from './dashboard-calls.ts';
import { startLarge } from './large.ts';

/** About 10,000, 100,000 and 1,000,000 deals. */
const sizes = [3.5, 35, 350];
const periods = { 'last 12 months': 'last_12_months', 'all time': 'all' } as const;

/** The 95th percentile of each dashboard's call, in ms, by "reader, dashboard", and how many deals there were. */
async function measuredAt(times: number): Promise<{ deals: number; calls: Map<string, string> }> {
  const stack = await startLarge('none', times);
  const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  try {
    const calls = new Map<string, string>();
    for (const [who, account] of Object.entries(readers)) {
      const token = await tokenOf(stack, account);
      for (const one of sales.dashboards) {
        const figures: string[] = [];
        for (const period of Object.values(periods)) {
          const { requests } = batchFor(queriesOn(one), { ...defaultState, period });
          const { warm } = await timed(() => call(stack, token, requests), 1_500);
          figures.push(Math.round(spread(warm).p95).toLocaleString('en-US'));
        }
        calls.set(`${who}, ${one.id}`, `${figures[0]} (${figures[1]})`);
      }
    }
    const { rows } = await sql.query<{ deals: number }>('select count(*)::int as deals from public.deals');
    return { deals: rows[0]?.deals ?? 0, calls };
  } finally {
    await sql.end();
    await stack.stop();
  }
}

/** How the dashboards' calls grow with the company. */
export const growth: Bench = {
  name: 'growth',
  title: 'The sales dashboards in companies of three sizes',
  async run() {
    const found: Awaited<ReturnType<typeof measuredAt>>[] = [];
    for (const times of sizes) found.push(await measuredAt(times));
    return {
      head: ['who, dashboard', ...found.map(({ deals }) => `${deals.toLocaleString('en-US')} deals`)],
      rows: [...(found[0]?.calls.keys() ?? [])].map((name) => [
        name,
        ...found.map(({ calls }) => calls.get(name) ?? ''),
      ]),
      note: `p95 in ms of ${Object.keys(periods).join(' (of ')}), each call through gateway and PostgREST. The company has more people as it grows: 40, then 10 for each team more.`,
    };
  },
};
