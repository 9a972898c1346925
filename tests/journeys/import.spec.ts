import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { z } from 'zod';
import { startStack } from '../../supabase/local/stack.ts';
import { companyFiles } from '../../supabase/tests/import-set.ts';
import { temporaryFolder } from '../run/workspace.ts';
import {
  test as base,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
} from './fixtures.ts';
import { accountButton, fillSignIn } from './people.ts';
import { type Language, type Texts, textsOf } from './texts.ts';

const en = textsOf('en');
const email = 'ada@lovelace.example';
const secret = 'analytical engine';

/** An Atrium in which there is nothing but its first administrator; each test has its own. */
const test = base.extend<{ empty: { url: string; sql: pg.Pool } }>({
  empty: [
    async ({ browserName: _ }, use) => {
      const dataDir = join(temporaryFolder('import-'), 'atrium');
      const stack = await startStack({ dataDir, port: 0, data: 'empty', frontend: 'build', quiet: true });
      const organisation = {
        organisation: 'Analytical Engines Ltd',
        fullName: 'Ada Lovelace',
        email,
        password: secret,
        locale: 'en',
        timezone: 'UTC',
        currency: 'USD',
      };
      const made = await fetch(`${stack.url}/functions/v1/setup`, {
        method: 'POST',
        headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(organisation),
      });
      expect(made.ok).toBe(true);
      const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
      await use({ url: stack.url, sql });
      await sql.end();
      await stack.stop();
    },
    { timeout: 180_000 },
  ],
  baseURL: async ({ empty }, use) => use(empty.url),
});

async function signInAsAda(page: Page, language: Language = 'en'): Promise<void> {
  const t = textsOf(language);
  await page.goto('/sign-in');
  await fillSignIn(page, t, email, secret);
  await expect(accountButton(page, t)).toBeVisible();
}

/** Gives files to the page as a hand would that drops them. */
async function drop(page: Page, files: Record<string, string>): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })),
  );
}

const fileOnList = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const next = (page: Page, t: Texts = en) => page.getByRole('button', { name: t('imports.next') });
const importRows = (page: Page, rows: string) =>
  page.getByRole('button', { name: en('imports.apply_other', { rows }) });

/** Opens a file of the list and goes on to its dry run. */
async function checkFile(page: Page, name: string): Promise<void> {
  await fileOnList(page, name)
    .getByRole('button', { name: new RegExp(`${en('imports.queue.start')}|${en('imports.queue.open')}`) })
    .click();
  await next(page).click();
  const values = page.getByRole('button', { name: en('imports.values.check'), exact: true });
  const dryRun = page.getByText(en('imports.will.create'));
  await expect(values.or(dryRun)).toBeVisible();
  if (await values.isVisible()) await values.click();
  await expect(dryRun).toBeVisible();
}

