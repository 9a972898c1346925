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
import { freshName, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

/** Opens a deal that one does not see. */
async function expectClosed(page: Page, t: Texts, deal: string): Promise<void> {
  await page.goto(`/deals/${deal}`);
  await expect(
    page
      .getByText(t('states.gone'))
      .or(page.getByText(t('states.denied')))
      .first(),
  ).toBeVisible();
}

test('before a holiday one lends one’s work; the colleague works on it, and it ends at once when one is back', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  // Nothing is lent from another try.
  await sql.query('delete from public.stand_ins');
  const name = freshName('Lent for a week');
  const id = await makeDeal(sql, 'sales.rep', name);
  const { rows } = await sql.query<{ email: string; full_name: string }>(
    'select email, full_name from public.profiles where email = any($1)',
    [[account('sales.rep'), account('sales.rep2')]],
  );
  const nameOf = (who: string) => rows.find(({ email }) => email === account(who))?.full_name ?? '';
  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  const t = await signIn(other, 'sales.rep2');
  await expectClosed(other, t, id);

  await signIn(page, 'sales.rep');
  await page.goto('/profile#lending');
  await page.getByRole('button', { name: t('standIn.lendMine') }).click();
  const dialog = page.getByRole('dialog');
  const whom = dialog.getByLabel(t('standIn.whom'), { exact: true });
  await whom.click();
  await whom.fill(nameOf('sales.rep2'));
  await page.locator('.ant-select-item-option-active').waitFor();
  await whom.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('actions.save'), exact: true }).click();
  const card = page.getByRole('region', { name: t('standIn.title') });
  await expect(card.getByText(t('standIn.lineTo', { name: nameOf('sales.rep2') }))).toBeVisible();
  await expectAccessible(page);

  await other.goto(`/deals/${id}`);
  await expect(other.getByRole('heading', { name, level: 1 })).toBeVisible();
  await other.goto(`/deals/${id}/edit`);
  const field = other.getByRole('textbox', { name: new RegExp(`^${t('deals.fields.name')}`) });
  await expect(field).toHaveValue(name);
  await field.fill(`${name}, looked after`);
  await other.getByRole('button', { name: t('actions.save'), exact: true }).click();
  await expect(other.getByRole('heading', { name: `${name}, looked after`, level: 1 })).toBeVisible();
  await other.goto('/');
  await expect(other.getByText(new RegExp(`${nameOf('sales.rep')}`)).first()).toBeVisible();
  await expectAccessible(other);

  await card.getByRole('button', { name: t('standIn.end') }).click();
  await expect(card.getByText(t('standIn.lineTo', { name: nameOf('sales.rep2') }))).toHaveCount(0);
  await expectClosed(other, t, id);
  await context.close();
});

test.describe('in Persian on the phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('the card and the dialog of lending fit, and can be read', async ({ page }) => {
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto('/profile#lending');
    await page.getByRole('button', { name: t('standIn.lendMine') }).click();
    await expect(page.getByRole('dialog').getByLabel(t('standIn.whom'), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
