import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { createPerson, type Person, service, sql, stack, value } from './support.ts';

/** Makes a person's address. */
async function addressOf(person: Person): Promise<string> {
  const { data, error } = await person.api.rpc('make_calendar_feed');
  if (error) throw error;
  return `${stack.url}/functions/v1/calendar/${data}.ics`;
}

/** What a calendar that reads an address makes of it. */
async function read(address: string): Promise<ICAL.Event[]> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}
const titles = async (address: string) => new Set((await read(address)).map(({ summary }) => summary));

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Math.ceil(Date.now() / hour) * hour + hours * hour).toISOString();
const eventOf = (owner: Person, title: string, more: Record<string, unknown> = {}) => {
  const row = { title, starts_at: inHours(1), ends_at: inHours(2), owner_id: owner.id, ...more };
  const names = Object.keys(row);
  return value<string>(
    `insert into public.events (created_by, ${names.join(', ')}) values ($1, ${names.map((_, nth) => `$${nth + 2}`).join(', ')}) returning id`,
    [owner.id, ...Object.values(row)],
  );
};
const invite = (event: string, person: Person, answer: string) =>
  sql.query('insert into public.event_participants (event_id, profile_id, answer) values ($1, $2, $3)', [
    event,
    person.id,
    answer,
  ]);

test('other calendars read by a private address what is one’s own and what one takes part in', async () => {
  const person = await createPerson({ roles: ['sales_rep'] });
  const other = await createPerson({ roles: ['sales_rep'] });
  await sql.query(`update public.profiles set timezone = 'Asia/Tehran' where id = $1`, [person.id]);
  const long = `جلسه با 客户, "Nord; Süd" 👩‍👩‍👧 \\ ${'ناهار 午餐 '.repeat(15)}`.trim();
  const description = `First line\nSecond, with; signs\n${'x'.repeat(500)}`;
  const own = await eventOf(person, long, { description, place: 'Harbour 7, room 3' });
  await eventOf(person, 'Doctor', { is_private: true });
  // Two whole days by the person's own clock.
  await eventOf(person, 'Fair', {
    all_day: true,
    starts_at: '2026-11-21T20:30:00Z',
    ends_at: '2026-11-23T20:30:00Z',
  });
  const asked = await eventOf(other, 'Asked');
  await invite(asked, person, 'tentative');
  await invite(await eventOf(other, 'Declined'), person, 'declined');
  await eventOf(other, 'Theirs');
  await eventOf(person, 'Thrown away', { deleted_at: inHours(0) });

  const address = await addressOf(person);
  const answer = await fetch(address);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');

  const events = new Map((await read(address)).map((event) => [event.summary, event]));
  expect(new Set(events.keys())).toEqual(new Set([long, 'Doctor', 'Fair', 'Asked']));
  const meeting = events.get(long);
  expect(meeting).toMatchObject({ uid: `${own}@atrium`, location: 'Harbour 7, room 3', description });
  expect(meeting?.startDate.toJSDate().toISOString()).toBe(inHours(1));
  expect(meeting?.endDate.toJSDate().toISOString()).toBe(inHours(2));
  const fair = events.get('Fair');
  expect([fair?.startDate.isDate, String(fair?.startDate), String(fair?.endDate)]).toEqual([
    true,
    '2026-11-22',
    '2026-11-24',
  ]);
  expect(events.get('Doctor')?.component.getFirstPropertyValue('class')).toBe('PRIVATE');
  expect(events.get('Asked')?.component.getFirstPropertyValue('status')).toBe('TENTATIVE');
});

test('who has it already is told so, until something changes', async () => {
  const person = await createPerson({ roles: ['sales_rep'] });
  const event = await eventOf(person, 'Before');
  const address = await addressOf(person);
  const etag = (await fetch(address)).headers.get('etag') ?? '';
  const again = (tag: string) => fetch(address, { headers: { 'if-none-match': tag } });
  expect((await again(etag)).status).toBe(304);
  expect((await again(`"other", W/${etag}`)).status).toBe(304);
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  await sql.query(`update public.events set title = 'After' where id = $1`, [event]);
  expect((await again(etag)).status).toBe(200);
  expect(await titles(address)).toEqual(new Set(['After']));
  expect((await fetch(address, { method: 'POST' })).status).toBe(405);
});

test('an address is answered no more once another is made, it is revoked, or its person may read nothing', async () => {
  const person = await createPerson({ roles: ['sales_rep'] });
  await eventOf(person, 'Mine');
  const status = async (address: string) => (await fetch(address)).status;
  const since = async () => (await person.api.rpc('my_calendar_feed', {}, { get: true })).data;
  expect(await since()).toBeNull();
  const first = await addressOf(person);
  expect(await since()).toMatchObject({ read_at: null });
  expect(await titles(first)).toEqual(new Set(['Mine']));
  expect(await since()).toMatchObject({ read_at: expect.any(String) });
  const second = await addressOf(person);
  expect([await status(first), await status(second)]).toEqual([404, 200]);

  await sql.query('update public.profiles set active = false where id = $1', [person.id]);
  expect(await status(second)).toBe(404);
  await sql.query('update public.profiles set active = true where id = $1', [person.id]);
  expect(await status(second)).toBe(200);
  const roles = await sql.query('delete from public.profile_roles where profile_id = $1 returning role_id', [
    person.id,
  ]);
  expect(await status(second)).toBe(404);
  expect((await person.api.rpc('make_calendar_feed')).error).toMatchObject({ code: '42501' });
  await sql.query('insert into public.profile_roles (profile_id, role_id) values ($1, $2)', [
    person.id,
    roles.rows[0].role_id,
  ]);
  expect(await status(second)).toBe(200);
  expect((await person.api.rpc('revoke_calendar_feed')).error).toBeNull();
  expect((await person.api.rpc('revoke_calendar_feed')).error).toBeNull();
  const logged = await sql.query<{ action: string }>(
    `select action from public.audit_log where actor_id = $1 and action like 'feed_%' order by id`,
    [person.id],
  );
  expect(logged.rows.map(({ action }) => action)).toEqual(['feed_made', 'feed_made', 'feed_revoked']);
  expect(await status(second)).toBe(404);
  for (const wrong of ['x', `${'0'.repeat(64)}`, '..%2f'])
    expect(await status(`${stack.url}/functions/v1/calendar/${wrong}.ics`)).toBe(404);
});

test('of its secret part only a digest is kept, and who views as somebody else makes none in their name', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  const person = await createPerson({ roles: ['sales_rep'] });
  await eventOf(person, 'Theirs');
  await eventOf(admin, 'Mine');
  const address = await addressOf(admin);
  const kept = await value<string>('select f::text from private.calendar_feeds f where profile_id = $1', [
    admin.id,
  ]);
  expect(kept).not.toContain(/([0-9a-f]{64})\.ics/.exec(address)?.[1]);
  const { error } = await admin.api.rpc('start_view_as', { payload: { person_id: person.id } });
  expect(error).toBeNull();
  expect((await admin.api.rpc('make_calendar_feed')).error).toMatchObject({ hint: 'viewing_as' });
  expect((await admin.api.rpc('revoke_calendar_feed')).error).toMatchObject({ hint: 'viewing_as' });
  expect(await titles(address)).toEqual(new Set(['Mine']));
  expect((await admin.api.rpc('stop_view_as')).error).toBeNull();
  expect((await service().rpc('read_calendar_feed', { token: 'x' })).data).toBeNull();
});