test('a new administrator imports the files of a company and reads its totals', async ({ page, empty }) => {
  test.setTimeout(240_000);
  const files = companyFiles('ACME');
  const { deals, products, customers, profiles } = files;
  await signInAsAda(page);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: en('imports.title') })
    .click();
  await page
    .getByRole('link', { name: en('imports.create') })
    .first()
    .click();
  await expectAccessible(page);
  await drop(page, { 'pipeline.csv': deals });
  await expect(fileOnList(page, 'pipeline.csv')).toContainText(
    en('imports.queue.holds_other', { what: en('imports.targets.deals'), rows: '120' }),
  );

  // deals alone name customers whom nobody has yet: it says what to bring first
  await fileOnList(page, 'pipeline.csv')
    .getByRole('button', { name: en('imports.queue.start') })
    .click();
  await next(page).click();
  await expect(page.getByText(en('imports.first.customers', { column: 'account' }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: en('imports.first.toFiles') }).click();

  await drop(page, { 'teams.csv': profiles, 'accounts.csv': customers, 'products.csv': products });
  await expect(page.locator('.imports-queue > li')).toHaveText([
    /products\.csv/,
    /accounts\.csv/,
    /teams\.csv/,
    /pipeline\.csv/,
  ]);
  for (const [name, rows] of [
    ['products.csv', '3'],
    ['accounts.csv', '6'],
    ['teams.csv', '6'],
  ] as const) {
    await checkFile(page, name);
    await importRows(page, rows).click();
    await expect(page.getByText(en('imports.finished', { file: name }))).toBeVisible();
  }

  await fileOnList(page, 'pipeline.csv')
    .getByRole('button', { name: en('imports.queue.start') })
    .click();
  await expect(page.getByRole('checkbox', { name: en('imports.options.estimate') })).toBeChecked();
  await next(page).click();
  const meaning = page.getByRole('row', { name: /RXPro ACME/ });
  await expect(meaning).toContainText('RX Pro ACME');
  await expect(meaning).toContainText(en('imports.values.suggested'));
  await expectAccessible(page);
  await page.getByRole('button', { name: en('imports.values.check'), exact: true }).click();
  await expect(
    page.getByText(
      en('imports.noteCount', { count: files.withoutCustomer, text: en('imports.notes.no_customer') }),
    ),
  ).toBeVisible();
  await expect(
    page.getByText(en('imports.noteCount', { count: files.open, text: en('imports.notes.estimated') })),
  ).toBeVisible();
  await expectAccessible(page);
  await importRows(page, '120').click();
  await expect(page.getByText(en('imports.finishedAll'))).toBeVisible();

  await page.goto('/dashboards/sales/overview?period=all');
  const figure = (metric: string) => page.locator(`[data-figure="${metric}"]`);
  await expect(figure('deals.won_value')).toContainText(files.wonValue.toLocaleString('en-US'));
  const rate = (100 * files.won) / (files.won + files.lost);
  await expect(figure('deals.win_rate')).toContainText(`${Number(rate.toFixed(2))}%`);
  await figure('deals.won_count').click();
  await expect(
    page.getByText(en('list.rangeOf', { from: 1, to: 25, total: files.won.toLocaleString('en-US') })).first(),
  ).toBeVisible();

  // the same file once more is known, and adds nothing
  await page.goto('/imports/new');
  await drop(page, { 'renamed.csv': deals });
  const known = en('imports.earlier.text', { date: '\u0000' }).split('\u0000')[0] ?? '';
  await expect(fileOnList(page, 'renamed.csv')).toContainText(known);
  await expectAccessible(page);
  await checkFile(page, 'renamed.csv');
  await expect(page.getByRole('button', { name: en('imports.nothingToDo') })).toBeDisabled();
  const { rows } = await empty.sql.query('select count(*)::int as deals from public.deals');
  expect(rows).toEqual([{ deals: 120 }]);
});

test('dates that read two ways are asked about, and refused rows come back as a file', async ({
  page,
  empty,
}) => {
  await signInAsAda(page);
  await page.goto('/imports/new');
  await drop(page, {
    'deals.csv': [
      'deal;id;stage;amount;engage date;close date;shoe size',
      '"Good; with a line\nbreak";1;Won;10,50;03/04/2017;05/06/2017;44',
      '=1+1;2;Won;ten;03/04/2017;05/06/2017;45',
      'Short;3',
      'Last;4;Discovery;5,25;03/04/2017;;46',
    ].join('\r\n'),
  });
  await fileOnList(page, 'deals.csv')
    .getByRole('button', { name: en('imports.queue.start') })
    .click();
  await expect(page.getByText(en('imports.columns.left', { columns: 'shoe size' }))).toBeVisible();
  await expect(next(page)).toBeDisabled();
  await expectAccessible(page);
  for (const column of ['engage date', 'close date']) {
    await page.getByRole('combobox', { name: en('imports.columns.dates', { column }) }).click();
    await page
      .locator('.ant-select-dropdown:visible')
      .getByText(en('imports.dates.dmy'), { exact: true })
      .click();
  }
  await next(page).click();
  await expect(importRows(page, '2')).toBeVisible();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: en('imports.refused.download') }).click();
  const report = readFileSync(await (await downloading).path(), 'utf8').split('\r\n');
  expect(report[0]).toContain('deal,id,stage,amount,engage date,close date,shoe size');
  // a formula stays text, also for the program that opens the file
  expect(report[1]).toMatch(/^'=1\+1,2,Won,ten,/);
  expect(report[1]).toContain(en('imports.issues.not_a_number', { value: 'ten' }));
  expect(report[2]).toMatch(/^Short,3,/);
  await importRows(page, '2').click();
  await expect(page.getByText(en('imports.finishedAll'))).toBeVisible();
  const { rows } = await empty.sql.query(
    `select name, amount::float, to_char(opened_at, 'YYYY-MM-DD') as opened from public.deals order by external_id`,
  );
  expect(rows).toEqual([
    { name: 'Good; with a line\nbreak', amount: 10.5, opened: '2017-04-03' },
    { name: 'Last', amount: 5.25, opened: '2017-04-03' },
  ]);
});

