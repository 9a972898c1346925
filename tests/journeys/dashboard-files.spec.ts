import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import type { Texts } from './texts.ts';

const overview = '/dashboards/sales/overview';
const widget = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function act(page: Page, t: Texts, of: string, action: string): Promise<void> {
  await page.getByRole('button', { name: t('list.actionsOf', { name: of }), exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
async function downloaded(page: Page, work: () => Promise<void>): Promise<[Download, Buffer]> {
  const coming = page.waitForEvent('download');
  await work();
  const file = await coming;
  return [file, await readFile(await file.path())];
}

test('a widget says how it is counted, opens its rows, and gives its figures and its picture', async ({
  page,
  sql,
}) => {
  const t = await signIn(page, 'sales.manager');
  const name = t('sales.pipeline.title');
  await page.goto(overview);
  await expect(page.locator('[data-figure]').first()).toBeVisible();

  await act(page, t, name, t('dashboards.widget.explain'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(t('metrics.deals.open_value.hint'))).toBeVisible();
  await expect(dialog.getByText(t('dashboards.explain.rights'))).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const [csv, bytes] = await downloaded(page, () => act(page, t, name, t('dashboards.widget.csv')));
  expect(csv.suggestedFilename()).toMatch(/\.csv$/);
  const [head = [], ...lines] = Papa.parse<string[]>(bytes.toString('utf8').replace(/^\uFEFF/, ''), {
    skipEmptyLines: true,
  }).data;
  expect(head).toContain(t('dashboards.dimension.stage'));
  expect(head).toContain(t('metrics.deals.open_value.title'));
  const shown = await sql.query<{ name: string }>('select distinct name from public.pipeline_stages');
  const stages = shown.rows.map((row) => row.name);
  expect(lines.length).toBeGreaterThan(2);
  for (const [stage = ''] of lines) expect(stages).toContain(stage);
  const { rows: log } = await sql.query<{ changes: string }>(
    `select l.changes::text from public.audit_log l join public.profiles p on p.id = l.actor_id
     where l.action = 'export' and p.email = 'sales.manager@atrium.example' order by l.id desc limit 1`,
  );
  expect(log[0]?.changes).toContain(name);

  const [png, picture] = await downloaded(page, () => act(page, t, name, t('dashboards.widget.png')));
  expect(png.suggestedFilename()).toMatch(/\.png$/);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  const box = await widget(page, name).boundingBox();
  // Width and height of a PNG stand in its first chunk.
  expect(picture.readUInt32BE(16)).toBeCloseTo(2 * (box?.width ?? 0), -1);

  await act(page, t, name, t('dashboards.widget.rows'));
  await expect(page).toHaveURL(/\/deals\?.*outcome=open/);
});

test('the figures of a function have the titles of their columns, in the reader’s language', async ({
  page,
}) => {
  const t = await signIn(page, 'sales.manager', 'fa');
  const name = t('sales.funnel.title');
  await page.goto(`${overview}?period=all`);
  await expect(page.getByRole('table', { name, exact: true })).toBeVisible();
  const [, bytes] = await downloaded(page, () => act(page, t, name, t('dashboards.widget.csv')));
  const [head, first = []] = Papa.parse<string[]>(bytes.toString('utf8').replace(/^\uFEFF/, '')).data;
  expect(head).toEqual([
    t('dashboards.dimension.stage'),
    ...['reached', 'conversion', 'lost', 'days'].map((column) => t(`sales.funnel.${column}`)),
  ]);
  expect(Number(first[1])).toBeGreaterThan(0);
});

test('on paper a dashboard is what it is on the screen', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(`${overview}?period=this_year`);
  const names = ['wonValue', 'pipeline', 'winRate', 'outlook'].map((name) => t(`sales.${name}.title`));
  await expect(
    widget(page, names[0] ?? '')
      .locator('canvas')
      .first(),
  ).toBeVisible();
  const order = async () => {
    const boxes = await Promise.all(
      names.map(async (name) => ({ name, box: await widget(page, name).boundingBox() })),
    );
    const rows = boxes.map(({ name, box }) => ({ name, x: box?.x ?? 0, y: box?.y ?? 0 }));
    return rows.sort((a, b) => a.y - b.y || a.x - b.x).map(({ name }) => name);
  };
  const onScreen = await order();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.locator('.at-filterbar')).toBeHidden();
  await expect(page.locator('.at-print-head')).toBeVisible();
  await expect(page.locator('.at-widget-menu').first()).toBeHidden();
  expect(await order()).toEqual(onScreen);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length).toBeLessThanOrEqual(2);
  // A4 lying.
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 84[12][\d.]* 59[45]/);
});

test('a dashboard hangs on a wall, stays or turns, pauses, and comes down', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(`${overview}?period=all`);
  await expect(page.locator('[data-figure]').first()).toBeVisible();
  await act(page, t, t('sales.overview.title'), t('dashboards.wall.start'));
  await expect(page).toHaveURL(/period=all.*wall=turn/);
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.locator('[data-figure]').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('dashboards.refresh.pause') }).click();
  await expect(page.getByText(t('dashboards.refresh.stale', { time: '' }).trim())).toBeVisible();
  await page.getByRole('button', { name: t('dashboards.refresh.resume') }).click();
  await page.getByRole('button', { name: t('dashboards.wall.leave') }).click();
  await expect(page).not.toHaveURL(/wall=/);
  await expect(page).toHaveURL(/period=all/);
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('the size of deals narrows figures and the rows behind them alike', async ({ page }) => {
  const t = await signIn(page, 'exec');
  await page.goto(`${overview}?period=all&deal_size=5k_25k`);
  const won = page.locator('[data-figure="deals.won_count"]');
  await expect(won).not.toHaveText('');
  const count = (await won.textContent())?.replaceAll(/\D/g, '') ?? '';
  expect(Number(count)).toBeGreaterThan(0);
  await won.click();
  await expect(page).toHaveURL(/deal_size=5k_25k/);
  const total = Number(count).toLocaleString('en-US');
  await expect(
    page.getByText(t('list.rangeOf', { from: 1, to: Math.min(Number(count), 25), total })).first(),
  ).toBeVisible();
});

test('a widget that cannot follow a filter says so, and which it is, until the filter is taken off', async ({
  page,
}) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto('/dashboards/sales/health?deal_size=5k_25k');
  const name = t('sales.newBusiness.title');
  const region = widget(page, name);
  const dimension = t('dashboards.dimension.deal_size');
  await expect(region.getByText(t('dashboards.lacks.title', { dimension }))).toBeVisible();
  await expect(region.getByRole('heading', { name })).toBeInViewport();
  await expect(page.getByRole('table', { name: t('sales.stageAges.title') })).toBeVisible();
  await region.getByRole('button', { name: t('dashboards.lacks.off') }).click();
  await expect(region.locator('[data-figure]')).toHaveCount(5);
  await expect(page).not.toHaveURL(/deal_size/);
});
