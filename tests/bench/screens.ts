import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import pg from 'pg';
import { provideChromium } from '../run/chromium.ts';
import { type Bench, spread } from './bench.ts';
import { sizeOf, startLarge } from './large.ts';

const times = 10;

/** How long people wait, in Chromium, until a page shows what they came for. */
export const screens: Bench = {
  name: 'screens',
  title: 'Screens in Chromium',
  async run() {
    const found = await provideChromium();
    if ('problem' in found) throw new Error(found.problem);
    const stack = await startLarge('build');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    const browser = await chromium.launch({
      executablePath: found.path,
      args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
    });
    try {
      const rows: (string | number)[][] = [];
      const form = 'input[type=email]';
      rows.push(
        row(
          'anybody',
          'sign-in form',
          'first visit',
          await firstVisits(browser, `${stack.url}/sign-in`, form),
        ),
      );
      for (const [role, account] of [
        ['rep', 'sales.rep'],
        ['admin', 'admin'],
      ] as const) {
        const state = await sessionOf(browser, stack.url, `${account}@atrium.example`);
        const list = `${stack.url}/customers`;
        const shown = 'tr[data-row]';
        rows.push(
          row(
            role,
            'rows of the customer list',
            'first visit',
            await firstVisits(browser, list, shown, state),
          ),
        );
        rows.push(
          row(role, 'rows of the customer list', 'again', await furtherVisits(browser, list, shown, state)),
        );
      }
      return {
        head: ['who', 'until', 'visit', 'p50', 'p95'],
        rows,
        note: `Milliseconds from the address to what is named, ${times} times, on ${await sizeOf(sql)}; browser, server and database share the machine.`,
      };
    } finally {
      await browser.close();
      await sql.end();
      await stack.stop();
    }
  },
};

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

function row(who: string, until: string, visit: string, samples: number[]): (string | number)[] {
  const { p50, p95 } = spread(samples);
  return [who, until, visit, p50, p95];
}

/** Nothing in the browser's cache. */
async function firstVisits(
  browser: Browser,
  url: string,
  shown: string,
  storageState?: State,
): Promise<number[]> {
  const samples: number[] = [];
  for (let visit = 0; visit < times; visit++) {
    const context = await browser.newContext(storageState ? { storageState } : {});
    samples.push(await visitOf(context, url, shown));
    await context.close();
  }
  return samples;
}

/** With what earlier visits left in the browser's cache. */
async function furtherVisits(
  browser: Browser,
  url: string,
  shown: string,
  storageState: State,
): Promise<number[]> {
  const context = await browser.newContext({ storageState });
  await visitOf(context, url, shown);
  const samples: number[] = [];
  for (let visit = 0; visit < times; visit++) samples.push(await visitOf(context, url, shown));
  await context.close();
  return samples;
}

async function visitOf(context: BrowserContext, url: string, shown: string): Promise<number> {
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(shown).first().waitFor();
  const took = performance.now() - started;
  await page.close();
  return took;
}

/** Signs somebody in as people do, and gives what the browser then remembers. */
async function sessionOf(browser: Browser, url: string, email: string): Promise<State> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('atrium-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
