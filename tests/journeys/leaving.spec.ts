import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type pg from 'pg';
import { account, expect, expectAccessible, password, test } from './fixtures.ts';
import { accountButton, signIn } from './people.ts';
import { makeCustomer } from './records.ts';
import type { Texts } from './texts.ts';

interface Made {
  /** The part of the e-mail address before the @. */
  key: string;
  id: string;
  name: string;
}

/** A sales rep whom no other test knows. */
async function makeRep(sql: pg.Pool, firstName: string): Promise<Made> {
  const key = `${firstName.toLowerCase()}-${randomUUID()}`;
  const name = `${firstName} ${key.slice(-6)}`;
  const { rows } = await sql.query<{ id: string }>(
    `with person as (insert into public.profiles (user_id, full_name, email)
       values (private.create_sign_in($1, $2), $3, $1) returning id)
     insert into public.profile_roles (profile_id, role_id)
     select person.id, r.id from person, public.roles r where r.key = 'sales_rep' returning profile_id as id`,
    [account(key), password, name],
  );
  if (!rows[0]) throw new Error('nobody was made');
  return { key, id: rows[0].id, name };
}

/** Chooses from a list by what it is called. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  const box = page.getByRole('dialog').getByLabel(field, { exact: true });
  await box.click();
  await box.fill(option);
  await page.locator('.ant-select-item-option-active').filter({ hasText: option }).waitFor();
  await box.press('Enter');
}

async function fromMenu(page: Page, t: Texts, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: t('list.actionsOf', { name }) }).click();
  await page.getByRole('menuitem', { name: action }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('who leaves is asked about: the open work goes to whom it is given, and what they have open ends', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  const [leaver, heir] = [await makeRep(sql, 'Lena'), await makeRep(sql, 'Hugo')];
  const customer = await makeCustomer(sql, leaver.key, `Left behind ${leaver.key.slice(-6)}`);
  const context = await browser.newContext({ baseURL });
  const theirs = await context.newPage();
  const theirTexts = await signIn(theirs, leaver.key);
  await theirs.goto(`/customers/${customer}`);
  await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Left behind');

  const t = await signIn(page, 'admin');
  await page.goto(`/people/${leaver.id}`);
  await fromMenu(page, t, leaver.name, t('people.deactivate.action'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(t('people.deactivate.kinds.customers'))).toContainText('1');
  await expectAccessible(page);
  await choose(page, t('people.deactivate.toWhom'), heir.name);
  await dialog.getByRole('button', { name: t('people.deactivate.action') }).click();
  await expect(page.getByText(t('people.deactivate.done', { name: leaver.name }))).toBeVisible();
  await expect(page.getByText(t('people.states.inactive'), { exact: true }).first()).toBeVisible();

  await page.goto(`/customers/${customer}`);
  await expect(page.getByText(heir.name).first()).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(theirs.getByText('Left behind')).toHaveCount(0);
  await expect(accountButton(theirs, theirTexts)).toBeHidden();
  await context.close();
});

test('a share is seen on the record, named as the reason why somebody sees it, and ends when it is taken back', async ({
  page,
  sql,
}) => {
  const [owner, friend] = [await makeRep(sql, 'Olga'), await makeRep(sql, 'Fritz')];
  const name = `Shared around ${owner.key.slice(-6)}`;
  const customer = await makeCustomer(sql, owner.key, name);
  const t = await signIn(page, 'admin');
  const why = async () => {
    await page.goto(`/customers/${customer}`);
    await fromMenu(page, t, name, t('access.why.action'));
    await choose(page, t('access.why.person'), friend.name);
  };
  const dialog = page.getByRole('dialog');

  await why();
  await expect(dialog.getByText(t('access.why.not', { name: friend.name }))).toBeVisible();
  await expect(
    dialog.getByText(
      t('access.why.byRole', { role: t('access.roles.sales_rep'), scope: t('access.scopes.own') }),
    ),
  ).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/customers/${customer}`);
  await fromMenu(page, t, name, t('access.share.action'));
  await choose(page, t('access.share.with'), friend.name);
  await dialog.getByRole('button', { name: t('access.share.action'), exact: true }).click();
  await expect(
    dialog.getByRole('button', { name: t('access.share.end', { name: friend.name }) }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/customers/${customer}`);
  await expect(
    page.getByRole('button', { name: t('access.share.shared_one', { number: '1' }) }),
  ).toBeVisible();

  await why();
  await expect(dialog.getByText(t('access.why.sees', { name: friend.name }))).toBeVisible();
  const share = t('access.why.share', { access: t('access.why.accesses.read'), by: '' }).trim();
  await expect(dialog.getByText(share)).toBeVisible();

  await page.goto(`/customers/${customer}`);
  await page.getByRole('button', { name: t('access.share.shared_one', { number: '1' }) }).click();
  await dialog.getByRole('button', { name: t('access.share.end', { name: friend.name }) }).click();
  await expect(dialog.getByText(t('access.share.none'))).toBeVisible();
  await why();
  await expect(dialog.getByText(t('access.why.not', { name: friend.name }))).toBeVisible();
});
