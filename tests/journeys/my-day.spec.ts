import type pg from 'pg';
import {
  account,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  hearNothing,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';

/** A task of the sales rep's that is due so many hours from now. */
async function taskDue(sql: pg.Pool, title: string, hours: number): Promise<void> {
  await sql.query(
    `insert into public.tasks (title, assignee_id, created_by, due_at)
     select $1, id, id, now() + make_interval(secs => $3) from public.profiles where email = $2`,
    [title, account('sales.rep'), hours * 3600],
  );
}
const dueOf = async (sql: pg.Pool, title: string) =>
  (
    await sql.query<{ due: Date; status: string }>(
      'select due_at as due, status from public.tasks where title = $1',
      [title],
    )
  ).rows[0];

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep goes through the day by keys: puts a task off, takes it back, and ticks it off', async ({
    page,
    sql,
  }) => {
    // Longer overdue than anything else, a former try's included: it stands on top.
    const title = `Send the offer ${Date.now()}`;
    await taskDue(sql, title, -Date.now() / 3_000_000);
    const before = await dueOf(sql, title);
    const meeting = `Price talk ${title}`;
    await sql.query(
      `insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select $1, now(), now() + interval '1 hour', id, id from public.profiles where email = $2`,
      [meeting, account('sales.rep')],
    );
    await hearNothing(page);
    const t = await signIn(page, 'sales.rep');
    const requests: string[] = [];
    page.on('request', (request) => {
      // not what the start page still asks for
      const here = request.frame().url().endsWith('/day');
      if (here && /rest\/v1\/(rpc\/my_day|tasks)/.test(request.url())) requests.push(request.url());
    });
    await page.goto('/day');
    const overdue = page.getByRole('region', { name: t('day.parts.overdue') });
    const link = overdue.getByRole('link', { name: title });
    await expect(link).toBeVisible();
    const meetings = page.getByRole('region', { name: t('day.meetings') });
    await expect(meetings.getByRole('link', { name: meeting })).toBeVisible();
    expect(requests).toHaveLength(1);
    await expectAccessible(page);

    await page.keyboard.press('ArrowDown');
    await expect(link).toBeFocused();
    await page.keyboard.press('t');
    await expect(overdue.getByRole('link', { name: title })).toHaveCount(0);
    await expect(
      page.getByRole('region', { name: t('day.parts.next') }).getByRole('link', { name: title }),
    ).toBeVisible();
    expect((await dueOf(sql, title))?.due.getTime()).toBeGreaterThan(Date.now());
    await page.getByRole('button', { name: t('trash.undo') }).click();
    await expect(link).toBeVisible();
    expect(await dueOf(sql, title)).toEqual(before);

    await link.focus();
    await page.keyboard.press('d');
    await expect(link).toHaveCount(0);
    await expect.poll(async () => (await dueOf(sql, title))?.status).toBe('done');

    await meetings.getByRole('link', { name: meeting }).click();
    await expect(page.getByRole('dialog', { name: meeting })).toBeVisible();
  });
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep puts a task off by a week from its menu', async ({ page, sql }) => {
    const title = `ارسال پیشنهاد ${Date.now()}`;
    await taskDue(sql, title, -24 * 3999);
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto('/day');
    const overdue = page.getByRole('region', { name: t('day.parts.overdue') });
    await expect(overdue.getByRole('link', { name: title })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await overdue.getByRole('button', { name: t('list.actionsOf', { name: title }) }).click();
    await page.getByRole('menuitem', { name: t('day.postpone.nextWeek') }).click();
    await expect(overdue.getByRole('link', { name: title })).toHaveCount(0);
    await expect.poll(async () => Number((await dueOf(sql, title))?.due) > Date.now()).toBe(true);
  });
});