test('columns for facts that the importer may not change go nowhere, and it says why', async ({
  page,
  empty,
}) => {
  await empty.sql.query(
    `delete from public.role_permissions p using public.roles r
     where r.id = p.role_id and r.key = 'admin' and p.resource = 'customers.contact_details' and p.action = 'update'`,
  );
  await signInAsAda(page);
  await page.goto('/imports/new');
  await drop(page, { 'accounts.csv': 'account,phone,employees\nAcme,+1 212 555 0100,12' });
  await fileOnList(page, 'accounts.csv')
    .getByRole('button', { name: en('imports.queue.start') })
    .click();
  await expect(
    page.getByText(
      en('imports.columns.closed', { columns: 'phone', fields: en('imports.fields.customers.phone') }),
    ),
  ).toBeVisible();
  const goesTo = page.getByRole('combobox', { name: en('imports.columns.goesTo', { column: 'phone' }) });
  await goesTo.click();
  const choices = page.locator('.ant-select-dropdown:visible');
  await goesTo.fill(en('imports.fields.customers.website'));
  await expect(choices.getByText(en('imports.fields.customers.website'), { exact: true })).toBeVisible();
  await goesTo.fill(en('imports.fields.customers.phone'));
  await expect(choices.getByText(en('imports.fields.customers.phone'), { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await next(page).click();
  await page.getByRole('button', { name: en('imports.apply_one', { rows: '1' }) }).click();
  await expect(page.getByText(en('imports.finishedAll'))).toBeVisible();
  const { rows } = await empty.sql.query(
    `select c.name, d.employees, k.phone from public.customers c
     left join public.customer_demographics d on d.customer_id = c.id
     left join public.customer_contact_details k on k.customer_id = c.id`,
  );
  expect(rows).toEqual([{ name: 'Acme', employees: 12, phone: null }]);
});

test('an import whose browser was closed goes on from its page, and is undone there', async ({
  page,
  context,
  empty,
}) => {
  const count = async () =>
    z
      .array(z.object({ deals: z.int() }))
      .parse(
        (await empty.sql.query('select count(*)::int as deals from public.deals where deleted_at is null'))
          .rows,
      )[0]?.deals;
  await signInAsAda(page);
  await page.goto('/imports/new');
  await drop(page, {
    'many.csv': [
      'deal,id,stage,amount',
      ...Array.from({ length: 600 }, (_, n) => `Deal ${n},id-${n},Discovery,${n}`),
    ].join('\n'),
  });
  await checkFile(page, 'many.csv');
  let asked = 0;
  // the first part is written; the browser is closed while it waits for the second
  const waiting = new Promise<void>((held) => {
    void page.route('**/rpc/apply_import', (route) => {
      asked++;
      if (asked === 1) return route.continue();
      held();
      return undefined;
    });
  });
  await importRows(page, '600').click();
  await waiting;
  await page.close({ runBeforeUnload: false });
  const written = await count();
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(600);

  const later = await context.newPage();
  await later.goto('/imports');
  await expect(later.getByText(en('imports.statuses.applying'))).toBeVisible();
  await later.getByRole('link', { name: /many\.csv/ }).click();
  await expect(later.getByText(en('imports.interrupted'))).toBeVisible();
  await expectAccessible(later);
  await later.getByRole('button', { name: en('imports.run.goOn') }).click();
  await expect(later.getByText(en('imports.did.create'))).toBeVisible();
  expect(await count()).toBe(600);

  await later.getByRole('button', { name: en('imports.undo.action') }).click();
  await later
    .getByRole('dialog')
    .getByRole('button', { name: en('imports.undo.ok') })
    .click();
  await expect(later.getByText(en('imports.undone', { undone: '600', kept: '0' }))).toBeVisible();
  await expectAccessible(later);
  expect(await count()).toBe(0);
});

test.describe('in Persian, on the phone', () => {
  test.use({ ...phone, ...persian });

  test('a file is read, its values are mended and checked', async ({ page, empty }) => {
    const fa = textsOf('fa');
    await empty.sql.query(`update public.profiles set locale = 'fa'`);
    await signInAsAda(page, 'fa');
    await page.goto('/imports/new');
    await expectNoSidewaysScroll(page);
    await drop(page, { 'مشتریان.csv': companyFiles('ACME').customers });
    const start = page.getByRole('button', { name: fa('imports.queue.start') });
    await expect(start).toBeVisible();
    await expectAccessible(page);
    await start.click();
    await expect(next(page, fa)).toBeEnabled();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await next(page, fa).click();
    await expect(page.getByRole('row', { name: /technolgy/ })).toContainText(fa('imports.values.suggested'));
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: fa('imports.values.check'), exact: true }).click();
    await expect(page.getByText(fa('imports.will.create'))).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
