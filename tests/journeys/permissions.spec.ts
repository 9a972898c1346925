import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, password, test } from './fixtures.ts';
import { accountButton, fillSignIn } from './people.ts';
import { textsOf } from './texts.ts';

/** Somebody with a role of their own, which a test may change without anybody else noticing. */
async function newcomer(sql: pg.Pool): Promise<{ email: string; roleId: string; profileId: string }> {
  const email = `newcomer-${randomUUID()}@atrium.example`;
  const { rows } = await sql.query<{ role_id: string; profile_id: string }>(
    `with role as (insert into public.roles (key, name) values ($1, 'Newcomer') returning id),
       rights as (insert into public.role_permissions (role_id, resource, action, scope)
         select role.id, r.resource, 'read', 'all' from role,
           unnest(array['customers', 'deals', 'profiles', 'settings', 'pipelines', 'products']) as r (resource)),
       person as (insert into public.profiles (user_id, full_name, email)
         values (private.create_sign_in($2, $3), 'Nora Newcomer', $2) returning id)
     insert into public.profile_roles (profile_id, role_id) select person.id, role.id from person, role
     returning role_id, profile_id`,
    [`newcomer_${randomUUID().replaceAll('-', '_')}`, email, password],
  );
  const made = rows[0];
  if (!made) throw new Error('nobody was made');
  return { email, roleId: made.role_id, profileId: made.profile_id };
}

test('what a role loses is gone from the screen when one looks at it again, and back when it is given back', async ({
  page,
  sql,
}) => {
  const { email, roleId, profileId } = await newcomer(sql);
  const t = textsOf('en');
  await page.goto('/sign-in');
  await fillSignIn(page, t, email, password);
  await expect(accountButton(page, t)).toBeVisible();
  const deals = page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: t('deals.title') });
  await expect(deals).toBeVisible();

  const lookAgain = async () => {
    // the page asks at most every two seconds
    await expect(async () => {
      const answer = page.waitForResponse(/my_permissions_revision/, { timeout: 500 });
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await answer;
    }).toPass();
  };
  await sql.query(`delete from public.role_permissions where role_id = $1 and resource = 'deals'`, [roleId]);
  await lookAgain();
  await expect(deals).toBeHidden();

  await sql.query(
    `insert into public.role_permissions (role_id, resource, action, scope) values ($1, 'deals', 'read', 'own')`,
    [roleId],
  );
  await lookAgain();
  await expect(deals).toBeVisible();

  await sql.query('update public.profiles set active = false where id = $1', [profileId]);
  await lookAgain();
  await expect(accountButton(page, t)).toBeHidden();
});
