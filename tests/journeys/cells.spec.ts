import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

/** The list with this one deal, the focus on it. */
async function atDeal(page: Page, name: string): Promise<void> {
  await page.goto(`/deals?view=all&mine=0&q=${encodeURIComponent(name)}`);
  const link = page.locator('[data-row-link]').filter({ hasText: name });
  await expect(link).toHaveCount(1);
  await link.focus();
}

const pencil = (page: Page, t: Texts, field: string) =>
  page.getByRole('button', { name: t('form.editField', { field: t(`deals.fields.${field}`) }) });

test('cells are changed by keyboard: what is wrong is said there, and a colleague’s change is not lost', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 409/);
  const name = freshName('In its cell');
  const id = await makeDeal(sql, 'sales.manager', name);
  const now = async () =>
    (await sql.query('select name, amount, next_step from public.deals where id = $1', [id])).rows[0];
  const t = await signIn(page, 'sales.manager');
  await atDeal(page, name);

  await page.keyboard.press('ArrowRight');
  await expect(pencil(page, t, 'name')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(pencil(page, t, 'amount')).toBeFocused();
  await page.keyboard.press('Enter');
  const amount = page.getByRole('dialog', { name: t('deals.fields.amount') });
  await expect(amount.getByRole('spinbutton')).toBeFocused();
  await expectAccessible(page);
  await amount.getByRole('spinbutton').fill('2500');
  await page.keyboard.press('Enter');
  await expect(amount).toBeHidden();
  await expect(page.getByRole('cell', { name: '$2,500' })).toBeVisible();
  expect(Number((await now())?.amount)).toBe(2500);
  await expect(pencil(page, t, 'amount')).toBeFocused();

  // Tab saves and goes on along the line.
  await page.keyboard.press('F2');
  await amount.getByRole('spinbutton').fill('2600');
  await page.keyboard.press('Tab');
  await expect(pencil(page, t, 'expected_close_date')).toBeFocused();
  expect(Number((await now())?.amount)).toBe(2600);

  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft');
  await expect(pencil(page, t, 'name')).toBeFocused();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: t('deals.fields.name') });
  const field = box.getByRole('textbox');
  await expect(field).toHaveValue(name);
  await field.fill('');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('alert')).toHaveText(t('form.check.required'));
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await expect(pencil(page, t, 'name')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(name);
  const [mine, theirs] = [`${name}, mine`, `${name}, theirs`];
  await sql.query(`update public.deals set name = $2, next_step = 'Call again' where id = $1`, [id, theirs]);
  await field.fill(mine);
  await page.keyboard.press('Enter');
  const clash = page.getByRole('dialog', { name: t('form.conflict.title') });
  await expect(clash.getByText(theirs)).toBeVisible();
  await clash.getByRole('radio', { name: new RegExp(mine) }).check();
  await clash.getByRole('button', { name: t('form.conflict.save') }).click();
  await expect(box).toBeHidden();
  await expect(page.locator('[data-row-link]').filter({ hasText: mine })).toBeVisible();
  expect(await now()).toMatchObject({ name: mine, next_step: 'Call again' });

  await page.keyboard.press('Escape');
  await expect(page.locator('[data-row-link]').filter({ hasText: mine })).toBeFocused();
});

test('in Persian the arrows go the other way, and a row keeps its place while its order would move it', async ({
  page,
  sql,
}) => {
  const name = freshName('Keeps its place');
  for (const [end, amount] of [
    ['one', 300],
    ['two', 200],
    ['three', 100],
  ] as const) {
    const id = await makeDeal(sql, 'sales.manager', `${name} ${end}`);
    await sql.query('update public.deals set amount = $2 where id = $1', [id, amount]);
  }
  const t = await signIn(page, 'sales.manager', 'fa');
  await page.goto(`/deals?view=all&mine=0&sort=-amount&q=${encodeURIComponent(name)}`);
  const links = page.locator('[data-row-link]');
  await expect(links).toHaveText([`${name} one`, `${name} two`, `${name} three`]);
  await links.first().focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
  await expect(pencil(page, t, 'amount').first()).toBeFocused();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: t('deals.fields.amount') });
  await box.getByRole('spinbutton').fill('۵۰');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
  await expect(pencil(page, t, 'amount').nth(1)).toBeFocused();
  await expect(links).toHaveText([`${name} one`, `${name} two`, `${name} three`]);
  const { rows } = await sql.query('select amount from public.deals where name = $1', [`${name} one`]);
  expect(Number(rows[0]?.amount)).toBe(50);
});

test('who may not change a deal is offered no pencil', async ({ page, sql }) => {
  const name = freshName('Only read');
  await makeDeal(sql, 'sales.manager', name);
  await signIn(page, 'exec');
  await atDeal(page, name);
  await expect(page.locator('[data-cell]')).toHaveCount(0);
});
