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

interface Changed {
  id: string;
  name: string;
}

/** A customer of the sales representative whose city she changes now, as the API would have it. */
async function changeCity(sql: pg.Pool, nth: number, city: string): Promise<Changed> {
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'authenticated', true),
         set_config('request.jwt.claims', json_build_object('sub', user_id, 'role', 'authenticated')::text, true)
       from public.profiles where email = $1`,
      [account('sales.rep')],
    );
    const { rows } = await client.query<Changed>(
      `update public.customers set city = $2 where id = (
         select id from public.customers where owner_id = private.me() and deleted_at is null order by number offset $1 limit 1)
       returning id, name`,
      [nth, city],
    );
    await client.query('commit');
    if (!rows[0]) throw new Error('the sales representative has no customer');
    return rows[0];
  } finally {
    client.release();
  }
}

async function readLog(page: Page, t: Texts, customer: Changed, city: string, check: () => Promise<void>) {
  await page.goto(`/audit?record=${customer.id}`);
  await expect(page.getByRole('heading', { name: t('audit.title'), level: 1 })).toBeVisible();
  const line = page.getByText(city).first();
  await expect(line).toBeVisible();
  await check();
  await page.locator('[data-row-link]').first().click();
  const entry = page.getByRole('dialog');
  await expect(entry.getByText(city).last()).toBeVisible();
  await expect(entry.getByRole('link', { name: customer.name })).toBeVisible();
  await check();
  await entry.getByRole('button', { name: t('actions.close') }).click();
  await expect(entry).toHaveCount(0);
}

test('an administrator reads what changed, verifies the log and takes its head along', async ({
  page,
  sql,
}) => {
  const t = await signIn(page, 'admin');
  const customer = await changeCity(sql, 0, 'Auditville');
  await readLog(page, t, customer, 'Auditville', () => expectAccessible(page));

  await sql.query('select private.seal_audit()');
  await page.getByRole('button', { name: t('audit.verify.action') }).click();
  await page.getByRole('button', { name: t('audit.verify.start') }).click();
  await expect(page.locator('.ant-alert-success')).toBeVisible();
  await expectAccessible(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: t('audit.verify.download') }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  await page.getByLabel(t('audit.verify.compare')).setInputFiles(await file.path());
  await page.getByRole('button', { name: t('audit.verify.start') }).click();
  await expect(page.locator('.ant-alert-success')).toBeVisible();
});

test('an administrator takes a value out of the log for good, and the log says so', async ({ page, sql }) => {
  const t = await signIn(page, 'admin');
  const customer = await changeCity(sql, 3, 'Forgetville');
  await page.goto(`/customers/${customer.id}?tab=history`);
  const history = page.getByRole('list', { name: t('audit.history') });
  await expect(history.getByText('Forgetville')).toBeVisible();
  await page.getByRole('button', { name: t('audit.redact.action') }).click();
  const dialog = page.getByRole('dialog');
  const city = dialog.getByRole('checkbox', { name: t('customers.fields.city') });
  await city.check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('audit.redact.next') }).click();
  await expect(dialog.getByRole('alert')).toHaveText(t('audit.redact.whyNeeded'));
  await dialog.getByRole('textbox', { name: t('audit.fields.reason') }).fill('Asked to be forgotten');
  await dialog.getByRole('button', { name: t('audit.redact.next') }).click();
  await expect(dialog.getByText(t('audit.redact.sureHint'))).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('audit.redact.submit') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(history.getByText('Forgetville')).toHaveCount(0);
  await expect(history.getByText(t('audit.redacted')).first()).toBeVisible();
  await expect(history.getByText('Asked to be forgotten')).toBeVisible();
  await expect(
    history.getByText(t('audit.here.redact', { actor: '' }).trim(), { exact: false }),
  ).toBeVisible();
  const { rows } = await sql.query('select city from public.customers where id = $1', [customer.id]);
  expect(rows).toEqual([{ city: 'Forgetville' }]);
});

test('an export is written down before its file is made', async ({ page, sql }) => {
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: t('buttons.export'), exact: true }).click();
  await saving;
  const { rows } = await sql.query(
    `select l.source from public.audit_log l join public.profiles p on p.id = l.actor_id
     where l.action = 'export' and l.resource = 'customers' and p.email = $1`,
    [account('sales.rep')],
  );
  expect(rows).toEqual([{ source: 'app' }]);
});

test('who may not view the audit log has no way to it, and the record’s history all the same', async ({
  page,
  sql,
}) => {
  const t = await signIn(page, 'sales.rep');
  await expect(page.getByRole('link', { name: t('audit.title') })).toHaveCount(0);
  await page.goto('/audit');
  await expect(page.getByRole('alert')).toBeVisible();
  const customer = await changeCity(sql, 1, 'Historyville');
  await page.goto(`/customers/${customer.id}?tab=history`);
  await expect(page.getByRole('list', { name: t('audit.history') }).getByText('Historyville')).toBeVisible();
  await expectAccessible(page);
});

test.describe('in Persian on the phone', () => {
  test.use({ ...phone, ...persian });
  test('the log and a record’s history', async ({ page, sql }) => {
    const t = await signIn(page, 'admin', 'fa');
    const customer = await changeCity(sql, 2, 'شهر ممیزی');
    await readLog(page, t, customer, 'شهر ممیزی', async () => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
    await page.goto(`/customers/${customer.id}?tab=history`);
    await expect(page.getByRole('list', { name: t('audit.history') }).getByText('شهر ممیزی')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
