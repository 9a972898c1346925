import type { Locator } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';

test.describe('on a phone, in Persian', () => {
  test.use({ ...phone, locale: 'fa-IR' });

  test('what a row shows is changed from its menu, one after the other, and what is wrong is said', async ({
    page,
    sql,
  }) => {
    const name = freshName('By finger');
    const id = await makeDeal(sql, 'sales.manager', name);
    const t = await signIn(page, 'sales.manager', 'fa');
    await page.goto(`/deals?view=all&mine=0&q=${encodeURIComponent(name)}`);
    const menu = page.getByRole('button', { name: t('list.actionsOf', { name }) });
    await menu.tap();
    await page.getByRole('menuitem', { name: t('lists.change.action') }).tap();
    const panel = page.getByRole('dialog', { name: t('lists.change.title') });
    const line = (field: string) =>
      panel.getByRole('button', { name: t('form.editField', { field: t(`deals.fields.${field}`) }) });
    await expect(line('amount')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await line('amount').tap();
    const amount = page.getByRole('dialog', { name: t('deals.fields.amount') });
    await amount.getByRole('spinbutton').fill('۴۲۰۰');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await amount.getByRole('button', { name: t('actions.save') }).tap();
    await expect(line('amount')).toBeFocused();
    const { rows } = await sql.query('select amount from public.deals where id = $1', [id]);
    expect(Number(rows[0]?.amount)).toBe(4200);
    await expect(panel.getByText(/۴٬۲۰۰/)).toBeVisible();

    await line('name').tap();
    const field = page.getByRole('dialog', { name: t('deals.fields.name') });
    await field.getByRole('textbox').fill('');
    await field.getByRole('button', { name: t('actions.save') }).tap();
    await expect(field.getByRole('alert')).toHaveText(t('form.check.required'));
    // Half of a change is not lost by going back: that is asked first.
    await field.getByRole('button', { name: t('lists.change.back') }).tap();
    await page
      .getByRole('dialog', { name: t('leave.title') })
      .getByRole('button', { name: t('leave.discard') })
      .tap();
    await expect(line('name')).toBeFocused();
    await line('name').tap();
    await expect(field.getByRole('textbox')).toHaveValue(name);
    await page.keyboard.press('Escape');
    await expect(line('name')).toBeFocused();
    await panel.getByRole('button', { name: t('actions.close'), exact: true }).tap();
    await expect(panel).toBeHidden();
    await expect(page.locator('[data-row-link]').filter({ hasText: name })).toBeVisible();
  });

  test('who may not change a deal is offered no change', async ({ page, sql }) => {
    const name = freshName('Only looked at');
    await makeDeal(sql, 'sales.manager', name);
    const t = await signIn(page, 'exec', 'fa');
    await page.goto(`/deals?view=all&mine=0&q=${encodeURIComponent(name)}`);
    await expect(page.locator('[data-row-link]').filter({ hasText: name })).toBeVisible();
    const menu = page.getByRole('button', { name: t('list.actionsOf', { name }) });
    if ((await menu.count()) > 0) await menu.tap();
    await expect(page.getByRole('menuitem', { name: t('lists.change.action') })).toHaveCount(0);
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 1024, height: 768 }, isMobile: true, hasTouch: true });

  test('a finger that rests on a cell changes it; one that only touches it opens the record', async ({
    page,
    sql,
  }) => {
    const name = freshName('Rested upon');
    const id = await makeCustomer(sql, 'sales.manager', name);
    const t = await signIn(page, 'sales.manager');
    await page.goto(`/customers?view=all&mine=0&q=${encodeURIComponent(name)}`);
    const cell = page.locator('td').filter({ has: page.locator('[data-cell="tier"]') });
    await expect(cell).toHaveCount(1);
    const device = await page.context().newCDPSession(page);
    const middleOf = async (of: Locator) => {
      const box = await of.boundingBox();
      if (!box) throw new Error('it is not on the screen');
      return [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    };
    const touchPoints = await middleOf(cell);
    const box = page.getByRole('dialog', { name: t('customers.fields.tier') });
    // What listens to fingers comes after the rows: until then a rest is nothing, and does not open the record either.
    await expect(async () => {
      await device.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      try {
        await expect(box).toBeVisible({ timeout: 3_000 });
      } catch (missing) {
        await device.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
        throw missing;
      }
    }).toPass();
    await device.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(box.getByRole('combobox')).toBeVisible();
    await expectAccessible(page);
    await expect(page).toHaveURL(/\/customers\?/);
    await box.getByRole('combobox').tap();
    const option = page.locator('.ant-select-item-option').first();
    const tier = (await option.textContent()) ?? '';
    await option.tap();
    await box.getByRole('button', { name: t('actions.save') }).tap();
    await expect(box).toBeHidden();
    await expect(cell).toContainText(tier);

    await cell.tap();
    await expect(page).toHaveURL(new RegExp(`/customers/${id}`));
  });
});
