import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type Invitation, writeInvitation } from '../functions/_shared/invitation.ts';
import { createPerson, type Person, service, sql, stack, value } from './support.ts';
import { customerOf } from './task-set.ts';

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Math.ceil(Date.now() / hour) * hour + hours * hour).toISOString();
const save = async (person: Person, payload: object) => {
  const { error } = await person.api.rpc('save_event', { payload: JSON.parse(JSON.stringify(payload)) });
  if (error) throw error;
};
async function meetingOf(person: Person, participants: object[], more: object = {}): Promise<string> {
  const id = randomUUID();
  const event = { title: 'Kick-off', place: 'Room 4', description: 'Our lowest price is 40', ...more };
  const times = { starts_at: inHours(24), ends_at: inHours(25) };
  await save(person, { id, new: true, event: { ...times, ...event }, participants });
  return id;
}
/** The half minute is over for an event: what is to be told of it is told. Gives the mails of it since. */
async function settle(event: string): Promise<Invitation[]> {
  const since = await value<Date>('select clock_timestamp()');
  await sql.query(
    `update private.invited_events set due_at = now() - interval '1 second' where event_id = $1 and due_at is not null`,
    [event],
  );
  await sql.query('select private.send_invitations()');
  const { rows } = await sql.query<{ invitation: Invitation }>(
    `select invitation from public.outbox where kind = 'invitation' and invitation ->> 'uid' = $1 and created_at >= $2 order by recipient`,
    [`${event}@atrium`, since],
  );
  return rows.map(({ invitation }) => invitation);
}
const brief = (mails: Invitation[]) =>
  mails.map(({ method, sequence, attendee }) => [attendee.email, method, sequence]).sort();
const guest = () => `guest-${randomUUID()}@example.com`;
const tokenOf = (mail: Invitation | undefined) => mail?.answer_link?.split('/invitation/')[1] ?? '';
const answerOf = (event: string, email: string) =>
  value<string>('select answer from public.event_participants where event_id = $1 and email = $2', [
    event,
    email,
  ]);
const link = async (token: string, answer?: string) => {
  const address = `${stack.url}/functions/v1/invitation`;
  const headers = { apikey: stack.publishableKey, 'content-type': 'application/json' };
  const response = answer
    ? await fetch(address, { method: 'POST', headers, body: JSON.stringify({ token, answer }) })
    : await fetch(`${address}?token=${token}`, { headers });
  return { status: response.status, body: await response.json() };
};
const told = async (person: Person) => {
  const { data } = await person.api.rpc('list_notifications', { request: {} });
  return JSON.parse(JSON.stringify(data)).entries as {
    kind: string;
    record_id: string;
    name: string;
    actor: string;
    data: Record<string, unknown>;
  }[];
};

test('who takes part is asked by mail once, told of changes together, and of the end', async () => {
  await sql.query(`select private.set_site('https://crm.example.com')`);
  const owner = await createPerson({ roles: ['sales_rep'] });
  const colleague = await createPerson({ roles: ['sales_rep'] });
  const quiet = await createPerson({ roles: ['sales_rep'] });
  await quiet.api.rpc('save_notification_settings', { payload: { kinds: { invited: { mail: 'none' } } } });
  const outside = guest();
  const participants = [{ profile_id: colleague.id }, { profile_id: quiet.id }, { email: outside }];
  const event = await meetingOf(owner, participants);
  const asked = await settle(event);
  expect(brief(asked)).toEqual(
    [
      [colleague.email, 'REQUEST', 0],
      [outside, 'REQUEST', 0],
    ].sort(),
  );
  expect(asked.find(({ attendee }) => attendee.email === outside)).not.toHaveProperty('description');
  expect(asked.find(({ attendee }) => attendee.email === colleague.email)).toMatchObject({
    description: 'Our lowest price is 40',
    answer_link: null,
    app_link: `https://crm.example.com/calendar?event=${event}`,
  });
  expect(await settle(event)).toEqual([]);

  // Dragged about: one mail of where it stands at last; back where it was: none.
  for (const hours of [30, 40, 50])
    await save(owner, { id: event, event: { starts_at: inHours(hours), ends_at: inHours(hours + 1) } });
  const moved = await settle(event);
  expect(brief(moved).map(([, method, sequence]) => [method, sequence])).toEqual([
    ['REQUEST', 1],
    ['REQUEST', 1],
  ]);
  expect(moved.every(({ starts_at }) => Date.parse(starts_at) === Date.parse(inHours(50)))).toBe(true);
  await save(owner, { id: event, event: { place: 'Elsewhere' } });
  await save(owner, { id: event, event: { place: 'Room 4' } });
  expect(await settle(event)).toEqual([]);
  // What is for colleagues alone is no news for guests.
  await save(owner, { id: event, event: { description: 'Changed' } });
  expect(brief(await settle(event))).toEqual([[colleague.email, 'REQUEST', 2]]);

  await save(owner, { id: event, participants: [{ email: outside }] });
  expect(brief(await settle(event))).toEqual([[colleague.email, 'CANCEL', 3]]);
  await owner.api.rpc('trash_records', { resource: 'events', ids: [event] });
  expect(brief(await settle(event))).toEqual([[outside, 'CANCEL', 4]]);
  await owner.api.rpc('restore_records', { resource: 'events', ids: [event] });
  expect(brief(await settle(event))).toEqual([[outside, 'REQUEST', 5]]);
});

