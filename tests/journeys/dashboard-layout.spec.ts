import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import type { Texts } from './texts.ts';

const overview = '/dashboards/sales/overview';
const drawn = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function act(page: Page, t: Texts, of: string, action: string): Promise<void> {
  await page.getByRole('button', { name: t('list.actionsOf', { name: of }), exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
async function arrange(page: Page, t: Texts): Promise<void> {
  await act(page, t, t('sales.overview.title'), t('dashboards.layout.edit'));
  await expect(
    page.getByRole('heading', {
      level: 1,
      name: t('dashboards.layout.editing', { name: t('sales.overview.title') }),
    }),
  ).toBeVisible();
}
async function save(page: Page, t: Texts): Promise<void> {
  await page.getByRole('button', { name: t('dashboards.layout.save'), exact: true }).click();
  await expect(page.getByText(t('dashboards.layout.saved'))).toBeVisible();
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not drawn');
  return box;
}
/** Drags from the middle of one thing by so many pixels. */
async function drag(page: Page, from: Locator, right: number, down: number): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await boxOf(from);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + right, y + height / 2 + down, { steps: 8 });
  await page.mouse.up();
}

test.beforeEach(async ({ sql }) => {
  await sql.query(`delete from public.dashboard_layouts where dashboard = 'sales/overview'`);
});
test.afterAll(async ({ sql }) => {
  await sql.query(`delete from public.dashboard_layouts where dashboard = 'sales/overview'`);
});

test('a dashboard is arranged by pointer, keyboard and menu, kept, and given back', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  const [first, second] = ['winRate', 'outlook'].map((name) => t(`sales.${name}.title`)) as [string, string];
  await page.goto(overview);
  await expect(drawn(page, first)).toBeVisible();

  await arrange(page, t);
  await expectAccessible(page);
  const bar = (name: string) => page.getByRole('button', { name: t('dashboards.layout.tile', { name }) });
  const corner = page.getByRole('button', { name: t('dashboards.layout.resize', { name: first }) });
  const said = page.getByRole('status').filter({ hasText: first });

  const whole = await boxOf(drawn(page, first));
  await drag(page, corner, -2 * (whole.width / 6), 96);
  await expect.poll(async () => (await boxOf(drawn(page, first))).width).toBeLessThan(whole.width * 0.8);
  const smaller = await boxOf(drawn(page, first));
  expect(smaller.height).toBeGreaterThan(whole.height);
  // beside the other at first; where on the screen both are depends on how far the page was scrolled
  const above = async () => (await boxOf(drawn(page, first))).y - (await boxOf(drawn(page, second))).y;
  await drag(page, bar(first), 0, -1200);
  await expect.poll(above).toBeLessThan(0);

  await bar(first).focus();
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText(/2/);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await boxOf(drawn(page, first))).width).toBeGreaterThan(smaller.width);
  await bar(second).focus();
  await page.keyboard.press('Delete');
  await expect(drawn(page, second)).toHaveCount(0);
  await act(page, t, first, t('dashboards.layout.taller'));
  await expect.poll(async () => (await boxOf(drawn(page, first))).height).toBeGreaterThan(smaller.height);
  await save(page, t);

  await expect(drawn(page, first)).toBeVisible();
  await expect(drawn(page, second)).toHaveCount(0);
  await page.reload();
  await expect(drawn(page, first).getByRole('table')).toBeVisible();
  await expect(drawn(page, second)).toHaveCount(0);

  await arrange(page, t);
  await page.getByRole('button', { name: t('dashboards.layout.add') }).click();
  const put = `${t('dashboards.layout.put')}: ${second}`;
  await page.getByRole('button', { name: put, exact: true }).click();
  await expect(bar(second)).toBeFocused();
  await save(page, t);
  await expect(drawn(page, second)).toBeVisible();

  await arrange(page, t);
  await act(page, t, t('sales.overview.title'), t('dashboards.layout.reset'));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('dashboards.layout.reset') })
    .click();
  await expect(page.getByText(t('dashboards.layout.saved')).first()).toBeVisible();
  await expect
    // drawn anew in between
    .poll(async () => (await drawn(page, second).boundingBox())?.x ?? 0)
    .toBeGreaterThan(whole.x + whole.width / 2);
});

test('a department’s default is what its people see who keep none of their own', async ({ page, sql }) => {
  const t = await signIn(page, 'sales.manager');
  const gone = t('sales.outlook.title');
  await page.goto(overview);
  await arrange(page, t);
  await act(page, t, gone, t('dashboards.layout.remove'));
  await act(page, t, t('sales.overview.title'), t('dashboards.layout.saveFor.department'));
  await expect(page.getByText(t('dashboards.layout.saved'))).toBeVisible();
  const { rows } = await sql.query(
    `select d.name from public.dashboard_layouts l join public.profiles p on p.department_id = l.department_id
     join public.departments d on d.id = l.department_id
     where l.dashboard = 'sales/overview' and p.email = 'sales.manager@atrium.example'`,
  );
  expect(rows).toHaveLength(1);

  await signIn(page, 'sales.rep');
  await page.goto(overview);
  await expect(drawn(page, t('sales.winRate.title'))).toBeVisible();
  await expect(drawn(page, gone)).toHaveCount(0);
  await arrange(page, t);
  // Whose layout is not their own has nothing to give back, and a rep publishes none.
  await expect(
    page.getByRole('button', { name: t('list.actionsOf', { name: t('sales.overview.title') }) }),
  ).toHaveCount(0);
  await page.getByRole('button', { name: t('actions.cancel') }).click();
});

test.describe('on a phone', () => {
  test.use(phone);

  test('tiles are arranged by their menus, one below the other', async ({ page }) => {
    const t = await signIn(page, 'sales.manager');
    await page.goto(overview);
    await arrange(page, t);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const [above, below] = ['pipeline', 'winRate'].map((name) => t(`sales.${name}.title`)) as [
      string,
      string,
    ];
    await act(page, t, above, t('dashboards.layout.remove'));
    await save(page, t);
    await expect(drawn(page, below)).toBeVisible();
    await expect(drawn(page, above)).toHaveCount(0);
    await expectNoSidewaysScroll(page);
  });
});
