import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { dark, expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import type { Texts } from './texts.ts';

const overview = '/dashboards/sales/overview';
const figureOf = (page: Page, metric: string) => page.locator(`[data-figure="${metric}"]`);
const numberIn = (text: string) => Number(text.replaceAll(/[^\d.]/g, ''));

test('a manager reads the overview, changes the period by a link, and opens the rows behind a figure', async ({
  page,
  sql,
}) => {
  const t = await signIn(page, 'sales.manager');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('sales.overview.title') })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: t('sales.overview.title') })).toBeVisible();
  await expect(figureOf(page, 'deals.won_value')).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${overview}?period=all`);
  const { rows } = await sql.query<{ won: string }>(
    `select count(*) as won from public.deals d where d.outcome = 'won' and d.deleted_at is null and d.access_id = any (
       select unnest(private.visible_ids('deals', 'read')) from (select set_config('request.jwt.claims',
         json_build_object('sub', (select user_id from public.profiles where email = 'sales.manager@atrium.example'))::text, true)) s)`,
  );
  const won = figureOf(page, 'deals.won_count');
  await expect(won).not.toHaveText('');
  expect(numberIn((await won.textContent()) ?? '')).toBe(Number(rows[0]?.won));

  await won.click();
  await expect(page).toHaveURL(/\/deals\?.*outcome=won/);
  await expect(
    page.getByText(new RegExp(Number(rows[0]?.won).toLocaleString('en-US'))).first(),
  ).toBeVisible();
});

/** How many deals or orders there are in what an address filters by, counted by SQL of its own. */
async function rowsBehind(sql: Pool, href: string): Promise<number> {
  const { pathname, searchParams: asked } = new URL(href, 'http://atrium.invalid');
  const days = (column: string) => asked.get(column)?.split('..') ?? [null, null];
  if (pathname === '/orders') {
    const { rows } = await sql.query<{ orders: number }>(
      `select count(*)::int as orders from public.orders o, public.settings s
       where o.deleted_at is null and o.status = any ($1)
         and ($2::date is null or (o.ordered_at at time zone s.timezone)::date between $2 and $3)`,
      [asked.getAll('status'), ...days('ordered_at')],
    );
    return rows[0]?.orders ?? 0;
  }
  const outcomes = { won: ['won'], closed: ['won', 'lost'], open: ['open'] }[asked.get('outcome') ?? ''];
  const { rows } = await sql.query<{ deals: number }>(
    `select count(*)::int as deals from public.deals d, public.settings s
     where d.deleted_at is null and d.outcome::text = any ($1)
       and ($2::date is null or (d.closed_at at time zone s.timezone)::date between $2 and $3)
       and ($4::uuid is null or d.stage_id = $4) and ($5::uuid is null or d.owner_id = $5)
       and ($6::uuid is null or d.customer_id = $6)
       and ($7::uuid is null or d.owner_id in (select p.id from public.profiles p where p.manager_id = $7))`,
    [
      outcomes,
      ...days('closed_at'),
      ...['stage', 'owner', 'customer', 'manager'].map((key) => asked.get(key)),
    ],
  );
  return rows[0]?.deals ?? 0;
}

/** Opens a list and sees that it has the rows that its address says, and some. */
async function expectRows(page: Page, t: Texts, sql: Pool, href: string): Promise<void> {
  const rows = await rowsBehind(sql, href);
  expect(rows, href).toBeGreaterThan(0);
  await page.goto(href);
  const total = rows.toLocaleString('en-US');
  const range = t('list.rangeOf', { from: 1, to: Math.min(rows, 25), total });
  await expect(page.getByText(range).first(), href).toBeVisible();
}

test('every kind of figure opens the rows behind it', async ({ page, sql }) => {
  // thirteen pages, one after the other
  test.setTimeout(360_000);
  const t = await signIn(page, 'exec');
  await page.goto(overview);
  const tables = ['wonValue', 'pipeline', 'winRate'].map((widget) => t(`sales.${widget}.title`));
  for (const name of tables.slice(0, 2)) {
    await page.getByRole('button', { name: t('dashboards.asTableOf', { name }) }).click();
  }
  const links = [
    page.locator('a.at-kpi'),
    ...tables.map((name) => page.getByRole('table', { name }).getByRole('link')),
  ];
  await expect(page.locator('a.at-kpi')).toHaveCount(10);
  const hrefs: string[] = [];
  for (const [index, kind] of links.entries()) {
    await expect(kind.first()).toBeVisible();
    const found = await kind.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''));
    hrefs.push(...(index === 0 ? found : found.slice(-1)));
  }
  // the tiles, and a row of each table
  expect(hrefs).toHaveLength(13);

  for (const href of hrefs) await expectRows(page, t, sql, href);
});

test('a figure by manager opens the rows of their people', async ({ page, sql }) => {
  const t = await signIn(page, 'exec');
  const settings = { metric: 'deals.won_value', rows: 'manager', columns: 'product_line' };
  const tiles = [{ widget: 'pivot', x: 0, y: 0, settings: { version: 1, values: settings } }];
  const layout = `dashboard = 'sales/team' and profile_id = (select id from public.profiles where email = 'exec@atrium.example')`;
  await sql.query(
    `insert into public.dashboard_layouts (dashboard, profile_id, tiles)
     select 'sales/team', p.id, $1 from public.profiles p where p.email = 'exec@atrium.example'`,
    [JSON.stringify(tiles)],
  );
  await page.goto('/dashboards/sales/team?period=all');
  const pivot = page.getByRole('table', { name: new RegExp(`^${t('sales.pivot.title')}`) });
  // the whole of a manager stands last in their row
  const whole = pivot.locator('tbody td:last-child a[href*="manager="]:not([href*="manager=none"])');
  const href = (await whole.first().getAttribute('href')) ?? '';
  await sql.query(`delete from public.dashboard_layouts where ${layout}`);
  await expectRows(page, t, sql, href);
});

test('a manager reads who sold what to whom, and opens the deals behind a cell', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto('/dashboards/sales/team?period=this_year');
  for (const widget of ['leaderboard', 'activityMix', 'products', 'topCustomers', 'load', 'leadConversion'])
    await expect(page.getByRole('table', { name: t(`sales.${widget}.title`), exact: true })).toBeVisible();
  const pivot = page.getByRole('table', { name: new RegExp(`^${t('sales.pivot.title')}`) });
  await expect(pivot).toBeVisible();
  await expectAccessible(page);
  await pivot.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/deals\?.*outcome=won.*product_line=/);
});

test('a period without anything says so and leads to where there is something', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(`${overview}?period=1999-01-01..1999-12-31`);
  await expect(page.getByText(t('dashboards.empty.period'))).toBeVisible();
  await page.getByRole('button', { name: t('dashboards.empty.all') }).click();
  await expect(page).toHaveURL(/period=all/);
  await expect(page.getByText(t('dashboards.empty.period'))).toBeHidden();
});

test('the keyboard alone chooses a period and reads a chart as a table', async ({ page }) => {
  const t = await signIn(page, 'exec');
  await page.goto(overview);
  await page.getByRole('button', { name: new RegExp(`^${t('dashboards.period.label')}`) }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: t('dashboards.period.this_year') }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/period=this_year/);
  const asTable = page.getByRole('button', {
    name: t('dashboards.asTableOf', { name: t('sales.pipeline.title') }),
  });
  await asTable.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: t('sales.pipeline.title') })).toBeVisible();
});

test('who may read no deals has no dashboard of them', async ({ page }) => {
  const t = await signIn(page, 'support.agent');
  await page.goto(`${overview}?period=all`);
  await expect(page.getByText(t('states.denied'))).toBeVisible();
  await expect(figureOf(page, 'deals.won_value')).toHaveCount(0);
  await expect(page.getByRole('navigation').getByText(t('sales.overview.title'))).toHaveCount(0);
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('the overview is right to left, fits, and is readable', async ({ page }) => {
    await signIn(page, 'sales.rep', 'fa');
    await page.goto(overview);
    await expect(figureOf(page, 'deals.won_value')).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

test('a dashboard opened by its address begins at its top, and loaded again where it was', async ({
  page,
}) => {
  await signIn(page, 'sales.rep');
  const scrolled = () => page.evaluate(() => window.scrollY);
  const drawn = () => expect(figureOf(page, 'deals.won_value').first()).not.toHaveText('');
  await page.goto(overview);
  await drawn();
  await page.keyboard.press('End');
  await expect.poll(scrolled).toBeGreaterThan(200);
  await page.goto(`${overview}?period=all`);
  await drawn();
  expect(await scrolled()).toBe(0);
  await page.keyboard.press('End');
  await expect.poll(scrolled).toBeGreaterThan(200);
  await page.reload();
  await drawn();
  await expect.poll(scrolled).toBeGreaterThan(200);
});
