import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import pg from 'pg';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { type Bench, measure, spread } from './bench.ts';

const openDeals = 5000;
const requests = 50;
const visits = 10;

/** The pipeline board with thousands of open deals: its one request, a move, and the time until it can be seen. */
export const board: Bench = {
  name: 'board',
  title: 'The pipeline board',
  async run() {
    const found = await provideChromium();
    if ('problem' in found) throw new Error(found.problem);
    const stack = await startStack({
      dataDir: join(temporaryFolder('board-'), 'atrium'),
      port: 0,
      data: 'demo',
      frontend: 'build',
      quiet: true,
    });
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    const browser = await chromium.launch({
      executablePath: found.path,
      args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
    });
    try {
      await fillUp(sql);
      const rows: (string | number)[][] = [];
      for (const [who, account] of [
        ['admin, all', 'admin'],
        ['manager, the team’s', 'sales.manager'],
        ['rep, own', 'sales.rep'],
      ] as const) {
        const samples = await requestsOf(stack, `${account}@atrium.example`, account === 'sales.rep');
        for (const [what, times] of Object.entries(samples)) rows.push(row(who, what, times));
      }
      rows.push(...(await paints(browser, stack.url)));
      return {
        head: ['who', 'what', 'p50', 'p95'],
        rows,
        note: `Milliseconds with ${openDeals.toLocaleString('en-US')} open deals in the pipeline, ${requests} requests one after the other and ${visits} visits; browser, server and database share the machine. "Paint" is from the address to the first card.`,
      };
    } finally {
      await browser.close();
      await sql.end();
      await stack.stop();
    }
  },
};

const row = (who: string, what: string, samples: number[]) => {
  const { p50, p95 } = spread(samples);
  return [who, what, p50, p95];
};

/** Copies open deals, with products and history as the database writes it, until there are so many. */
async function fillUp(sql: pg.Pool): Promise<void> {
  await sql.query(
    `insert into public.deals (name, customer_id, pipeline_id, stage_id, amount, currency, owner_id, team_id, created_by, opened_at, expected_close_date)
     select d.name, d.customer_id, d.pipeline_id, d.stage_id, d.amount, d.currency, d.owner_id, d.team_id, d.created_by, d.opened_at, d.expected_close_date
     from public.deals d cross join generate_series(1, 50) n
     where d.outcome = 'open' and d.deleted_at is null
     order by n, d.id
     limit greatest(0, $1 - (select count(*) from public.deals where outcome = 'open' and deleted_at is null))`,
    [openDeals],
  );
  await sql.query('vacuum analyze public.deals');
}

async function requestsOf(stack: Stack, email: string, mine: boolean): Promise<Record<string, number[]>> {
  const headers = { apikey: stack.publishableKey, 'Content-Type': 'application/json' };
  const answer = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password: 'atrium-demo' }),
  });
  const token: unknown = Reflect.get(Object(await answer.json()), 'access_token');
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${stack.url}/rest/v1/rpc/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, Authorization: `Bearer ${String(token)}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const request = { filters: mine ? { mine: true } : {} };
  const read = () => call(`deal_board?request=${encodeURIComponent(JSON.stringify(request))}`);
  const stages = (await read()) as { stages: { id: string; outcome: string; cards: { id: string }[] }[] };
  const [from] = stages.stages.filter(({ cards, outcome }) => outcome === 'open' && cards.length > 2);
  if (!from) throw new Error('the board has a stage with cards');
  const samples = await measure(requests, {
    board: read,
    move: (round) =>
      call('move_deal', {
        deal: from.cards[round % 2]?.id,
        stage: from.id,
        below: from.cards[2]?.id,
        board: request,
      }),
  });
  return { 'the board in one request': samples.board, 'a move, with both stages’ totals': samples.move };
}

async function paints(browser: Browser, url: string): Promise<(string | number)[][]> {
  const state = await sessionOf(browser, url);
  const first: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 } });
    first.push(await visitOf(context, url));
    await context.close();
  }
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 } });
  await visitOf(context, url);
  const again: number[] = [];
  for (let visit = 0; visit < visits; visit++) again.push(await visitOf(context, url));
  const frames = await dragging(context, url);
  await context.close();
  return [
    row('admin, all', 'paint, first visit', first),
    row('admin, all', 'paint, again', again),
    row('admin, all', 'a frame while a card is dragged', frames),
  ];
}

/** Drags a card across the stages and puts it back by Escape. Gives the milliseconds between frames. */
async function dragging(context: BrowserContext, url: string): Promise<number[]> {
  const page = await context.newPage();
  await page.goto(`${url}/deals/board`, { waitUntil: 'commit' });
  const card = page.locator('.at-board-card').first();
  await card.waitFor();
  const box = await card.boundingBox();
  if (!box) throw new Error('the board shows no card');
  const [x, y] = [box.x + 40, box.y + 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 10, { steps: 4 });
  await page.locator('.at-board-dragging').waitFor();
  // As texts: a function of ours would ask in the page for what the compiler of these files adds to it.
  await page.evaluate(`
    window.frameTimes = [];
    requestAnimationFrame(function note(now) {
      window.frameTimes.push(now);
      requestAnimationFrame(note);
    });
  `);
  for (const [at, reach] of [600, 200, 800, 0].entries())
    await page.mouse.move(x + reach, y + 40 * at, { steps: 60 });
  const times = await page.evaluate<number[]>('window.frameTimes');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.close();
  return times.slice(1).map((time, at) => time - (times[at] ?? time));
}

async function visitOf(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(`${url}/deals/board`, { waitUntil: 'commit' });
  await page.locator('.at-board-card').first().waitFor();
  const took = performance.now() - started;
  await page.close();
  return took;
}

async function sessionOf(browser: Browser, url: string) {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator('input[type=email]').fill('admin@atrium.example');
  await page.locator('input[type=password]').fill('atrium-demo');
  await page.locator('button[type=submit]').click();
  await page.getByRole('navigation').first().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
