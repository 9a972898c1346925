import type { Page } from '@playwright/test';
import type pg from 'pg';
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
import type { Texts } from './texts.ts';

interface Known {
  id: string;
  name: string;
  /** Half of its phone number: six digits from its middle. */
  half: string;
}

/** A customer of the sales rep's, the n-th by number, that half a phone number leads to. */
async function customerOfRep(sql: pg.Pool, nth: number): Promise<Known> {
  const { rows } = await sql.query<Known>(
    `select c.id, c.name, substr(private.digits(d.phone), length(private.digits(d.phone)) - 6, 6) as half
     from public.customers c
     join public.customer_contact_details d on d.customer_id = c.id
     join public.profiles p on p.id = c.owner_id
     where p.email = $1 and c.deleted_at is null and length(private.digits(d.phone)) >= 9
     order by c.number offset $2 limit 1`,
    [account('sales.rep'), nth],
  );
  const found = rows[0];
  if (!found) throw new Error('the sales rep has no customer with a phone number');
  return found;
}

/** From the list to the saved address: search, open, edit, save. Each page is checked on the way. */
async function mendAddress(
  page: Page,
  t: Texts,
  { name, half }: Known,
  street: string,
  checkPage: () => Promise<void>,
): Promise<void> {
  await expect(page.getByRole('heading', { name: t('customers.title'), level: 1 })).toBeVisible();
  await expect(page.locator('[data-row-link]').first()).toBeVisible();
  await checkPage();

  await page.getByRole('searchbox').fill(half);
  const link = page.locator('[data-row-link]').filter({ hasText: name }).first();
  await expect(page).toHaveURL(/[?&]q=/);
  await link.click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await checkPage();

  await page
    .getByRole('main')
    .getByRole('link', { name: t('actions.edit'), exact: true })
    .first()
    .click();
  const field = page.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.address_line1')}`) });
  await field.fill(street);
  await checkPage();
  await page.getByRole('button', { name: t('actions.save') }).click();
  await expect(page.getByText(t('form.saved'))).toBeVisible();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  // the timeline beside it may tell of the change already
  await expect(page.getByText(street, { exact: true })).toBeVisible();
}

async function streetOf(sql: pg.Pool, id: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ address_line1: string }>(
    'select address_line1 from public.customer_contact_details where customer_id = $1',
    [id],
  );
  return rows[0]?.address_line1;
}

test('a sales rep finds a customer by half a phone number and mends its address', async ({ page, sql }) => {
  const customer = await customerOfRep(sql, 0);
  const t = await signIn(page, 'sales.rep');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('customers.title') })
    .first()
    .click();
  await mendAddress(page, t, customer, '12 Harbour Lane', () => expectAccessible(page));
  expect(await streetOf(sql, customer.id)).toBe('12 Harbour Lane');
});

test('a customer of somebody else is not shown to a sales rep', async ({ page, sql }) => {
  const { rows } = await sql.query<{ id: string; name: string }>(
    `select c.id, c.name from public.customers c join public.profiles p on p.id = c.owner_id where p.email = $1 limit 1`,
    [account('sales.rep2')],
  );
  const other = rows[0] ?? { id: '', name: '' };
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers/${other.id}`);
  await expect(page.getByText(t('errors.gone'))).toBeVisible();
  await expect(page.getByText(other.name)).toHaveCount(0);
  await expectAccessible(page);
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep finds a customer by half a phone number and mends its address', async ({ page, sql }) => {
    const customer = await customerOfRep(sql, 1);
    const t = await signIn(page, 'sales.rep', 'fa');
    const half = customer.half.replaceAll(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? digit);
    await page
      .getByRole('navigation', { name: t('frame.bottomBar') })
      .getByRole('link', { name: t('customers.title') })
      .click();
    await mendAddress(page, t, { ...customer, half }, 'خیابان ولیعصر، پلاک ۱۲', async () => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
    expect(await streetOf(sql, customer.id)).toBe('خیابان ولیعصر، پلاک ۱۲');
  });
});
