import { beforeAll, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';
import { customerOf, taskDesk, taskOf } from './task-set.ts';

let rep: Person;
let colleague: Person;

beforeAll(async () => {
  ({ rep, colleague } = await taskDesk());
});

type Day = Record<string, { total: number; rows: { id: string; customer: unknown; assignee: unknown }[] }>;

const hour = 3_600_000;
const after = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

/** The day as it is for somebody whose day ends in six hours. */
async function dayOf(person: Person): Promise<Day> {
  const { data, error } = await person.api.rpc(
    'my_day',
    { today: after(-12), tomorrow: after(6), later: after(6 + 7 * 24) },
    { get: true },
  );
  if (error) throw error;
  return data as Day;
}
const idsOf = (day: Day, part: string) => day[part]?.rows.map(({ id }) => id);

test('tells what is overdue, due today, next and some day, and what one waits for, and nobody else’s', async () => {
  const hidden = await customerOf(colleague);
  const overdue = await taskOf(rep, { due_at: after(-30) });
  const earlier = await taskOf(rep, { due_at: after(-1) });
  const today = await taskOf(rep, { due_at: after(2), priority: 'urgent' });
  const next = await taskOf(rep, { due_at: after(30) });
  await taskOf(rep, { due_at: after(24 * 30) });
  const undated = await taskOf(rep);
  const waiting = await taskOf(rep, { due_at: after(-5), status: 'waiting' });
  const given = await taskOf(rep, { assignee_id: colleague.id, due_at: after(-2) });
  const theirs = await taskOf(colleague, { due_at: after(1) });
  await taskOf(rep, { due_at: after(1), status: 'done' });
  await sql.query('update public.tasks set customer_id = $2 where id = $1', [today, hidden]);

  const day = await dayOf(rep);
  expect(idsOf(day, 'overdue')).toEqual([overdue, earlier]);
  expect(idsOf(day, 'today')).toEqual([today]);
  expect(day.today).toMatchObject({
    total: 1,
    rows: [{ customer: null, assignee: { full_name: rep.fullName } }],
  });
  expect(idsOf(day, 'next')).toEqual([next]);
  expect(idsOf(day, 'undated')).toEqual([undated]);
  expect(idsOf(day, 'waiting')).toEqual([waiting, given]);

  const others = await dayOf(colleague);
  expect(idsOf(others, 'overdue')).toEqual([given]);
  expect(idsOf(others, 'today')).toEqual([theirs]);
  expect(idsOf(others, 'waiting')).toEqual([]);
});

test('tells today’s events of one’s own and those that one is asked to, but not what one said no to', async () => {
  const stranger = await createPerson({ roles: ['sales_rep'] });
  const eventOf = (owner: Person, hours: number, title: string) =>
    value<string>(
      `insert into public.events (title, starts_at, ends_at, owner_id, created_by) values ($1, $2, $3, $4, $4) returning id`,
      [title, after(hours), after(hours + 1), owner.id],
    );
  const invite = (event: string, person: Person, answer: string) =>
    sql.query('insert into public.event_participants (event_id, profile_id, answer) values ($1, $2, $3)', [
      event,
      person.id,
      answer,
    ]);
  const own = await eventOf(rep, 1, 'Own');
  const asked = await eventOf(stranger, 2, 'Asked');
  await invite(asked, rep, 'open');
  await invite(await eventOf(stranger, 3, 'Declined'), rep, 'declined');
  await eventOf(rep, 8, 'Tomorrow');
  await eventOf(rep, -14, 'Yesterday');
  await eventOf(stranger, 1, 'Theirs');
  const { data } = await rep.api.rpc(
    'my_day',
    { today: after(-12), tomorrow: after(6), later: after(7 * 24) },
    { get: true },
  );
  expect(data).toMatchObject({
    meetings: [
      { id: own, title: 'Own', answer: null },
      { id: asked, title: 'Asked', answer: 'open' },
    ],
  });
  expect((await dayOf(await createPerson({ roles: [] }))).meetings).toEqual([]);
});
