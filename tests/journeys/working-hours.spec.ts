import { expect, expectAccessible, expectNoSidewaysScroll, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';

test.describe('in Persian, on a phone', () => {
  test.use(phone);

  test('an administrator is told at the field what is wrong with working hours, and saves what is right', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/status of 400/);
    const kept = async () =>
      (await sql.query('select working_from, working_until from public.settings')).rows[0];
    const before = await kept();
    const t = await signIn(page, 'admin', 'fa');
    await page.goto('/working-hours');
    await expect(page.getByRole('heading', { name: t('working_hours.title'), level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: t('actions.edit') }).click();
    const dialog = page.getByRole('dialog', { name: t('working_hours.title') });
    const from = dialog.getByLabel(t('working_hours.from'));
    await expectAccessible(page);
    const days = dialog.getByRole('checkbox');
    await expect(days).toHaveCount(7);
    const checked = await days.evaluateAll((boxes) =>
      boxes.flatMap((box, nth) => (box instanceof HTMLInputElement && box.checked ? [nth] : [])),
    );
    expect(checked).toHaveLength(5);
    for (const nth of checked) await days.nth(nth).uncheck();
    await dialog.getByRole('button', { name: t('actions.save') }).click();
    await expect(dialog.getByText(t('form.check.required'))).toBeVisible();
    for (const nth of checked) await days.nth(nth).check();

    // As many quarters of an hour later as it takes to begin after the end.
    await from.click();
    await expect(from).toHaveAttribute('aria-expanded', 'true');
    for (let quarter = 0; quarter < 33; quarter++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: t('actions.save') }).click();
    await expect(dialog.getByText(t('errors.working_hours'))).toBeVisible();
    expect(await kept()).toEqual(before);
    await dialog.getByRole('button', { name: t('actions.cancel') }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: t('actions.edit') }).click();
    await dialog.getByRole('button', { name: t('actions.save') }).click();
    await expect(page.getByText(t('form.saved'))).toBeVisible();
    await expect(dialog).toBeHidden();
    expect(await kept()).toEqual(before);
  });
});

test('who does not keep the settings finds no working hours to set', async ({ page }) => {
  const t = await signIn(page, 'sales.manager');
  await expect(page.getByRole('link', { name: t('calendar.title') })).toBeVisible();
  await expect(page.getByRole('link', { name: t('working_hours.title') })).toHaveCount(0);
  await page.goto('/working-hours');
  await expect(page.getByRole('heading', { name: t('working_hours.title') })).toHaveCount(0);
});
