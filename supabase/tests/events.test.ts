import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, type Person, sql, value } from './support.ts';
import { customerOf, dealOf, taskDesk, taskOf } from './task-set.ts';

let rep: Person;
let colleague: Person;
let lead: Person;

beforeAll(async () => {
  ({ rep, colleague, lead } = await taskDesk());
});

const save = (person: Person, payload: object) =>
  person.api.rpc('save_event', { payload: JSON.parse(JSON.stringify(payload)) });
const times = { starts_at: '2030-03-04T09:00:00Z', ends_at: '2030-03-04T10:00:00Z' };
/** An event of a person's own. */
async function eventOf(person: Person, event: object = {}, participants: object[] = []): Promise<string> {
  const id = randomUUID();
  const payload = { id, new: true, event: { title: 'Demo', ...times, ...event }, participants };
  const { error } = await save(person, payload);
  if (error) throw error;
  return id;
}
const sees = async (person: Person, id: string) =>
  (await person.api.from('events').select('id').eq('id', id)).data?.length === 1;
const seesParticipants = async (person: Person, id: string) =>
  (await person.api.from('event_participants').select('answer').eq('event_id', id)).data?.length;

interface Calendar {
  events: { id: string; answer: string | null }[];
  busy: Record<string, unknown>[];
  tasks: { id: string }[];
  deals: { id: string }[];
  meetings: { id: string }[];
}
async function calendarOf(person: Person, more: object = {}): Promise<Calendar> {
  const request = {
    from: '2030-03-04T00:00:00Z',
    to: '2030-03-05T00:00:00Z',
    first_day: '2030-03-04',
    last_day: '2030-03-04',
    layers: ['tasks', 'deals', 'meetings'],
    ...more,
  };
  const { data, error } = await person.api.rpc(
    'list_calendar',
    { request: JSON.stringify(request) },
    { get: true },
  );
  if (error) throw error;
  return JSON.parse(JSON.stringify(data)) as Calendar;
}

