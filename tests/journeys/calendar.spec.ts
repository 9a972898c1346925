import type { Page } from '@playwright/test';
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
import { textsOf } from './texts.ts';

interface Times {
  starts_at: Date;
  ends_at: Date;
}
const timesOf = async (sql: pg.Pool, title: string) =>
  (
    await sql.query<Times>(
      'select starts_at, ends_at from public.events where title = $1 and deleted_at is null',
      [title],
    )
  ).rows[0];

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('a sales rep makes an event, moves it by mouse and takes it back, and puts it into the trash', async ({
    page,
    sql,
  }) => {
    const title = `Site visit ${Date.now()}`;
    const t = await signIn(page, 'sales.rep');
    // A week in which nothing else stands.
    await page.goto('/calendar?date=2033-03-09');
    await expect(page.getByRole('heading', { name: t('calendar.title'), level: 1 })).toBeVisible();
    await expect(page.locator('.at-calendar')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('calendar.create') }).click();
    const drawer = page.getByRole('dialog', { name: t('calendar.create') });
    await drawer.getByLabel(t('calendar.fields.title')).fill(title);
    await drawer.getByLabel(t('calendar.fields.place')).fill('Harbour 7');
    const participants = drawer.getByRole('combobox', { name: t('calendar.fields.participants') });
    await participants.fill('guest@example.com');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await drawer.getByLabel(t('calendar.fields.place')).focus();
    await drawer.getByRole('button', { name: t('actions.create') }).click();
    await expect(drawer).toBeHidden();
    const event = page.locator('.rbc-event').filter({ hasText: title });
    await expect(event).toBeVisible();
    const before = await timesOf(sql, title);
    if (!before) throw new Error('the event was written');
    const invited = await sql.query(
      'select p.email from public.event_participants p join public.events e on e.id = p.event_id where e.title = $1',
      [title],
    );
    expect(invited.rows).toEqual([{ email: 'guest@example.com' }]);

    // It waits until the event is in sight and stands still.
    await event.hover();
    const box = await event.boundingBox();
    if (!box) throw new Error('the event is in sight');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 20, { steps: 4 });
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 1.5, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByText(t('calendar.moved', { name: title }))).toBeVisible();
    const after = await timesOf(sql, title);
    expect(Number(after?.starts_at)).toBeGreaterThan(Number(before.starts_at));
    expect(Number(after?.ends_at) - Number(after?.starts_at)).toBe(
      Number(before.ends_at) - Number(before.starts_at),
    );
    await page.getByRole('button', { name: t('trash.undo') }).click();
    await expect.poll(() => timesOf(sql, title)).toEqual(before);

    await page.getByText(t('calendar.views.month'), { exact: true }).click();
    await expect(page).toHaveURL(/view=month/);
    await expect(event).toBeVisible();
    await expectAccessible(page);
    await event.press('Enter');
    const form = page.getByRole('dialog', { name: title });
    await expect(form.getByLabel(t('calendar.fields.place'))).toHaveValue('Harbour 7');
    await form.getByRole('button', { name: t('calendar.delete') }).click();
    await expect(event).toHaveCount(0);
    expect(await timesOf(sql, title)).toBeUndefined();
    await page.getByRole('button', { name: t('trash.undo') }).click();
    await expect(event).toBeVisible();
  });
});

