import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type pg from 'pg';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer } from './records.ts';
import type { Texts } from './texts.ts';

const rows = (page: Page, name: string) => page.locator('[data-row-link]').filter({ hasText: name });

interface Arranged {
  name: string;
  level: string;
  score: string;
}

/** Two customers of the rep's, with two fields of the test's own: one is gold with 5, the other silver with 70. */
async function arrange(sql: pg.Pool): Promise<Arranged> {
  const mark = randomUUID().slice(0, 8);
  const [level, score] = [`level_${mark}`, `score_${mark}`];
  const name = freshName('Listed');
  await sql.query(
    `insert into public.custom_fields (resource, key, type, labels, choices) values
     ('customers', $1, 'choice', jsonb_build_object('en', $1::text, 'fa', 'سطح ' || $1),
      '[{"key": "gold", "labels": {"en": "Gold", "fa": "طلایی"}, "active": true}, {"key": "silver", "labels": {"en": "Silver", "fa": "نقره‌ای"}, "active": true}]'),
     ('customers', $2, 'number', jsonb_build_object('en', $2::text, 'fa', 'امتیاز ' || $2), '[]')`,
    [level, score],
  );
  for (const [end, chosen, points] of [
    ['one', 'gold', 5],
    ['two', 'silver', 70],
  ] as const)
    await sql.query('update public.customers set custom = $2 where id = $1', [
      await makeCustomer(sql, 'sales.rep', `${name} ${end}`),
      { [level]: chosen, [score]: points },
    ]);
  return { name, level, score };
}
const retire = (sql: pg.Pool, { level, score }: Arranged) =>
  sql.query('update public.custom_fields set active = false where key = any ($1)', [[level, score]]);

/** Puts a condition together in the builder, up to its value. */
async function choose(page: Page, t: Texts, column: string, operator: string) {
  await page.getByRole('button', { name: t('list.addFilter') }).click();
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

test('a field is a column of the list, which it narrows and sorts, and stands in the file', async ({
  page,
  sql,
}) => {
  const made = await arrange(sql);
  const { name, level, score } = made;
  const t = await signIn(page, 'admin');
  await page.goto(
    `/customers?mine=0&name=${encodeURIComponent(name)}&columns=name+custom_${level}+custom_${score}`,
  );
  const table = page.getByRole('table');
  await expect(rows(page, name)).toHaveCount(2);
  await expect(table.getByRole('columnheader', { name: level })).toBeVisible();
  await expect(table.getByText('Gold', { exact: true })).toBeVisible();
  await expect(table.getByText('70', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await table.getByRole('columnheader', { name: score }).getByRole('button', { name: score }).click();
  await expect(page).toHaveURL(/sort=custom_number_\d+/);
  await expect(rows(page, name).first()).toContainText(`${name} one`);
  await table.getByRole('columnheader', { name: score }).getByRole('button', { name: score }).click();
  await expect(rows(page, name).first()).toContainText(`${name} two`);

  const builder = await choose(page, t, score, 'atLeast');
  await builder.getByLabel(`${score}: ${t('list.from')}`).fill('50');
  await expectAccessible(page);
  await builder.getByRole('button', { name: t('lists.builder.add'), exact: true }).click();
  await expect(rows(page, name)).toHaveCount(1);
  await expect(rows(page, `${name} two`)).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: t('buttons.export') }).click();
  const file = await readFile(await (await saving).path(), 'utf8');
  const [head = '', line = ''] = file.split('\r\n');
  expect(head).toContain(`${level},${score}`);
  expect(line).toContain(`${name} two`);
  expect(line).toMatch(/Silver,70$/);
  await retire(sql, made);
  await page.reload();
  await expect(page.getByText(new RegExp(`custom_${score}`))).toBeVisible();
});

test('a choice is set of all that are chosen, and said in words by history and recent changes', async ({
  page,
  sql,
}) => {
  const made = await arrange(sql);
  const { name, level } = made;
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers?mine=0&name=${encodeURIComponent(name)}&columns=name+custom_${level}`);
  await expect(rows(page, name)).toHaveCount(2);
  await page.getByRole('checkbox', { name: t('changes.select.page') }).click();
  await page
    .getByRole('region', { name: t('changes.select.title') })
    .getByRole('button', { name: t('actions.edit') })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: t('changes.set.add') }).fill(level);
  await page.getByTitle(level, { exact: true }).last().click();
  await dialog.getByLabel(level, { exact: true }).click();
  await page.getByTitle('Silver', { exact: true }).last().click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('changes.set.action'), exact: true }).click();
  const table = page.getByRole('table');
  await expect(table.getByText('Silver', { exact: true })).toHaveCount(2);
  const kept = await sql.query<{ custom: Record<string, unknown> }>(
    'select custom from public.customers where name = $1',
    [`${name} one`],
  );
  expect(kept.rows[0]?.custom).toEqual({ [level]: 'silver', [made.score]: 5 });

  await page.goto('/changes');
  await expect(page.getByRole('main').getByText(level).first()).toBeVisible();
  await page.getByRole('main').getByRole('link').filter({ hasText: level }).first().click();
  await expect(page.getByRole('main').getByText('Silver', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/customers?mine=0&name=${encodeURIComponent(name)}`);
  await rows(page, `${name} one`).click();
  await expect(page.getByRole('heading', { name: `${name} one`, level: 1 })).toBeVisible();
  await expect(
    page
      .getByRole('main')
      .getByText(/Gold.*Silver/)
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await retire(sql, made);
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('customers are narrowed by a choice, in the address too', async ({ page, sql }) => {
    const made = await arrange(sql);
    const { name, level } = made;
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/customers?mine=0&name=${encodeURIComponent(name)}`);
    await expect(rows(page, name)).toHaveCount(2);
    const builder = await choose(page, t, `سطح ${level}`, 'anyOf');
    await builder.getByRole('checkbox', { name: 'طلایی' }).check();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await builder.getByRole('button', { name: t('lists.builder.add'), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`custom_${level}=gold`));
    await expect(rows(page, name)).toHaveCount(1);
    await page.reload();
    await expect(rows(page, name)).toHaveCount(1);
    await expect(rows(page, `${name} one`)).toBeVisible();
    await expect(page.getByRole('button', { name: `سطح ${level} طلایی` })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto(`/customers?mine=0&name=${encodeURIComponent(name)}&custom_${level}.not=gold`);
    await expect(rows(page, name)).toHaveCount(1);
    await expect(rows(page, `${name} two`)).toBeVisible();
    await retire(sql, made);
  });
});
