import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

/** Puts a condition together in the builder, up to its value. */
async function choose(page: Page, t: Texts, column: string, operator: string) {
  const builder = page.getByRole('dialog', { name: t('lists.builder.title') });
  const select = (label: string) => builder.getByLabel(t(`lists.builder.${label}`), { exact: true });
  await select('column').fill(column);
  await page.keyboard.press('Enter');
  await select('operator').press('ArrowDown');
  await page
    .getByTitle(t(`lists.operators.${operator}`), { exact: true })
    .last()
    .click();
  return builder;
}
const rows = (page: Page, name: string) => page.locator('[data-row-link]').filter({ hasText: name });

test('deals are narrowed by what a name contains and by amounts, and rows are reached by keys', async ({
  page,
  sql,
}) => {
  const name = freshName('Narrowed');
  for (const [end, amount] of [
    ['small', 100],
    ['large', 90_000],
  ] as const) {
    const id = await makeDeal(sql, 'sales.rep', `${name} ${end}`);
    await sql.query('update public.deals set amount = $2 where id = $1', [id, amount]);
  }
  const t = await signIn(page, 'sales.rep');
  await page.goto('/deals?mine=0');
  await expect(page.locator('[data-row]').first()).toBeVisible();
  await page.keyboard.press('f');
  const builder = await choose(page, t, t('deals.fields.name'), 'contains');
  await builder.getByLabel(t('lists.builder.value')).fill(name);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(rows(page, name)).toHaveCount(2);

  await page.getByRole('button', { name: t('list.addFilter') }).click();
  await choose(page, t, t('deals.fields.amount'), 'atLeast');
  await page.getByLabel(`${t('deals.fields.amount')}: ${t('list.from')}`).fill('50000');
  await page.getByRole('button', { name: t('lists.builder.add'), exact: true }).click();
  await expect(rows(page, name)).toHaveCount(1);
  await expect(rows(page, `${name} large`)).toBeVisible();
  await expect(page).toHaveURL(/amount=50000\.\./);
  await expect(page.getByRole('button', { name: t('list.atLeast', { number: '50,000' }) })).toBeVisible();

  // The same narrowing stands in the address alone.
  await page.goto(`/deals?mine=0&name=${encodeURIComponent(name)}&amount=..50000`);
  await expect(rows(page, name)).toHaveCount(1);
  await expect(rows(page, `${name} small`)).toBeVisible();
  await page.goto(`/deals?mine=0&name=${encodeURIComponent(name)}&owner=me`);
  await expect(rows(page, name)).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows(page, name).nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows(page, name).first()).toBeFocused();

  await page.goto(`/deals?mine=0&amount=plenty&cost=1..&name=${encodeURIComponent(name)}`);
  await expect(
    page.getByText(
      t('list.leftOut', { names: [t('deals.fields.amount'), t('deals.fields.cost')].join(t('ui.comma')) }),
    ),
  ).toBeVisible();
  await expect(rows(page, name)).toHaveCount(2);

  // The board follows fewer filters, and says which it leaves to the list.
  await page.goto(`/deals/board?mine=0&amount=..50000&outcome=open&q=${encodeURIComponent(name)}`);
  await expect(page.getByText(t('list.notOnBoard', { names: t('deals.fields.amount') }))).toBeVisible();
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('customers of this month that are no leads', async ({ page, sql }) => {
    const name = freshName('مشتری');
    const [first, lead] = [
      await makeCustomer(sql, 'sales.rep', `${name} یک`),
      await makeCustomer(sql, 'sales.rep', `${name} دو`),
    ];
    await sql.query(`update public.customers set lifecycle_stage = 'lead' where id = $1`, [lead]);
    await sql.query(`update public.customers set lifecycle_stage = 'qualified' where id = $1`, [first]);
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/customers?mine=0&q=${encodeURIComponent(name)}`);
    await expect(rows(page, name)).toHaveCount(2);
    await page.getByRole('button', { name: t('list.addFilter') }).click();
    const builder = await choose(page, t, t('customers.fields.lifecycle_stage'), 'noneOf');
    await builder.getByRole('checkbox', { name: t('customers.stages.lead') }).check();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await builder.getByRole('button', { name: t('lists.builder.add'), exact: true }).click();
    await expect(rows(page, name)).toHaveCount(1);

    await page.getByRole('button', { name: t('list.addFilter') }).click();
    await choose(page, t, t('customers.fields.created_at'), 'relative');
    await page
      .getByRole('dialog', { name: t('lists.builder.title') })
      .getByRole('button', { name: t('lists.builder.add'), exact: true })
      .click();
    await expect(page).toHaveURL(/created_at=last_30d/);
    await expect(rows(page, name)).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
