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
import { freshName, giveDeal, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

const bell = (page: Page, t: Texts) =>
  page.getByRole('button', { name: new RegExp(`^${t('notices.bell')}`) });
const noticeOf = (page: Page, t: Texts, name: string) =>
  page
    .getByRole('dialog')
    .getByRole('list', { name: t('notices.title') })
    .getByRole('listitem')
    .filter({ hasText: name });

test('who is given a deal sees the bell change, opens the deal from it, and has read of it', async ({
  page,
  sql,
}) => {
  const name = freshName('Handed over');
  const id = await makeDeal(sql, 'sales.manager', name);
  const t = await signIn(page, 'sales.rep');
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live');
  await bell(page, t).click();
  const readAll = page.getByRole('button', { name: t('notices.readAll') });
  if (await readAll.isEnabled()) await readAll.click();
  await expect(readAll).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(bell(page, t)).toHaveAccessibleName(t('notices.bell'));

  await giveDeal(sql, id, 'sales.rep', 'sales.manager');
  await expect(bell(page, t)).not.toHaveAccessibleName(t('notices.bell'));
  await bell(page, t).click();
  const notice = noticeOf(page, t, name);
  const { rows } = await sql.query<{ full_name: string }>(
    'select full_name from public.profiles where email = $1',
    [account('sales.manager')],
  );
  await expect(notice).toContainText(t('notices.say.assigned', { who: rows[0]?.full_name ?? '' }));
  await expect(notice).toContainText(t('notices.unread'));
  await expectAccessible(page);
  await notice.getByRole('link').click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await bell(page, t).click();
  await expect(notice).not.toContainText(t('notices.unread'));
});

test('who wants to hear nothing of a kind says so in the profile', async ({ page, sql }) => {
  const t = await signIn(page, 'support.manager');
  await page.goto('/profile');
  const choice = page.getByRole('switch', {
    name: `${t('notices.kinds.assigned')}: ${t('notices.inApp')}`,
  });
  await expect(choice).toBeChecked();
  await choice.click();
  await expect(choice).not.toBeChecked();
  await expect(page.getByText(t('profile.saved'))).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(choice).not.toBeChecked();

  const mail = page.getByRole('row', { name: t('notices.kinds.mentioned') }).getByRole('combobox');
  await mail.click();
  await page.getByTitle(t('notices.mail.at_once'), { exact: true }).last().click();
  await page.getByRole('button', { name: t('notices.quietAdd') }).click();
  await expect(page.getByRole('button', { name: t('notices.quietRemove') })).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    const saved = await sql.query<{ mail: string; quiet: string }>(
      `select kinds #>> '{mentioned,mail}' as mail, quiet_from::text as quiet from public.notification_settings
       where profile_id = (select id from public.profiles where email = $1)`,
      [account('support.manager')],
    );
    expect(saved.rows).toEqual([{ mail: 'at_once', quiet: '20:00:00' }]);
  }).toPass();
  await sql.query(
    'delete from public.notification_settings where profile_id = (select id from public.profiles where email = $1)',
    [account('support.manager')],
  );
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('the bell opens a page of its own', async ({ page, sql }) => {
    const name = freshName('به من رسید');
    const id = await makeDeal(sql, 'sales.manager', name);
    await giveDeal(sql, id, 'sales.rep', 'sales.manager');
    const t = await signIn(page, 'sales.rep', 'fa');
    await bell(page, t).click();
    await expect(noticeOf(page, t, name)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto('/profile');
    await expect(page.getByText(t('notices.digestAt'))).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
