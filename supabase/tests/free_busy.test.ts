import { expect, test } from 'vitest';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

interface Answer {
  people: { profile_id: string; timezone: string; busy: Record<string, unknown>[] }[];
  working_days: number[];
  working_from: string;
  working_until: string;
}
const ask = async (person: Person, request: object) => {
  const { data, error } = await person.api.rpc(
    'free_busy',
    { request: JSON.stringify({ from: '2030-03-04T00:00Z', to: '2030-03-06T00:00Z', ...request }) },
    { get: true },
  );
  return { answer: data as unknown as Answer, error };
};
const eventOf = (owner: Person, hour: number, more: Record<string, unknown> = {}) =>
  value<string>(
    `insert into public.events (title, starts_at, ends_at, owner_id, created_by, is_private, deleted_at)
     values ($1, '2030-03-04T00:00Z'::timestamptz + make_interval(hours => $2), '2030-03-04T00:00Z'::timestamptz + make_interval(hours => $2 + 1), $3, $3, $4, $5) returning id`,
    [more.title ?? 'Secret plan', hour, owner.id, more.is_private ?? false, more.deleted_at ?? null],
  );
const invite = (event: string, person: Person, answer: string) =>
  sql.query('insert into public.event_participants (event_id, profile_id, answer) values ($1, $2, $3)', [
    event,
    person.id,
    answer,
  ]);
const hours = (answer: Answer, person: Person) =>
  answer.people
    .find(({ profile_id }) => profile_id === person.id)
    ?.busy.map(({ starts_at, title }) => [new Date(String(starts_at)).getUTCHours(), title]);

test('whoever reads calendars learns when colleagues are busy, and with what only where they may see it', async () => {
  const asker = await createPerson({ roles: ['sales_rep'] });
  const other = await createPerson({ roles: ['sales_rep'] });
  const gone = await createPerson({ roles: ['sales_rep'], active: false });
  await sql.query(`update public.profiles set timezone = 'Asia/Tehran' where id = $1`, [other.id]);
  await eventOf(other, 8);
  await eventOf(other, 9, { is_private: true });
  await eventOf(other, 10, { deleted_at: '2026-01-01' });
  await eventOf(other, 100);
  await invite(await eventOf(asker, 11, { title: 'Ours' }), other, 'accepted');
  await invite(await eventOf(asker, 12, { title: 'Not theirs' }), other, 'declined');
  const moving = await eventOf(asker, 13, { title: 'Moved' });
  await eventOf(gone, 8);

  const { answer } = await ask(asker, { people: [other.id, asker.id, gone.id], except: moving });
  expect(hours(answer, other)).toEqual([
    [8, null],
    [9, null],
    [11, 'Ours'],
  ]);
  expect(hours(answer, asker)).toEqual([
    [11, 'Ours'],
    [12, 'Not theirs'],
  ]);
  expect(answer.people.map(({ profile_id }) => profile_id)).not.toContain(gone.id);
  expect(answer.people.find(({ profile_id }) => profile_id === other.id)?.timezone).toBe('Asia/Tehran');
  expect(JSON.stringify(answer)).not.toContain('Secret');
  expect(answer).toMatchObject({ working_from: '09:00', working_until: '17:00' });
  expect(answer.working_days).toHaveLength(5);
});

test('it is asked within bounds, and by nobody who reads no calendar', async () => {
  const asker = await createPerson({ roles: ['sales_rep'] });
  const people = [asker.id];
  const wrong: object[] = [
    { people: 'x' },
    { people: Array.from({ length: 51 }, () => asker.id) },
    { people, to: '2030-05-01T00:00Z' },
    { people, to: '2030-03-03T00:00Z' },
    { people, from: null },
  ];
  for (const request of wrong) expect((await ask(asker, request)).error?.hint).toBe('malformed');
  const blind = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
  expect((await ask(blind, { people })).error?.code).toBe('42501');
  await sql.query(`insert into public.settings (organisation) values ('Free') on conflict do nothing`);
  for (const [column, wrong] of [
    ['working_days', '{7}'],
    ['working_until', '08:00'],
  ])
    await expect(sql.query(`update public.settings set ${column} = $1`, [wrong])).rejects.toThrow(/check/);
});
