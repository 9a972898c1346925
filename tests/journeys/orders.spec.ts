import type { Locator, Page } from '@playwright/test';
import type pg from 'pg';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

interface Sold {
  deal: string;
  customer: string;
  name: string;
}

/** A customer of this account's, and a deal with two products that they have won. */
async function wonDeal(sql: pg.Pool, who: string): Promise<Sold> {
  const name = freshName('Nordlicht');
  const customer = await makeCustomer(sql, who, name);
  const deal = await makeDeal(sql, who, `${name} desks`, { outcome: 'won', customer });
  await sql.query(
    `insert into public.deal_items (deal_id, product_id, quantity, unit_price, discount_rate, position)
     select $1, id, n, 100, 0.1 * (n - 1), n from (select id, row_number() over (order by sku) as n from public.products) p where n <= 2`,
    [deal],
  );
  return { deal, customer, name };
}

const itemLines = (page: Page, t: Texts): Locator =>
  page.getByRole('region', { name: t('orders.sections.items') }).getByRole('listitem');

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep makes the order of a won deal, sends it on its way, and sees it with the customer', async ({
    page,
    sql,
  }) => {
    const sold = await wonDeal(sql, 'sales.rep');
    const t = await signIn(page, 'sales.rep', 'en');
    await page.goto(`/deals/${sold.deal}`);
    await page.getByRole('button', { name: t('orders.fromDeal.action') }).click();
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
    const { rows } = await sql.query<{ id: string; number: string; total: string }>(
      'select id, number::text, total::text from public.orders where deal_id = $1',
      [sold.deal],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.total).toBe('280.00');
    const number = rows[0]?.number ?? '';
    await expect(page.getByRole('heading', { level: 1, name: t('orders.name', { number }) })).toBeVisible();
    await expect(itemLines(page, t)).toHaveCount(2);
    await expectAccessible(page);

    await page.getByRole('button', { name: t('orders.next.shipped') }).click();
    await expect(page.getByRole('button', { name: t('orders.next.delivered') })).toBeEnabled();

    await page.goto(`/deals/${sold.deal}?tab=orders`);
    await expect(page.getByRole('link', { name: number, exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: t('orders.fromDeal.action') })).toHaveCount(0);

    await page.goto(`/customers/${sold.customer}?tab=orders`);
    const row = page.locator('[data-row]').filter({ hasText: number });
    await expect(row).toContainText(t('related.orderStatuses.shipped'));
    await row.getByRole('link').first().click();
    await expect(page).toHaveURL(`/orders/${rows[0]?.id}`);

    await page.goto(`/orders?q=${encodeURIComponent(sold.name)}`);
    await expect(page.locator('[data-row]')).toHaveCount(1);
    await expectAccessible(page);
  });
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep writes an order for a customer, a line too', async ({ page, sql }) => {
    const sold = await wonDeal(sql, 'sales.rep');
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/orders/create?customer=${sold.customer}`);
    await page.getByRole('button', { name: t('items.add') }).click();
    const line = t('items.row', { n: '۱' });
    const product = page.getByRole('combobox', { name: `${line}: ${t('items.product')}` });
    await product.press('ArrowDown');
    await expect(page.locator('.ant-select-item-option-active')).toBeVisible();
    await product.press('Enter');
    await page.getByLabel(`${line}: ${t('items.quantity')}`).fill('3');
    await page.getByLabel(`${line}: ${t('items.price')}`).fill('20');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
    await expect(itemLines(page, t)).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const { rows } = await sql.query<{ total: string; status: string }>(
      'select total::text, status from public.orders where customer_id = $1',
      [sold.customer],
    );
    expect(rows).toEqual([{ total: '60.00', status: 'draft' }]);

    await page.goto('/orders');
    await expect(page.locator('[data-row]').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