test('a mail of it is read by a parser of calendars as what it is', async () => {
  const owner = await createPerson({ roles: ['sales_rep'], fullName: 'Nil "the" Boss; Ltd' });
  await sql.query(`update public.profiles set timezone = 'Asia/Tehran', locale = 'fa' where id = $1`, [
    owner.id,
  ]);
  const outside = guest();
  const title = 'جلسه با 客户, "Nord; Süd" 👩‍👩‍👧';
  const event = await meetingOf(owner, [{ email: outside }], {
    title,
    all_day: true,
    starts_at: '2036-11-21T20:30:00Z',
    ends_at: '2036-11-23T20:30:00Z',
  });
  const [mail] = await settle(event);
  if (!mail) throw new Error('a mail was written');
  const written = writeInvitation(mail);
  expect(written.calendar.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const calendar = new ICAL.Component(ICAL.parse(written.calendar));
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('there is an event');
  const read = new ICAL.Event(component);
  expect(read).toMatchObject({ uid: `${event}@atrium`, sequence: 0, summary: title, location: 'Room 4' });
  expect([String(read.startDate), String(read.endDate)]).toEqual(['2036-11-22', '2036-11-24']);
  expect(String(component.getFirstPropertyValue('organizer')).toLowerCase()).toBe(`mailto:${owner.email}`);
  const attendee = component.getFirstProperty('attendee');
  expect(String(attendee?.getFirstValue()).toLowerCase()).toBe(`mailto:${outside}`);
  expect([attendee?.getFirstParameter('partstat'), attendee?.getFirstParameter('rsvp')]).toEqual([
    'NEEDS-ACTION',
    'TRUE',
  ]);
  const off = new ICAL.Component(
    ICAL.parse(writeInvitation({ ...mail, method: 'CANCEL', sequence: 1 }).calendar),
  );
  expect(off.getFirstPropertyValue('method')).toBe('CANCEL');
  expect(off.getFirstSubcomponent('vevent')?.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('a guest sees by their link the meeting alone, answers, and the organiser is told', async () => {
  const owner = await createPerson({ roles: ['sales_rep'] });
  const [one, two] = [guest(), guest()];
  const event = await meetingOf(owner, [{ email: one }, { email: two }]);
  const mails = await settle(event);
  const token = tokenOf(mails.find(({ attendee }) => attendee.email === one));
  expect(token).toMatch(/^[0-9a-f]{96}$/);
  const seen = await link(token);
  expect(seen.status).toBe(200);
  expect(Object.keys(seen.body).sort()).toEqual(
    'all_day answer ends_at first_day last_day over starts_at timezone title'.split(' '),
  );
  expect(seen.body).toMatchObject({ title: 'Kick-off', answer: 'open', over: false });
  expect(JSON.stringify(seen.body)).not.toContain('price');
  expect((await link(token, 'perhaps')).status).toBe(422);
  expect(await link(token, 'accepted')).toMatchObject({ status: 200, body: { answer: 'accepted' } });
  expect([await answerOf(event, one), await answerOf(event, two)]).toEqual(['accepted', 'open']);
  expect((await told(owner)).find(({ kind }) => kind === 'answered')).toMatchObject({
    record_id: event,
    name: 'Kick-off',
    actor: one,
    data: { answer: 'accepted' },
  });

  // Another's link is no other's, a made-up one nobody's, and neither function is for people.
  const wrong = `${token.slice(0, 32)}${'0'.repeat(64)}`;
  for (const bad of [wrong, 'x', '', `${token}0`, token.replace(/^../, 'zz')]) {
    expect((await link(bad)).status).toBe(404);
    expect((await link(bad || 'x', 'declined')).status).toBe(404);
  }
  expect((await owner.api.rpc('read_invitation', { token })).error?.code).toBe('42501');
  expect((await owner.api.rpc('answer_invitation', { token, answer: 'declined' })).error?.code).toBe('42501');

  // At another time it is to be answered anew.
  await save(owner, { id: event, event: { starts_at: inHours(48), ends_at: inHours(49) } });
  await settle(event);
  expect((await link(token)).body).toMatchObject({ answer: 'open' });
  for (let nth = 0; nth < 19; nth++)
    await service().rpc('answer_invitation', { token, answer: nth % 2 ? 'declined' : 'accepted' });
  expect((await link(token, 'declined')).status).toBe(429);

  // At once, not when the mail goes.
  await save(owner, { id: event, participants: [{ email: two }] });
  expect((await link(token)).status).toBe(404);
  const other = tokenOf(mails.find(({ attendee }) => attendee.email === two));
  expect((await link(other)).status).toBe(200);
  await owner.api.rpc('trash_records', { resource: 'events', ids: [event] });
  expect((await link(other)).status).toBe(404);
});

test('colleagues are told in the app of invitations and changes, and the organiser of their answers', async () => {
  const owner = await createPerson({ roles: ['sales_rep'] });
  const colleague = await createPerson({ roles: ['sales_rep'] });
  const event = await meetingOf(owner, [{ profile_id: colleague.id }]);
  await settle(event);
  expect((await told(colleague))[0]).toMatchObject({ kind: 'invited', name: 'Kick-off', data: {} });
  await save(owner, { id: event, event: { starts_at: inHours(30), ends_at: inHours(31) } });
  await settle(event);
  expect((await told(colleague))[0]).toMatchObject({ kind: 'invited', data: { moved: true } });
  // The invitation is the mail: there is not another one of the notification.
  await sql.query('select private.mail_notifications()');
  expect(
    await value<number>(`select count(*)::int from public.outbox where kind = 'mail' and recipient = $1`, [
      colleague.email,
    ]),
  ).toBe(0);
  await colleague.api.rpc('answer_event', { event, answer: 'declined' });
  expect((await told(owner))[0]).toMatchObject({
    kind: 'answered',
    actor: colleague.fullName,
    data: { answer: 'declined' },
  });
});

test('a contact is asked at their address; nobody is asked to what is over or without an address', async () => {
  const owner = await createPerson({ roles: ['sales_rep'] });
  const customer = await customerOf(owner);
  const email = guest();
  const contactOf = async (address: string | null) => {
    const id = await value<string>(
      `insert into public.contacts (customer_id, full_name) values ($1, 'Ada Guest') returning id`,
      [customer],
    );
    if (address)
      await sql.query(
        'insert into public.contact_details (contact_id, customer_id, email) values ($1, $2, $3) on conflict (contact_id) do update set email = excluded.email',
        [id, customer, address],
      );
    return { contact_id: id };
  };
  const participants = [await contactOf(email.toUpperCase()), await contactOf(null), { email }];
  const event = await meetingOf(owner, participants);
  const mails = await settle(event);
  expect(brief(mails)).toEqual([[email, 'REQUEST', 0]]);
  const past = await meetingOf(owner, [{ email }], { starts_at: inHours(-5), ends_at: inHours(-4) });
  expect(await settle(past)).toEqual([]);
});

test('who takes part is told whose a meeting is from now on, and that one is not told that it is off', async () => {
  const owner = await createPerson({ roles: ['sales_rep'] });
  const heir = await createPerson({ roles: ['sales_rep'] });
  const outside = guest();
  const event = await meetingOf(owner, [{ email: outside }, { profile_id: heir.id }]);
  expect(await settle(event)).toHaveLength(2);
  await sql.query('update public.events set owner_id = $2 where id = $1', [event, heir.id]);
  const mails = await settle(event);
  expect(brief(mails)).toEqual([[outside, 'REQUEST', 1]]);
  expect(mails[0]).toMatchObject({ organiser: { name: heir.fullName, email: heir.email }, is_new: false });
  expect(mails[0]).not.toHaveProperty('organiser_id');
  const token = tokenOf(mails[0]);
  await link(token, 'accepted');
  expect((await told(heir)).find(({ kind }) => kind === 'answered')).toMatchObject({ record_id: event });
});