describe('an event', () => {
  test('is its maker’s, seen by those above and by who takes part, and changed by neither who does', async () => {
    const id = await eventOf(rep, { place: 'Room 4' }, [
      { profile_id: colleague.id },
      { email: 'Guest@Example.com' },
    ]);
    const stored = await sql.query('select owner_id, created_by, place from public.events where id = $1', [
      id,
    ]);
    expect(stored.rows).toEqual([{ owner_id: rep.id, created_by: rep.id, place: 'Room 4' }]);
    const stranger = await createPerson({ roles: ['sales_rep'] });
    expect(await Promise.all([rep, lead, colleague, stranger].map((person) => sees(person, id)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await seesParticipants(colleague, id)).toBe(2);
    expect(await seesParticipants(stranger, id)).toBe(0);
    expect((await save(colleague, { id, event: { title: 'Mine' } })).error).toMatchObject({ code: '42501' });
    expect((await save(stranger, { id, event: { title: 'Mine' } })).error).toMatchObject({ hint: 'gone' });
    expect((await save(rep, { id, event: { ends_at: '2030-03-04T08:00:00Z' } })).error).toMatchObject({
      code: '23514',
    });
    expect((await save(rep, { id, participants: [{ email: 'guest@example.com' }] })).error).toBeNull();
    expect(await sees(colleague, id)).toBe(false);
    expect(await seesParticipants(rep, id)).toBe(1);
  });

  test('is answered by who takes part, for nobody else', async () => {
    const id = await eventOf(rep, {}, [{ profile_id: colleague.id }, { profile_id: lead.id }]);
    const answer = (person: Person, word: string) =>
      person.api.rpc('answer_event', { event: id, answer: word });
    expect((await answer(colleague, 'accepted')).error).toBeNull();
    expect((await answer(rep, 'accepted')).error).toMatchObject({ hint: 'gone' });
    expect((await answer(colleague, 'perhaps')).error).toMatchObject({ code: '23514' });
    const answers = await sql.query(
      'select profile_id, answer from public.event_participants where event_id = $1',
      [id],
    );
    expect(new Map(answers.rows.map((row) => [row.profile_id, row.answer]))).toEqual(
      new Map([
        [colleague.id, 'accepted'],
        [lead.id, 'open'],
      ]),
    );
    expect((await calendarOf(colleague)).events.find((event) => event.id === id)).toMatchObject({
      answer: 'accepted',
    });
  });

  test('that is private is told to those above as a busy time and nothing else', async () => {
    const person = await createPerson({ roles: ['sales_rep'], managerId: lead.id });
    const id = await eventOf(person, { title: 'Doctor', place: 'Hospital', is_private: true });
    expect(await sees(person, id)).toBe(true);
    expect(await sees(lead, id)).toBe(false);
    const told = await calendarOf(lead, { whose: person.id });
    expect(told.events).toEqual([]);
    expect(told.busy).toEqual([
      {
        owner_id: person.id,
        starts_at: expect.any(String),
        ends_at: expect.any(String),
        all_day: false,
      },
    ]);
    expect((await calendarOf(colleague, { whose: person.id })).busy).toEqual([]);
    expect((await calendarOf(person)).busy).toEqual([]);
  });

  test('hangs on nothing that its maker does not see, and invites no contact of whom they know nothing', async () => {
    const hidden = await customerOf(colleague);
    const contact = await value<string>(
      `insert into public.contacts (customer_id, full_name) values ($1, 'Ada') returning id`,
      [hidden],
    );
    const on = (payload: object) => save(rep, { id: randomUUID(), new: true, ...payload });
    expect((await on({ event: { title: 'X', ...times, customer_id: hidden } })).error).toMatchObject({
      hint: 'missing_reference',
    });
    expect(
      (await on({ event: { title: 'X', ...times }, participants: [{ contact_id: contact }] })).error,
    ).toMatchObject({ hint: 'missing_reference' });
  });

  test('goes to the trash and comes back; who may not read events sees none in which they take part', async () => {
    const blind = await createPerson({ roles: [await createRole({ tasks: { read: 'own' } })] });
    const id = await eventOf(rep, {}, [{ profile_id: blind.id }]);
    expect(await sees(blind, id)).toBe(false);
    expect((await rep.api.rpc('trash_records', { resource: 'events', ids: [id] })).error).toBeNull();
    expect(await sees(rep, id)).toBe(false);
    expect(await seesParticipants(rep, id)).toBe(0);
    expect((await rep.api.rpc('restore_records', { resource: 'events', ids: [id] })).error).toBeNull();
    expect(await sees(rep, id)).toBe(true);
  });
});

test('a calendar shows what is one’s own, a colleague’s or the team’s in a stretch of time, with what else is due', async () => {
  const person = await createPerson({ roles: ['sales_rep'], managerId: lead.id });
  const inside = await eventOf(person);
  const long = await eventOf(person, {
    starts_at: '2030-03-02T00:00:00Z',
    ends_at: '2030-03-06T00:00:00Z',
    all_day: true,
  });
  await eventOf(person, { starts_at: '2030-03-05T00:00:00Z', ends_at: '2030-03-05T01:00:00Z' });
  const invited = await eventOf(rep, {}, [{ profile_id: person.id }]);
  const task = await taskOf(person, { due_at: '2030-03-04T12:00:00Z' });
  await taskOf(person, { due_at: '2030-03-04T12:00:00Z', status: 'done' });
  const customer = await customerOf(person);
  const deal = await dealOf(person, customer);
  await sql.query(`update public.deals set expected_close_date = '2030-03-04' where id = $1`, [deal]);
  const meeting = await value<string>(
    `insert into public.activities (kind, subject, happened_at, owner_id, customer_id) values ('meeting', 'Talk', '2030-03-04T08:00:00Z', $1, $2) returning id`,
    [person.id, customer],
  );
  const ids = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id));
  const mine = await calendarOf(person);
  expect(ids(mine.events)).toEqual(new Set([inside, long, invited]));
  expect([ids(mine.tasks), ids(mine.deals), ids(mine.meetings)]).toEqual([
    new Set([task]),
    new Set([deal]),
    new Set([meeting]),
  ]);
  const plain = await calendarOf(person, { layers: [] });
  expect(plain).not.toHaveProperty('tasks');
  // The manager sees what is theirs; a colleague of another team nothing of it.
  const above = await calendarOf(lead, { whose: person.id });
  expect(ids(above.events)).toEqual(new Set([inside, long, invited]));
  expect(ids(above.tasks)).toEqual(new Set([task]));
  const beside = await calendarOf(colleague, { whose: person.id });
  expect([beside.events, beside.tasks, beside.deals, beside.meetings]).toEqual([[], [], [], []]);
  const team = await createPerson({ roles: ['sales_manager'] });
  expect((await calendarOf(team, { whose: 'team' })).events).toEqual([]);
  for (const more of [{ to: '2031-03-04T00:00:00Z' }, { from: null }])
    await expect(calendarOf(person, more)).rejects.toMatchObject({ hint: 'malformed' });
});
