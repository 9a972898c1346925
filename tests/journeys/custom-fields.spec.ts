import type { Page } from '@playwright/test';
import {
  account,
  dark,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName } from './records.ts';
import type { Texts } from './texts.ts';

const address = '/custom-fields';

/** Chooses in a select of a form by its label. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  const box = page.getByLabel(field, { exact: true });
  await box.click();
  await page.getByTitle(option, { exact: true }).last().click();
}

/** Makes a field to choose from, of customers, with these choices. */
async function makeChoice(page: Page, t: Texts, language: string, label: string, choices: string[]) {
  await page.getByRole('button', { name: t('custom_fields.create') }).click();
  const drawer = page.getByRole('dialog', { name: t('custom_fields.create') });
  await drawer.getByLabel(t('custom_fields.label', { language })).fill(label);
  for (const other of ['English', '简体中文', '繁體中文', 'فارسی'])
    await expect(drawer.getByLabel(t('custom_fields.label', { language: other }))).toBeVisible();
  await choose(page, t('custom_fields.fields.type'), t('custom_fields.types.choice'));
  for (const [index, choice] of choices.entries()) {
    await drawer.getByRole('button', { name: t('custom_fields.addChoice') }).click();
    const number = new Intl.NumberFormat(language === 'English' ? 'en' : 'fa').format(index + 1);
    await drawer.getByLabel(t('custom_fields.choiceLabel', { number }), { exact: true }).fill(choice);
  }
  await expectAccessible(page);
  await drawer.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(drawer).toBeHidden();
}

test('an administrator adds a field, a rep fills it in, and what is retired stays on the record', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  const label = freshName('Partner level');
  const t = await signIn(page, 'admin');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: t('custom_fields.title'), level: 1 })).toBeVisible();
  await makeChoice(page, t, 'English', label, ['Gold', 'Silver']);
  const list = page.getByRole('main');
  await expect(list.getByText(label)).toBeVisible();
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL });
  const rep = await context.newPage();
  await signIn(rep, 'sales.rep');
  const name = freshName('Custom Ltd');
  await rep.goto('/customers/create');
  await rep.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.name')}`) }).fill(name);
  const field = rep.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await field.click();
  await rep.getByTitle('Gold', { exact: true }).last().click();
  await rep.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(rep.getByRole('heading', { name, level: 1 })).toBeVisible();
  const own = rep.getByRole('region', { name: t('custom.title') });
  await expect(own.getByText(label)).toBeVisible();
  await expect(own.getByText('Gold', { exact: true })).toBeVisible();
  await expectAccessible(rep);

  await page.getByRole('button', { name: t('list.actionsOf', { name: label }) }).click();
  await page.getByRole('menuitem', { name: t('custom_fields.retire') }).click();
  await expect(page.getByText(t('custom_fields.retired'), { exact: true }).first()).toBeVisible();
  await rep.goto('/customers/create');
  await expect(
    rep.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.name')}`) }),
  ).toBeVisible();
  await expect(rep.getByRole('combobox', { name: new RegExp(`^${label}`) })).toHaveCount(0);
  const { rows } = await sql.query<{ custom: Record<string, unknown> }>(
    'select custom from public.customers where name = $1',
    [name],
  );
  expect(Object.values(rows[0]?.custom ?? {})).toHaveLength(1);
  await rep.goto(address);
  await expect(rep.getByRole('alert').filter({ hasText: t('states.denied') })).toBeVisible();
  await context.close();
});

test.describe('in Persian on the phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('the fields of deals are made, put into the form and checked there', async ({ page, sql }) => {
    const label = freshName('سطح همکار');
    const t = await signIn(page, 'admin', 'fa');
    await page.goto(`${address}?of=deals`);
    await expect(page.getByRole('heading', { name: t('custom_fields.title'), level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await makeChoice(page, t, 'فارسی', label, ['طلایی']);
    await expect(page.getByRole('main').getByText(label)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.goto('/deals/create');
    await expect(page.getByRole('combobox', { name: new RegExp(`^${label}`) })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await sql.query(`update public.custom_fields set active = false where labels ->> 'fa' = $1`, [label]);
    await sql.query(`update public.profiles set locale = 'en' where email = $1`, [account('admin')]);
  });
});
