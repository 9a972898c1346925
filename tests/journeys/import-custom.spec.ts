import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName } from './records.ts';
import type { Texts } from './texts.ts';

/** Custom fields of customers with names of their own; they go again with the values that this brought. */
async function makeFields(sql: Pool, name: string) {
  const mark = `c${Date.now()}`;
  const keys = { level: `${mark}_level`, met: `${mark}_met` };
  const choices = [
    { key: 'gold', labels: { en: 'Gold', fa: 'طلایی' }, active: true },
    { key: 'iron', labels: { en: 'Iron', fa: 'آهنی' }, active: true },
  ];
  await sql.query(
    `insert into public.custom_fields (resource, key, type, labels, choices) values
       ('customers', $1, 'choice', $2, $3), ('customers', $4, 'boolean', $5, '[]')`,
    [
      keys.level,
      { en: `${name} level`, fa: `سطح ${name}` },
      JSON.stringify(choices),
      keys.met,
      { en: `${name} met`, fa: `دیدار ${name}` },
    ],
  );
  const remove = async () => {
    const all = Object.values(keys);
    await sql.query('update public.customers set custom = custom - $1::text[] where custom ?| $1', [all]);
    await sql.query('delete from public.custom_fields where key = any ($1)', [all]);
  };
  return { ...keys, remove };
}

/** Drops a file of customers and opens its columns. */
async function openFile(page: Page, t: Texts, text: string): Promise<void> {
  await page.goto('/imports/new');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'partners.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }]);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'partners.csv' })
    .getByRole('button', { name: t('imports.queue.start') })
    .click();
}

test('an administrator imports customers with custom fields, each value checked, and takes them back', async ({
  page,
  sql,
}) => {
  const name = freshName('Partner');
  const fields = await makeFields(sql, name);
  const t = await signIn(page, 'admin');
  const lines = [
    `Company,${name} level,سطح ناشناس,دیدار ${name}`,
    `${name} one,Gold,x,yes`,
    `${name} two,Goldd,x,خیر`,
    `${name} three,Brass,x,`,
  ];
  await openFile(page, t, `${lines.join('\n')}\n`);
  const goesTo = (column: string) =>
    page.getByRole('row').filter({ hasText: column }).locator('.ant-select').first();
  await expect(goesTo(`${name} level`)).toContainText(`${name} level`);
  // by its name in another language
  await expect(goesTo(`دیدار ${name}`)).toContainText(`${name} met`);
  await expectAccessible(page);
  await page.getByRole('button', { name: t('imports.next') }).click();

  // one spelling is guessed, one is nobody's
  await expect(page.getByRole('heading', { name: new RegExp(`→ ${name} level`) })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Goldd' })).toContainText('Gold');
  await expectAccessible(page);
  await page.getByRole('button', { name: t('imports.values.check'), exact: true }).click();
  const refused = t('imports.fieldIssue', {
    field: `${name} level`,
    text: t('imports.issues.unknown_value', { value: 'Brass' }),
  });
  await expect(page.getByRole('cell', { name: refused })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('imports.apply_other', { rows: '2' }) }).click();
  const brought = async () =>
    (
      await sql.query(
        `select name, custom from public.customers where name like $1 and deleted_at is null order by name`,
        [`${name} %`],
      )
    ).rows;
  await expect.poll(brought).toEqual([
    { name: `${name} one`, custom: { [fields.level]: 'gold', [fields.met]: true } },
    { name: `${name} two`, custom: { [fields.level]: 'gold', [fields.met]: false } },
  ]);

  const job = async () =>
    (
      await sql.query<{ id: string; status: string }>(
        `select id, status from public.import_jobs where mapping -> 'columns' ? $1`,
        [`${name} level`],
      )
    ).rows[0];
  await expect.poll(async () => (await job())?.status).toBe('done');
  await page.goto(`/imports/${(await job())?.id}`);
  await expect(page.getByRole('cell', { name: refused })).toBeVisible();
  await page.getByRole('button', { name: t('imports.undo.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('imports.undo.ok'), exact: true })
    .click();
  await expect.poll(brought).toEqual([]);
  await fields.remove();
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('columns go to custom fields by their Persian names, and what is wrong is said in Persian', async ({
    page,
    sql,
  }) => {
    const name = freshName('همکار');
    const fields = await makeFields(sql, name);
    const t = await signIn(page, 'admin', 'fa');
    const lines = [`نام شرکت,سطح ${name},دیدار ${name}`, `${name} یک,طلایی,شاید`];
    await openFile(page, t, `${lines.join('\n')}\n`);
    const goesTo = page
      .getByRole('row')
      .filter({ hasText: `سطح ${name}` })
      .locator('.ant-select')
      .first();
    await expect(goesTo).toContainText(`سطح ${name}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: t('imports.next') }).click();
    await page.getByRole('button', { name: t('imports.values.check'), exact: true }).click();
    await expect(
      page.getByRole('cell', {
        name: t('imports.fieldIssue', {
          field: `دیدار ${name}`,
          text: t('imports.issues.unknown_value', { value: 'شاید' }),
        }),
      }),
    ).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await fields.remove();
    await sql.query(`update public.profiles set locale = 'en' where email = 'admin@atrium.example'`);
  });
});
