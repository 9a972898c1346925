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
import { changeDeal, freshName, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

const bell = (page: Page, t: Texts) =>
  page.getByRole('button', { name: new RegExp(`^${t('notices.bell')}`) });
const button = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true });

test('a manager follows a deal, hears what was changed, and has read of it by opening it', async ({
  page,
  sql,
}) => {
  const name = freshName('Watched');
  const id = await makeDeal(sql, 'sales.rep', name);
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/deals/${id}`);
  await button(page, t('follow.follow')).click();
  await expect(button(page, t('follow.unfollow'))).toBeVisible();
  await button(page, t('follow.count_other', { count: 2, number: '2' })).click();
  await expect(page.getByRole('list', { name: t('follow.followers') }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live');

  await changeDeal(sql, id, 'sales.rep');
  await bell(page, t).click();
  const notice = page.getByRole('dialog').getByRole('listitem').filter({ hasText: name });
  await expect(notice).toContainText(t('deals.fields.next_step'));
  await expect(notice).toContainText(t('notices.unread'));
  await expectAccessible(page);

  await page.goto(`/deals/${id}`);
  await expect(button(page, t('follow.unfollow'))).toBeVisible();
  await expect(async () => {
    const { rows } = await sql.query<{ unread: boolean }>(
      `select bool_or(read_at is null) as unread from public.notifications where record_id = $1
       and profile_id = (select id from public.profiles where email = $2)`,
      [id, account('sales.manager')],
    );
    expect(rows[0]?.unread).toBe(false);
  }).toPass();
  await button(page, t('follow.unfollow')).click();
  await expect(button(page, t('follow.follow'))).toBeVisible();
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('whose deal it is follows it, until they do not want to', async ({ page, sql }) => {
    const id = await makeDeal(sql, 'sales.rep', freshName('زیر نظر'));
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/deals/${id}`);
    await button(page, t('follow.unfollow')).click();
    await expect(button(page, t('follow.follow'))).toBeVisible();
    // What stands half under the frame's bars is too small to touch, for axe.
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
