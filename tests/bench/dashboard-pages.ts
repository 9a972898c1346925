import { type BrowserContext, chromium } from '@playwright/test';
import type { Stack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';

const visits = 5;

/** Milliseconds from the address until a tile has its figure, and until every chart is drawn. */
export interface Visits {
  figures: number[];
  charts: number[];
}

/** Opens a dashboard, so many times as somebody who has never been there, and so many as somebody who was there before. */
export async function openDashboard(
  stack: Stack,
  account: string,
  path: string,
): Promise<{ first: Visits; again: Visits }> {
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
    const result = { first: none(), again: none() };
    const visit = async (context: BrowserContext, to: Visits) => {
      const fresh = await context.newPage();
      const started = performance.now();
      await fresh.goto(`${stack.url}${path}`, { waitUntil: 'commit' });
      await fresh.locator('[data-figure]').first().waitFor();
      to.figures.push(performance.now() - started);
      // Charts come one by one: all are there once no widget waits and none has an empty frame.
      await fresh.waitForFunction(
        () =>
          document.querySelector('.at-widget-waiting, .at-chart:not(:has(canvas, table))') === null &&
          document.querySelector('canvas') !== null,
      );
      to.charts.push(performance.now() - started);
      // What comes after that is kept by then too.
      await fresh.locator('.at-bell-place button').waitFor();
      await fresh.close();
    };
    for (let at = 0; at < visits; at++) {
      const context = await browser.newContext({ storageState, locale: 'en-US' });
      await visit(context, result.first);
      await context.close();
    }
    const known = await browser.newContext({ storageState, locale: 'en-US' });
    await visit(known, none());
    for (let at = 0; at < visits; at++) await visit(known, result.again);
    return result;
  } finally {
    await browser.close();
  }
}

const none = (): Visits => ({ figures: [], charts: [] });
