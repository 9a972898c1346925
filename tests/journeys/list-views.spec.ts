import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName } from './records.ts';
import type { Texts } from './texts.ts';

test.afterEach(async ({ sql }) => {
  await sql.query('delete from public.list_layouts');
  await sql.query('delete from public.saved_views');
});

const heads = (page: Page) => page.locator('.at-table thead th:not(.at-row-end, .at-select-cell)');
const switcher = (page: Page, t: Texts, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${t('list.view')} .*${name}`) });

test('columns are chosen, put into order and sized, and stay so', async ({ page, sql }) => {
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers');
  await expect(heads(page).first()).toBeVisible();
  const usual = await heads(page).count();
  await page.getByRole('button', { name: t('list.columns') }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('checkbox', { name: t('customers.fields.tier') }).uncheck();
  // Chosen, it goes to the other list: the box that is clicked is not the one that is checked then.
  await panel.getByRole('checkbox', { name: t('customers.fields.domain') }).click();
  await expect(panel.getByRole('checkbox', { name: t('customers.fields.domain') })).toBeChecked();
  await expect(panel.getByRole('checkbox', { name: t('customers.fields.name') })).toBeDisabled();
  await panel.getByText(t('lists.columns.compact')).click();

  // By keyboard: the owner before the stage.
  const handle = panel.getByRole('button', {
    name: t('ui.sort.handle', { name: t('customers.fields.owner_id') }),
  });
  await handle.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await panel
    .getByRole('button', { name: t('lists.columns.wider', { name: t('customers.fields.owner_id') }) })
    .click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const expected = ['name', 'owner_id', 'lifecycle_stage'].map((field) => t(`customers.fields.${field}`));
  const stand = async () => {
    await expect(heads(page)).toHaveCount(usual);
    for (const [place, title] of expected.entries())
      await expect(heads(page).nth(place)).toContainText(title);
    await expect(heads(page).last()).toContainText(t('customers.fields.domain'));
    await expect(page.locator('.at-table')).toHaveClass(/at-table-compact/);
    await expect(heads(page).nth(1)).toHaveCSS('min-width', '190px');
  };
  await stand();
  await expect
    .poll(async () => (await sql.query('select widths from public.list_layouts')).rows)
    .toEqual([{ widths: { owner: 190 } }]);
  await page.reload();
  await stand();
});

test('a view is saved, comes by its link and by itself, is changed, shared, deleted and brought back', async ({
  page,
  sql,
}) => {
  const name = freshName('Leads by name');
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers?stage=lead&sort=name');
  await switcher(page, t, t('list.allRows')).click();
  await page.getByRole('menuitem', { name: t('lists.views.saveAs') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('lists.views.name')).fill(name);
  await dialog.getByRole('radio', { name: t('lists.views.audiences.team') }).check();
  await dialog.getByRole('button', { name: t('actions.save') }).click();
  await expect(switcher(page, t, name)).toBeVisible();
  await expect(page).toHaveURL(/view=[0-9a-f-]{36}/);
  const saved = await sql.query(
    'select filters, sort, team_id is not null as shared from public.saved_views where name = $1',
    [name],
  );
  expect(saved.rows).toEqual([{ filters: { stage: ['lead'] }, sort: 'name', shared: true }]);

  // The address says all of it.
  const link = page.url();
  await page.goto('/customers?view=all');
  await expect(switcher(page, t, t('list.allRows'))).toBeVisible();
  await page.goto(link);
  await expect(switcher(page, t, name)).toBeVisible();
  await expect(page.getByText(t('list.viewChanged'), { exact: true })).toHaveCount(0);

  // It is the one that the list opens with.
  await switcher(page, t, name).click();
  await page.getByRole('menuitem', { name: t('lists.views.makeFirst', { name }) }).click();
  await expect
    .poll(async () => (await sql.query('select from public.list_layouts where view_id is not null')).rowCount)
    .toBe(1);
  await page.goto('/customers');
  await expect(page).toHaveURL(/stage=lead/);

  // A change of it is seen, and saved.
  await page
    .getByRole('button', { name: t('ui.removeFilter', { filter: t('customers.fields.lifecycle_stage') }) })
    .click();
  await expect(page.getByText(t('list.viewChanged'), { exact: true })).toBeVisible();
  await switcher(page, t, name).click();
  await page.getByRole('menuitem', { name: t('lists.views.update', { name }) }).click();
  await expect(page.getByText(t('list.viewChanged'), { exact: true })).toHaveCount(0);
  expect((await sql.query('select filters from public.saved_views where name = $1', [name])).rows).toEqual([
    { filters: {} },
  ]);

  await switcher(page, t, name).click();
  await page.getByRole('menuitem', { name: t('lists.views.delete') }).click();
  await expect(switcher(page, t, t('list.allRows'))).toBeVisible();
  await page.getByRole('button', { name: t('trash.undo') }).click();
  await switcher(page, t, t('list.allRows')).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(switcher(page, t, name)).toBeVisible();
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a view of everybody’s says what of it is not open to its reader, and shows the rest', async ({
    page,
    sql,
  }) => {
    const name = freshName('همه');
    await sql.query(
      `insert into public.saved_views (resource, name, profile_id, for_all, filters, columns)
       select 'customers', $1, id, true, '{"stage": ["lead"], "margin": ["1..2"]}', '{name,secret}'
       from public.profiles where email = 'admin@atrium.example'`,
      [name],
    );
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto('/customers');
    await switcher(page, t, t('list.allRows')).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name, exact: true }).click();
    await expect(page.getByText(t('list.leftOut', { names: `margin${t('ui.comma')}secret` }))).toBeVisible();
    await expect(page.locator('[data-row]').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    // What is not theirs they may open, not change.
    await switcher(page, t, name).click();
    await expect(page.getByRole('menuitem', { name: t('lists.views.saveAs') })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: t('lists.views.delete') })).toHaveCount(0);
  });
});
