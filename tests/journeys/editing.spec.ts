import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { fieldOf, freshName, kinds } from './records.ts';

for (const kind of kinds) {
  const { resource, who, title, other, make } = kind;

  test.describe(`what goes wrong while one of the ${resource} is edited`, () => {
    test('a field that may not be empty says so, and is where one goes on', async ({ page, sql }) => {
      const id = await make(sql, freshName('Needs a name'));
      const t = await signIn(page, who);
      await page.goto(`/${resource}/${id}/edit`);
      const field = fieldOf(page, t, kind, title);
      await field.fill('');
      await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(t('form.check.required')));
      await expect(field).toBeFocused();
      await expectAccessible(page);
      expect(page.url()).toContain('/edit');
    });

    test('somebody else changed it meanwhile: one chooses, and both keep what does not clash', async ({
      page,
      sql,
      expectProblem,
    }) => {
      expectProblem(/status of 409/);
      const before = freshName('Opened by two');
      const [mine, theirs] = [`${before}, mine`, `${before}, theirs`];
      const id = await make(sql, before);
      const t = await signIn(page, who);
      await page.goto(`/${resource}/${id}/edit`);
      const field = fieldOf(page, t, kind, title);
      await expect(field).toHaveValue(before);
      await sql.query(`update public.${resource} set ${title} = $2, ${other.column} = $3 where id = $1`, [
        id,
        theirs,
        other.value,
      ]);
      await field.fill(mine);
      await page.getByRole('button', { name: t('actions.save'), exact: true }).click();

      const dialog = page.getByRole('dialog', { name: t('form.conflict.title') });
      await expect(dialog.getByText(theirs)).toBeVisible();
      await expectAccessible(page);
      await dialog.getByRole('radio', { name: new RegExp(mine) }).check();
      await dialog.getByRole('button', { name: t('form.conflict.save') }).click();
      await expect(page.getByRole('heading', { name: mine, level: 1 })).toBeVisible();
      const { rows } = await sql.query(
        `select ${title} as title, ${other.column} as other from public.${resource} where id = $1`,
        [id],
      );
      expect(rows).toEqual([{ title: mine, other: other.value }]);
    });

    test('somebody deleted it meanwhile: it says so, and what was typed is still there', async ({
      page,
      sql,
      expectProblem,
    }) => {
      expectProblem(/status of \d{3}/);
      const id = await make(sql, freshName('Soon gone'));
      const t = await signIn(page, who);
      await page.goto(`/${resource}/${id}/edit`);
      const field = fieldOf(page, t, kind, title);
      await field.fill('Typed for long');
      await sql.query(`update public.${resource} set deleted_at = now() where id = $1`, [id]);
      await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: t('errors.gone') })).toBeVisible();
      await expect(field).toHaveValue('Typed for long');
      await expectAccessible(page);
    });

    test('the network goes: the banner says so, the text stays, and is saved when it is back', async ({
      page,
      context,
      sql,
      expectProblem,
    }) => {
      expectProblem(/ERR_INTERNET_DISCONNECTED/);
      const id = await make(sql, freshName('On the train'));
      const after = freshName('Out of the tunnel');
      const t = await signIn(page, who);
      await page.goto(`/${resource}/${id}/edit`);
      const field = fieldOf(page, t, kind, title);
      await field.fill(after);
      await context.setOffline(true);
      await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
      await expect(page.getByRole('status').getByText(t('connection.offline'))).toBeVisible();
      await expect(
        page
          .getByRole('alert')
          .filter({ hasText: t('errors.offline') })
          .first(),
      ).toBeVisible();
      await expect(field).toHaveValue(after);
      await context.setOffline(false);
      await expect(page.getByText(t('connection.back'))).toBeVisible();
      await expect(field).toHaveValue(after);
      await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
      await expect(page.getByRole('heading', { name: after, level: 1 })).toBeVisible();
    });
  });
}
