import { chromium } from '@playwright/test';
import pg from 'pg';
import { z } from 'zod';
import sales from '../../plugins/sales/plugin.ts';
import { batchFor } from '../../src/dashboards/batch.ts';
import { type DashboardState, defaultState } from '../../src/dashboards/period.ts';
import { queriesOf, readSettings } from '../../src/dashboards/settings.ts';
import type { Stack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';
import { type Bench, measure, spread } from './bench.ts';
import { sizeOf, startLarge } from './large.ts';

const rounds = 20;
const visits = 5;
const readers = { rep: 'sales.rep', manager: 'sales.manager', executive: 'exec' };
const states: Record<string, DashboardState> = {
  'this quarter': { ...defaultState, period: 'this_quarter' },
  'last 12 months': defaultState,
  'all time': { ...defaultState, period: 'all' },
};

const queries = Object.fromEntries(
  Object.entries(sales.widgets).map(([name, { spec }]) => [name, queriesOf(spec, readSettings(spec))]),
);
const signedIn = z.object({ access_token: z.string() });

async function tokenOf(stack: Stack, account: string): Promise<string> {
  const response = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${account}@atrium.example`, password: 'atrium-demo' }),
  });
  return signedIn.parse(await response.json()).access_token;
}

/** The dashboard's one call, as the browser makes it. Raises when any of its requests is refused. */
async function call(stack: Stack, token: string, state: DashboardState): Promise<void> {
  const { requests } = batchFor(queries, state);
  const response = await fetch(
    `${stack.url}/rest/v1/rpc/query_metrics?requests=${encodeURIComponent(JSON.stringify(requests))}`,
    { headers: { apikey: stack.publishableKey, Authorization: `Bearer ${token}` } },
  );
  const text = await response.text();
  if (!response.ok || text.includes('"error"')) throw new Error(text.slice(0, 500));
}

/** From opening the address until the first figure, and until every chart is drawn. */
async function open(stack: Stack, account: string): Promise<{ figures: number[]; charts: number[] }> {
  const found = await provideChromium();
  if ('problem' in found) throw new Error(found.problem);
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  try {
    const first = await browser.newContext({ locale: 'en-US' });
    const page = await first.newPage();
    await page.goto(`${stack.url}/sign-in`);
    await page.getByLabel('E-mail').fill(`${account}@atrium.example`);
    await page.getByLabel('Password', { exact: true }).fill('atrium-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#content').waitFor();
    const storageState = await first.storageState();
    await first.close();
    const result = { figures: [] as number[], charts: [] as number[] };
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({ storageState, locale: 'en-US' });
      const fresh = await context.newPage();
      const started = performance.now();
      await fresh.goto(`${stack.url}/dashboards/sales/overview`, { waitUntil: 'commit' });
      await fresh.locator('[data-figure]').first().waitFor();
      result.figures.push(performance.now() - started);
      await fresh.locator('canvas').first().waitFor();
      result.charts.push(performance.now() - started);
      await context.close();
    }
    return result;
  } finally {
    await browser.close();
  }
}

/** What the sales overview costs: its one call for each reader, and how long people wait for it. */
export const dashboard: Bench = {
  name: 'dashboard',
  title: 'The sales dashboard',
  async run() {
    const stack = await startLarge('build');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const rows: (string | number)[][] = [];
      for (const [who, account] of Object.entries(readers)) {
        const token = await tokenOf(stack, account);
        for (const [period, state] of Object.entries(states)) {
          const started = performance.now();
          await call(stack, token, state);
          const cold = performance.now() - started;
          const { warm } = await measure(rounds, { warm: () => call(stack, token, state) });
          const { p50, p95 } = spread(warm);
          rows.push([who, `one call, ${period}`, cold, p50, p95]);
        }
        const { figures, charts } = await open(stack, account);
        for (const [what, samples] of [
          ['figures in Chromium', figures],
          ['all charts in Chromium', charts],
        ] as const) {
          const { p50, p95 } = spread(samples);
          rows.push([who, what, samples[0] ?? 0, p50, p95]);
        }
      }
      return {
        head: ['who', 'what', 'first', 'p50', 'p95'],
        rows,
        note: `Milliseconds on ${await sizeOf(sql)}. The call goes through gateway and PostgREST, ${rounds} times, one after the other; a page is opened ${visits} times with nothing in the browser's cache, from the address to the first figure and to the last chart, everything on one machine.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};
