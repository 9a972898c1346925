import type { Browser, Page } from '@playwright/test';
import {
  account,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

/** Somebody else at a browser of their own. */
async function another(browser: Browser, baseURL: string | undefined, who: string) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const t = await signIn(page, who);
  return { page, t, close: () => context.close() };
}

/** Waits until changes come to this page by themselves: the server has let it join what it may hear. */
async function untilLive(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live');
}

const rowOf = (page: Page, name: string) => page.locator('[data-row]').filter({ hasText: name });
const titleOf = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

async function rename(page: Page, t: Texts, id: string, name: string): Promise<void> {
  await page.goto(`/deals/${id}/edit`);
  await page.getByRole('textbox', { name: new RegExp(`^${t('deals.fields.name')}`) }).fill(name);
  await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
  await expect(titleOf(page, name)).toBeVisible();
}

test('one changes a deal, the other’s page follows by itself', async ({ page, browser, baseURL, sql }) => {
  const [before, after] = [freshName('Before'), freshName('After')];
  const id = await makeDeal(sql, 'sales.manager', before);
  await signIn(page, 'sales.manager');
  const other = await another(browser, baseURL, 'sales.manager');
  await page.goto(`/deals/${id}`);
  await expect(titleOf(page, before)).toBeVisible();
  await untilLive(page);
  await rename(other.page, other.t, id, after);
  await expect(titleOf(page, after)).toBeVisible();

  await other.close();
});

test('a list follows by itself, but moves nothing under the hand', async ({ page, sql }) => {
  const [before, again] = [freshName('Listed'), freshName('Again')];
  const id = await makeDeal(sql, 'sales.manager', before);
  const mine = await signIn(page, 'sales.manager');
  await page.goto('/deals');
  await expect(rowOf(page, before)).toBeVisible();
  await untilLive(page);
  await sql.query('update public.deals set name = $2 where id = $1', [id, again]);
  await expect(rowOf(page, again)).toBeVisible();

  // in the hand's way nothing moves: what is new waits until it is wanted
  await rowOf(page, again).hover();
  const newcomer = freshName('Newcomer');
  await makeDeal(sql, 'sales.manager', newcomer);
  const show = page.getByRole('button', { name: mine('list.fresh_one', { formatted: '1' }) });
  await expect(show).toBeVisible();
  await expect(rowOf(page, newcomer)).toHaveCount(0);
  await expectAccessible(page);
  await show.click();
  await expect(rowOf(page, newcomer)).toBeVisible();
});

test('two on one record see each other; who loses it sees it go', async ({ page, browser, baseURL, sql }) => {
  const name = freshName('Shared desk');
  const id = await makeDeal(sql, 'sales.rep', name);
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/deals/${id}`);
  await expect(titleOf(page, name)).toBeVisible();
  await untilLive(page);
  const boss = await another(browser, baseURL, 'sales.manager');
  const { rows } = await sql.query<{ full_name: string }>(
    'select full_name from public.profiles where email = $1',
    [account('sales.manager')],
  );
  const who = rows[0]?.full_name ?? '';
  await boss.page.goto(`/deals/${id}`);
  const here = page.getByRole('list', { name: t('live.here') });
  await expect(here.getByText(t('live.viewing', { name: who }))).toBeAttached();
  await boss.page.goto(`/deals/${id}/edit`);
  await expect(here.getByText(t('live.editing', { name: who }))).toBeAttached();
  await expectAccessible(page);
  await boss.close();
  await expect(here).toHaveCount(0);

  await sql.query('update public.deals set deleted_at = now() where id = $1', [id]);
  await expect(page.getByText(t('errors.gone'))).toBeVisible();
});

test('a line that is cut is made anew, and brings what was missed', async ({ page, sql }) => {
  const [before, after] = [freshName('Before the tunnel'), freshName('After the tunnel')];
  const id = await makeDeal(sql, 'sales.manager', before);
  // Playwright's "offline" leaves open sockets alone: this stands between them and the server.
  const lines: { close(): Promise<void> }[] = [];
  let cut = false;
  await page.routeWebSocket(/\/realtime\/v1\//, async (socket) => {
    if (cut) {
      await socket.close();
      return;
    }
    const server = socket.connectToServer();
    lines.push({
      close: async () => {
        await server.close();
        await socket.close();
      },
    });
  });
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/deals/${id}`);
  await untilLive(page);
  cut = true;
  for (const line of lines) await line.close();
  await expect(page.getByText(t('live.notLive'))).toBeVisible();
  await expectAccessible(page);
  await sql.query('update public.deals set name = $2 where id = $1', [id, after]);
  cut = false;
  await expect(titleOf(page, after)).toBeVisible();
  await untilLive(page);
  await expect(page.getByText(t('live.notLive'))).toHaveCount(0);
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('a change comes by itself, and over a newer version both are shown', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/status of 409/);
    const [before, mine, theirs] = [freshName('پیش'), freshName('من'), freshName('همکار')];
    const id = await makeDeal(sql, 'sales.manager', before);
    const t = await signIn(page, 'sales.manager', 'fa');
    await page.goto(`/deals/${id}`);
    await expect(titleOf(page, before)).toBeVisible();
    await untilLive(page);
    const later = freshName('تازه');
    await sql.query('update public.deals set name = $2 where id = $1', [id, later]);
    await expect(titleOf(page, later)).toBeVisible();

    await page.goto(`/deals/${id}/edit`);
    const field = page.getByRole('textbox', { name: new RegExp(`^${t('deals.fields.name')}`) });
    await field.fill(mine);
    await untilLive(page);
    await sql.query('update public.deals set name = $2 where id = $1', [id, theirs]);
    await expect(field).toHaveValue(mine);
    await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
    const dialog = page.getByRole('dialog', { name: t('form.conflict.title') });
    await expect(dialog.getByText(theirs)).toBeVisible();
    await expect(dialog.getByText(mine)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole('button', { name: t('form.conflict.save') }).click();
    await expect(titleOf(page, theirs)).toBeVisible();
  });
});
