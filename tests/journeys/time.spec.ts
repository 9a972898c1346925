import type pg from 'pg';
import {
  account,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName } from './records.ts';

/** An open ticket of somebody's. Gives its id. */
async function makeTicket(sql: pg.Pool, who: string, subject: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    'insert into public.tickets (subject, assignee_id) select $1, id from public.profiles where email = $2 returning id',
    [subject, account(who)],
  );
  return rows[0]?.id ?? '';
}

test('a support agent logs time on a ticket by keyboard, mends it, and sees the week', async ({
  page,
  sql,
}) => {
  const subject = freshName('Timed ticket');
  const id = await makeTicket(sql, 'support.agent', subject);
  const t = await signIn(page, 'support.agent');
  await page.goto(`/tickets/${id}`);
  const panel = page.getByRole('region', { name: t('time.panel') });
  await panel.getByRole('button', { name: t('time.log') }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(t('time.fields.minutes'))).toBeFocused();
  await page.keyboard.type('a while');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(t('time.unreadable'))).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('25h');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(t('errors.time_minutes'))).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0:03');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const list = panel.getByRole('list', { name: t('time.panel') });
  await expect(list.getByText('3m', { exact: true })).toBeVisible();

  await panel.getByRole('button', { name: t('time.start') }).click();
  await expect(panel.getByRole('button', { name: t('time.stop') })).toBeVisible();
  await page.reload();
  await panel.getByRole('button', { name: t('time.stop') }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);

  await page.goto('/time');
  await expect(page.getByRole('link', { name: subject })).toHaveCount(2);
  await expectAccessible(page);
  const entry = page.getByRole('listitem').filter({ hasText: subject }).filter({ hasText: '3m' });
  await entry.getByRole('button', { name: t('time.actions', { spent: '3m' }) }).click();
  await page.getByRole('menuitem', { name: t('time.delete') }).click();
  await expect(page.getByRole('link', { name: subject })).toHaveCount(1);
  await page.getByRole('button', { name: t('trash.undo') }).click();
  await expect(page.getByRole('link', { name: subject })).toHaveCount(2);
});

test.describe('on a phone in Persian', () => {
  test.use({ ...phone, ...persian });

  test('an agent logs time in Persian digits', async ({ page, sql }) => {
    const subject = freshName('تیکت زمان');
    const id = await makeTicket(sql, 'support.agent', subject);
    const t = await signIn(page, 'support.agent', 'fa');
    await page.goto(`/tickets/${id}`);
    const panel = page.getByRole('region', { name: t('time.panel') });
    await panel.getByRole('button', { name: t('time.log') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('time.fields.minutes')).fill('۴ دقیقه');
    await dialog.getByRole('button', { name: t('time.save') }).click();
    await expect(panel.getByRole('listitem').getByText('۴ دقیقه', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto('/time');
    await expect(page.getByRole('link', { name: subject })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
