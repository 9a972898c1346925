import { chromium } from '@playwright/test';
import type { Stack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';

const visits = 5;

/**
 * Opens a dashboard as somebody who has never been there, so many times. Gives milliseconds from the address until every
 * tile has its figure, and until every chart is drawn.
 */
export async function openDashboard(
  stack: Stack,
  account: string,
  path: string,
): Promise<{ figures: number[]; charts: number[] }> {
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
      await fresh.goto(`${stack.url}${path}`, { waitUntil: 'commit' });
      await fresh.locator('[data-figure]').first().waitFor();
      result.figures.push(performance.now() - started);
      // Charts come one by one: all are there once no widget waits and none has an empty frame.
      await fresh.waitForFunction(
        () =>
          document.querySelector('.at-widget-waiting, .at-chart:not(:has(canvas, table))') === null &&
          document.querySelector('canvas') !== null,
      );
      result.charts.push(performance.now() - started);
      await context.close();
    }
    return result;
  } finally {
    await browser.close();
  }
}
