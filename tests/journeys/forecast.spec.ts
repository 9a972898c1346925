import { dark, expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';

const forecast = '/dashboards/sales/forecast';
const health = '/dashboards/sales/health';

test('a manager reads what the next quarters will bring, and says what one of theirs will bring instead', async ({
  page,
}) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(forecast);
  for (const widget of [
    'forecast.title',
    'forecastAccuracy.title',
    'forecastAhead.lines',
    'forecastAhead.regions',
    'forecastAhead.people',
  ])
    await expect(page.getByRole('table', { name: t(`sales.${widget}`), exact: true })).toBeVisible();
  await expectAccessible(page);

  const rollup = page.getByRole('table', { name: t('sales.forecastRollup.title'), exact: true });
  const row = rollup.getByRole('row').last();
  const adjust = row.getByRole('button');
  const title = (await adjust.getAttribute('aria-label')) ?? '';
  await adjust.click();
  const dialog = page.getByRole('dialog', { name: title });
  const amount = dialog.getByLabel(t('sales.adjust.amount'));
  await amount.fill('-5');
  await dialog.getByRole('button', { name: t('actions.save') }).click();
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await amount.fill('123456');
  await dialog.getByRole('button', { name: t('actions.save') }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText('$123.5K')).toBeVisible();

  await adjust.click();
  await dialog.getByRole('button', { name: t('sales.adjust.withdraw') }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText('$123.5K')).toBeHidden();
});

test.describe('on a phone', () => {
  test.use(phone);

  test('a manager says what one of theirs will bring', async ({ page }) => {
    const t = await signIn(page, 'sales.manager');
    await page.goto(forecast);
    const rollup = page.getByRole('table', { name: t('sales.forecastRollup.title'), exact: true });
    const row = rollup.getByRole('row').last();
    await row.getByRole('button').click();
    const amount = page.getByRole('dialog').getByLabel(t('sales.adjust.amount'));
    await amount.fill('765432');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('actions.save') })
      .click();
    const adjusted = row.getByText('$765.4K');
    await expect(adjusted).toBeInViewport();
    await expectNoSidewaysScroll(page);
    await row.getByRole('button').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('sales.adjust.withdraw') })
      .click();
    await expect(adjusted).toHaveCount(0);
  });
});

test('a rep reads their own forecast, and nothing of what is expected of them', async ({ page }) => {
  const t = await signIn(page, 'sales.rep');
  await page.goto(forecast);
  const rollup = page.getByRole('table', { name: t('sales.forecastRollup.title'), exact: true });
  await expect(rollup).toBeVisible();
  await expect(rollup.getByRole('columnheader', { name: t('sales.forecast.weighted') })).toBeVisible();
  await expect(rollup.getByRole('columnheader', { name: t('sales.adjust.adjusted') })).toHaveCount(0);
});

test('a manager opens the deals that have stayed too long in a stage', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(health);
  const ages = page.getByRole('table', { name: t('sales.stageAges.title') });
  await expect(ages).toBeVisible();
  await expectAccessible(page);
  await ages.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/deals\?.*outcome=open.*stage=/);
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  for (const path of [forecast, health, '/dashboards/sales/team'])
    test(`${path} fits and is readable`, async ({ page }) => {
      await signIn(page, 'sales.manager', 'fa');
      await page.goto(path);
      await expect(page.getByRole('table').first()).toBeVisible();
      await expect(page.getByRole('main').getByRole('status')).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
});
