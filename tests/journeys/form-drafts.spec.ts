import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeDeal, nameField } from './records.ts';

test.describe('a form that was open when the window was loaded anew', () => {
  test('has what was typed, says what others changed, and lets go of it', async ({ page, sql }) => {
    const id = await makeDeal(sql, 'sales.manager', freshName('Reloaded'));
    const t = await signIn(page, 'sales.manager');
    await page.goto(`/deals/${id}/edit`);
    const name = nameField(page, t, 'deals');
    const step = nameField(page, t, 'deals', 'next_step');
    await name.fill('Typed before the crash');
    await step.fill('Ask Ada');
    await sql.query(`update public.deals set next_step = 'Ask Grace' where id = $1`, [id]);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(name).toHaveValue('Typed before the crash');
    await expect(step).toHaveValue('Ask Ada');
    const back = page.getByRole('status').filter({ hasText: t('deals.fields.next_step') });
    await expect(back).toBeVisible();
    await expectAccessible(page);

    await back.getByRole('button', { name: t('form.draft.discard') }).click();
    await expect(step).toHaveValue('Ask Grace');
    await page.reload();
    await expect(step).toHaveValue('Ask Grace');
    await expect(page.getByRole('button', { name: t('form.draft.discard') })).toHaveCount(0);
  });

  test('is one record, although it was sent before and the answer was lost', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/ERR_FAILED|Failed to fetch/);
    const t = await signIn(page, 'sales.rep');
    const name = freshName('Sent twice');
    await page.goto('/customers/create');
    await nameField(page, t, 'customers').fill(name);
    let lost = 0;
    await page.route(/rpc\/save_customer/, async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: t('form.notSaved') })).toBeVisible();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(nameField(page, t, 'customers')).toHaveValue(name);
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    const { rowCount } = await sql.query('select from public.customers where name = $1', [name]);
    expect(rowCount).toBe(1);
    await page.goto('/customers/create');
    await expect(nameField(page, t, 'customers')).toHaveValue('');
  });

  test('is forgotten by who signs out, and by who gives it up', async ({ page }) => {
    const t = await signIn(page, 'sales.rep');
    const kept = () =>
      page.evaluate(() =>
        Object.keys(sessionStorage).filter(
          (key) => key.startsWith('atrium.draft.form.') && !/\.id$/.test(key),
        ),
      );
    await page.goto('/customers/create');
    await nameField(page, t, 'customers').fill('Confidential Ltd');
    await expect.poll(kept).toHaveLength(1);
    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('frame.home') })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('leave.discard') })
      .click();
    await expect.poll(kept).toHaveLength(0);

    await page.goto('/customers/create');
    await nameField(page, t, 'customers').fill('Confidential Ltd');
    await expect.poll(kept).toHaveLength(1);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('/sign-out');
    await expect(page.getByText(t('gate.signIn.left'))).toBeVisible();
    expect(await kept()).toHaveLength(0);
  });
});