test.describe('by keyboard', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  /** An event of the sales rep's on a Wednesday from nine to ten, by the rep's clock, focused in its week. */
  async function atEvent(page: Page, sql: pg.Pool, day: string, language: 'en' | 'fa', view = 'week') {
    const title = `By keys ${Date.now()}`;
    await sql.query(
      `insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select $1, ($3 || ' 09:00')::timestamp at time zone private.timezone_of(id), ($3 || ' 10:00')::timestamp at time zone private.timezone_of(id), id, id
       from public.profiles where email = $2`,
      [title, account('sales.rep'), day],
    );
    const clock = async () =>
      (
        await sql.query(
          `select to_char(starts_at at time zone private.timezone_of(owner_id), 'DD HH24:MI') || '-' || to_char(ends_at at time zone private.timezone_of(owner_id), 'HH24:MI') as at
           from public.events where title = $1`,
          [title],
        )
      ).rows[0]?.at;
    const t = await signIn(page, 'sales.rep', language);
    await page.goto(`/calendar?view=${view}&date=${day}`);
    const event = page.locator('.rbc-event').filter({ hasText: title });
    await expect(event).toBeVisible();
    await event.focus();
    return { t, title, event, clock };
  }

  test('an event is moved and made longer, said while it is, saved once, and put back by Escape or Undo', async ({
    page,
    sql,
  }) => {
    const { t, title, event, clock } = await atEvent(page, sql, '2033-05-11', 'en');
    await expect(event).toHaveAccessibleDescription(t('calendar.keys.hint'));
    const saves: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/rpc/save_event')) saves.push(request.url());
    });
    const said = page.getByRole('status').filter({ hasText: title });
    await page.keyboard.press('Alt+ArrowDown');
    await expect(said).toContainText('9:15');
    await expect(event).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expect(said).toContainText('10:30');
    await expect(event).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(said).toHaveText(t('calendar.keys.back', { name: title }));
    await expect(event).toBeFocused();
    expect(saves).toEqual([]);
    expect(await clock()).toBe('11 09:00-10:00');

    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expect(said).toContainText('10:30');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('calendar.moved', { name: title }))).toBeVisible();
    expect(await clock()).toBe('12 09:15-10:30');
    expect(saves).toHaveLength(1);
    await expect(event).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(clock).toBe('11 09:00-10:00');
    await expect(event).toHaveAttribute('title', /^9:00/);

    // Without Enter it is saved by itself, and beyond the week the next is shown.
    await event.focus();
    for (let day = 0; day < 5; day++) await page.keyboard.press('Alt+ArrowRight');
    await expect(page).toHaveURL(/date=2033-05-16/);
    await expect.poll(clock).toBe('16 09:00-10:00');
    await expect(event).toBeVisible();
  });

  test('in Persian the arrows go the way that days run', async ({ page, sql }) => {
    const { event, clock } = await atEvent(page, sql, '2033-05-18', 'fa');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(event).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect.poll(clock).toBe('19 09:00-10:00');
  });

  test('in a month it goes to the next week, at the same time', async ({ page, sql }) => {
    const { t, event, clock } = await atEvent(page, sql, '2033-06-08', 'en', 'month');
    await expect(event).toHaveAccessibleDescription(t('calendar.keys.hintMonth'));
    await page.keyboard.press('Alt+ArrowDown');
    await expect(event).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(event).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(clock).toBe('16 09:00-10:00');
    await expect(event).toBeFocused();
  });
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('the calendar is a list, and a month is a Jalali one', async ({ page, sql }) => {
    const title = `بازدید ${Date.now()}`;
    await sql.query(
      `insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select $1, '2033-03-25 09:00Z', '2033-03-25 10:00Z', id, id from public.profiles where email = $2`,
      [title, account('sales.rep')],
    );
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto('/calendar?date=2033-03-22');
    await expect(page.getByText(title)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByText(t('calendar.views.month'), { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'فروردین ۱۴۱۲' })).toBeVisible();
    await page.getByRole('button', { name: t('calendar.on') }).click();
    await expect(page.getByRole('heading', { name: 'اردیبهشت ۱۴۱۲' })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});

test('who is asked to a meeting of somebody else’s answers it, and is offered no change of it', async ({
  page,
  sql,
}) => {
  const title = `Kick-off ${Date.now()}`;
  await sql.query(
    `with event as (
       insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select $1, '2033-03-16 09:00Z', '2033-03-16 10:00Z', id, id from public.profiles where email = $2 returning id
     )
     insert into public.event_participants (event_id, profile_id)
     select e.id, p.id from event e, public.profiles p where p.email = $3`,
    [title, account('sales.rep'), account('marketer')],
  );
  const t = await signIn(page, 'marketer');
  await page.goto('/calendar?view=day&date=2033-03-16');
  const event = page.locator('.rbc-event').filter({ hasText: title });
  await expect(event).toBeVisible();
  await expect(event).not.toHaveAttribute('aria-describedby');
  await event.press('Alt+ArrowDown');
  await expect(page.locator('.at-calendar-moving')).toHaveCount(0);
  await event.press('Enter');
  const drawer = page.getByRole('dialog', { name: title });
  await expect(drawer.getByRole('button', { name: t('actions.edit') })).toHaveCount(0);
  await drawer
    .getByRole('radiogroup', { name: t('calendar.myAnswer') })
    .getByText(t('calendar.answers.tentative'))
    .click();
  const answer = async () =>
    (
      await sql.query<{ answer: string }>(
        'select p.answer from public.event_participants p join public.events e on e.id = p.event_id where e.title = $1',
        [title],
      )
    ).rows[0]?.answer;
  await expect.poll(answer).toBe('tentative');
  await expectAccessible(page);
});

test('a private address: made, read by another calendar, revoked', async ({ page, sql, request }) => {
  const title = `Price talk ${Date.now()}`;
  await sql.query(
    `insert into public.events (title, starts_at, ends_at, owner_id, created_by)
     select $1, now(), now() + interval '1 hour', id, id from public.profiles where email = $2`,
    [title, account('marketer')],
  );
  const t = await signIn(page, 'marketer');
  await page.goto('/profile');
  const feed = page.getByRole('region', { name: t('feed.title') });
  await feed.getByRole('button', { name: t('feed.make') }).click();
  const field = feed.getByLabel(t('feed.address'));
  await expect(field).toHaveValue(/^http.*\.ics$/);
  await expectAccessible(page);
  const address = await field.inputValue();
  const answer = await request.get(address);
  expect(answer.headers()['content-type']).toContain('text/calendar');
  expect(await answer.text()).toContain(`SUMMARY:${title}`);

  await page.reload();
  await expect(feed.getByText(t('feed.neverRead'))).toHaveCount(0);
  await expect(feed.getByLabel(t('feed.address'))).toHaveCount(0);
  await feed.getByRole('button', { name: t('feed.revoke') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('feed.revoke') })
    .click();
  await expect(feed.getByText(t('feed.none'))).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});

test('a guest answers an invitation by its link, without an account, in each language', async ({
  page,
  sql,
  browser,
  expectProblem,
}) => {
  const title = `Guest meeting ${Date.now()}`;
  const { rows } = await sql.query<{ event: string }>(
    `with event as (insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select $1, now() + interval '3 days', now() + interval '3 days 1 hour', p.id, p.id from public.profiles p where p.email = $2 returning id),
     guest as (insert into public.event_participants (event_id, email) select id, 'guest@example.com' from event returning event_id)
     select event_id as event from guest`,
    [title, account('sales.rep')],
  );
  const event = rows[0]?.event;
  await sql.query(`update private.invited_events set due_at = now() where event_id = $1`, [event]);
  await sql.query('select private.send_invitations()');
  const mail = await sql.query<{ link: string }>(
    `select substring(invitation ->> 'answer_link' from '/invitation/.*') as link from public.outbox where invitation ->> 'uid' = $1`,
    [`${event}@atrium`],
  );
  const link = mail.rows[0]?.link ?? '';
  const t = textsOf('en');
  await page.goto(`${link}?answer=accepted`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expectAccessible(page);
  // Looking answers nothing.
  await expect(page.getByRole('status')).toHaveText(t('gate.invitation.ask'));
  await page.getByRole('button', { name: t('gate.invitation.answers.accepted') }).click();
  const accepted = t('gate.invitation.said', { answer: t('gate.invitation.answers.accepted') });
  await expect(page.getByRole('status')).toHaveText(accepted);
  for (const language of ['zh-CN', 'zh-TW', 'fa'] as const) {
    const context = await browser.newContext({ locale: language, viewport: { width: 360, height: 740 } });
    const own = await context.newPage();
    await own.goto(new URL(link, page.url()).href);
    const words = textsOf(language);
    await expect(
      own.getByRole('button', { name: words('gate.invitation.answers.accepted'), exact: true }),
    ).toHaveAttribute('aria-pressed', 'true');
    await expectNoSidewaysScroll(own);
    await context.close();
  }
  // A link that is none any more is a 404, which the browser writes down.
  expectProblem(/404.*functions\/v1\/invitation/);
  await sql.query('update public.events set deleted_at = now() where id = $1', [event]);
  await page.reload();
  await expect(page.getByText(t('gate.invitation.gone'))).toBeVisible();

  // A server that is away for a moment is said, and asked again when one wishes.
  await sql.query('update public.events set deleted_at = null where id = $1', [event]);
  expectProblem(/ERR_FAILED.*invitation/);
  await page.route('**/functions/v1/invitation*', (route) => route.abort(), { times: 1 });
  await page.reload();
  await expect(page.getByText(t('errors.offline'))).toBeVisible();
  await page.getByRole('button', { name: t('actions.retry') }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();

  // Whose meeting it is finds the answer in the calendar's own words.
  await signIn(page, 'sales.rep');
  await page.goto(`/calendar?event=${event}`);
  const answers = page.getByRole('region', { name: t('calendar.answersTitle') });
  await expect(answers).toContainText(`guest@example.com ${t('calendar.answers.accepted')}`);
  await sql.query('delete from public.events where id = $1', [event]);
});

test('who arranges a meeting sees that a colleague is busy, and takes the first time that suits both', async ({
  page,
  sql,
}) => {
  const { rows } = await sql.query<{ id: string; name: string }>(
    `with person as (select id, full_name from public.profiles where email = $1),
       event as (insert into public.events (title, starts_at, ends_at, owner_id, created_by, is_private)
         select 'Doctor', '2033-05-04 05:00Z', '2033-05-04 10:30Z', id, id, true from person returning id)
     select event.id, full_name as name from event, person`,
    [account('sales.manager')],
  );
  const { id = '', name = '' } = rows[0] ?? {};
  const t = await signIn(page, 'sales.rep');
  await page.goto('/calendar?date=2033-05-04&view=day');
  await page.getByRole('button', { name: t('calendar.create') }).click();
  const drawer = page.getByRole('dialog', { name: t('calendar.create') });
  await drawer.getByLabel(t('calendar.fields.title')).fill('Together');
  await drawer.getByRole('combobox', { name: t('calendar.fields.participants') }).fill(name.slice(0, 5));
  await page.getByTitle(name, { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await drawer.getByLabel(t('calendar.fields.title')).focus();
  const busy = drawer.getByRole('status').filter({ hasText: name });
  await expect(busy).toBeVisible();
  await expect(drawer.getByText('Doctor')).toHaveCount(0);
  await drawer.getByText(t('calendar.free.day')).click();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: t('calendar.free.first', { when: '' }).trim() }).click();
  await expect(drawer.getByText(t('calendar.free.all'))).toBeVisible();
  await drawer.getByRole('button', { name: t('actions.create') }).click();
  await expect(drawer).toBeHidden();
  const made = await timesOf(sql, 'Together');
  expect(made?.starts_at.toISOString()).toBe('2033-05-04T10:30:00.000Z');
  await sql.query(`delete from public.events where id = $1 or title = 'Together'`, [id]);
});

test('a meeting about a customer invites their contact by name', async ({ page, sql }) => {
  const name = `Meeting Ltd ${Date.now()}`;
  await sql.query(
    `with customer as (insert into public.customers (name, owner_id, created_by)
       select $1, id, id from public.profiles where email = $2 returning id)
     insert into public.contacts (customer_id, full_name) select id, 'Ada of ' || $1 from customer`,
    [name, account('sales.rep')],
  );
  const t = await signIn(page, 'sales.rep');
  await page.goto('/calendar?date=2033-06-08&view=day');
  await page.getByRole('button', { name: t('calendar.create') }).click();
  const drawer = page.getByRole('dialog', { name: t('calendar.create') });
  await drawer.getByLabel(t('calendar.fields.title')).fill(`About ${name}`);
  await drawer.getByRole('combobox', { name: t('calendar.fields.about') }).fill(name);
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
  await drawer.getByRole('combobox', { name: t('calendar.fields.participants') }).fill('Ada of');
  await page.getByTitle(`Ada of ${name}`, { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await drawer.getByLabel(t('calendar.fields.title')).focus();
  await drawer.getByRole('button', { name: t('actions.create') }).click();
  await expect(drawer).toBeHidden();
  const invited = await sql.query(
    `select c.full_name from public.event_participants p join public.contacts c on c.id = p.contact_id
     join public.events e on e.id = p.event_id where e.title = $1`,
    [`About ${name}`],
  );
  expect(invited.rows).toEqual([{ full_name: `Ada of ${name}` }]);
});
