import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';
import { customerOf, move, save, sees, stored, taskDesk, taskOf } from './task-set.ts';

let rep: Person;
let colleague: Person;
let lead: Person;
let reader: Person;

beforeAll(async () => {
  ({ rep, colleague, lead, reader } = await taskDesk());
});

const nextOf = async (id: string) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    'select n.* from public.tasks t join public.tasks n on n.id = t.next_id where t.id = $1',
    [id],
  );
  return rows[0];
};
const nextDue = (rule: string, due: string, { day = 1, zone = 'UTC', after = due } = {}) =>
  value<Date | null>('select private.next_due($1, $2, $3, $4, $5)', [rule, day, due, zone, after]).then(
    (moment) => moment?.toISOString() ?? null,
  );

describe('a checklist', () => {
  test('is written and read with its task, and by nobody else', async () => {
    const id = await taskOf(rep);
    const made = await rep.api
      .from('task_checklist_items')
      .insert({ task_id: id, title: 'Measure the room' } as never)
      .select('id, done')
      .single();
    expect(made.data).toMatchObject({ done: false });
    const items = (person: Person) =>
      person.api.from('task_checklist_items').select('title').eq('task_id', id);
    expect((await items(rep)).data).toEqual([{ title: 'Measure the room' }]);
    expect((await items(colleague)).data).toEqual([]);
    expect((await items(reader)).data).toHaveLength(1);
    const tick = (person: Person) =>
      person.api.from('task_checklist_items').update({ done: true }).eq('task_id', id).select('id');
    expect((await tick(colleague)).data).toEqual([]);
    expect((await tick(reader)).data).toEqual([]);
    expect((await tick(lead)).data).toHaveLength(1);
    const forged = await colleague.api
      .from('task_checklist_items')
      .insert({ task_id: id, title: 'Mine' } as never);
    expect(forged.error).toMatchObject({ code: '42501' });
  });
});

describe('parts of a task', () => {
  test('hang on a task that their maker sees, one level deep', async () => {
    const whole = await taskOf(rep);
    const part = await taskOf(rep, { parent_id: whole, assignee_id: colleague.id });
    expect(await stored(part)).toMatchObject({ parent_id: whole });
    expect(await sees(colleague, part)).toBe(true);
    expect(await sees(colleague, whole)).toBe(false);
    const deeper = await save(rep.api, { id: await taskOf(rep), task: { parent_id: part } });
    expect(deeper.error).toMatchObject({ hint: 'malformed' });
    expect((await save(rep.api, { id: whole, task: { parent_id: await taskOf(rep) } })).error).toMatchObject({
      hint: 'malformed',
    });
    expect((await save(rep.api, { id: whole, task: { parent_id: whole } })).error).toMatchObject({
      hint: 'malformed',
    });
    const hidden = await taskOf(colleague);
    expect((await save(rep.api, { id: await taskOf(rep), task: { parent_id: hidden } })).error).toMatchObject(
      {
        hint: 'missing_reference',
      },
    );
  });
});

describe('when something is due next', () => {
  test.each([
    ['FREQ=DAILY;INTERVAL=3', '2026-11-20T09:00:00Z', '2026-11-23T09:00:00.000Z'],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-11-20T09:00:00Z', '2026-12-04T09:00:00.000Z'],
    // Friday: the next listed weekday is Monday of the week after the next
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', '2026-11-20T09:00:00Z', '2026-11-30T09:00:00.000Z'],
    ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,WE,FR', '2026-11-16T09:00:00Z', '2026-11-18T09:00:00.000Z'],
    ['FREQ=DAILY;INTERVAL=1;UNTIL=20261121', '2026-11-20T09:00:00Z', '2026-11-21T09:00:00.000Z'],
    ['FREQ=DAILY;INTERVAL=1;UNTIL=20261120', '2026-11-20T09:00:00Z', null],
  ])('%s after %s', async (rule, due, next) => {
    expect(await nextDue(rule, due)).toBe(next);
  });

  test('a month without the day takes its last, and the one after it has the day again', async () => {
    expect(await nextDue('FREQ=MONTHLY;INTERVAL=1', '2027-01-31T09:00:00Z', { day: 31 })).toBe(
      '2027-02-28T09:00:00.000Z',
    );
    expect(await nextDue('FREQ=MONTHLY;INTERVAL=1', '2027-02-28T09:00:00Z', { day: 31 })).toBe(
      '2027-03-31T09:00:00.000Z',
    );
    expect(await nextDue('FREQ=YEARLY;INTERVAL=1', '2028-02-29T09:00:00Z', { day: 29 })).toBe(
      '2029-02-28T09:00:00.000Z',
    );
  });

  test('the clock shows the same time before and after summer time, and nothing is due in the past', async () => {
    expect(await nextDue('FREQ=WEEKLY;INTERVAL=1', '2026-10-23T07:00:00Z', { zone: 'Europe/Berlin' })).toBe(
      '2026-10-30T08:00:00.000Z',
    );
    expect(
      await nextDue('FREQ=DAILY;INTERVAL=2', '2026-11-01T09:00:00Z', { after: '2026-11-10T12:00:00Z' }),
    ).toBe('2026-11-11T09:00:00.000Z');
  });
});

describe('a task that repeats', () => {
  const due = '2030-01-31T12:00:00Z';
  const repeating = (person: Person, more: object = {}) =>
    taskOf(person, { due_at: due, repeat_rule: 'FREQ=MONTHLY;INTERVAL=1', remind_minutes: 30, ...more });

  test('leaves its next one when it is done, with maker, assignee, steps and reminder', async () => {
    const customer = await customerOf(rep);
    const id = await repeating(rep, { assignee_id: colleague.id, customer_id: customer });
    await rep.api
      .from('task_checklist_items')
      .insert({ task_id: id, title: 'Read the meter', done: true } as never);
    expect(await stored(id)).toMatchObject({ remind_at: new Date('2030-01-31T11:30:00Z') });
    expect((await move(colleague, id, 'done')).error).toBeNull();
    const next = await nextOf(id);
    expect(next).toMatchObject({
      title: 'Call back',
      status: 'todo',
      due_at: new Date('2030-02-28T12:00:00Z'),
      remind_at: new Date('2030-02-28T11:30:00Z'),
      repeat_day: 31,
      assignee_id: colleague.id,
      created_by: rep.id,
      customer_id: customer,
    });
    const steps = await rep.api
      .from('task_checklist_items')
      .select('title, done')
      .eq('task_id', String(next?.id));
    expect(steps.data).toEqual([{ title: 'Read the meter', done: false }]);
    expect(await sees(rep, String(next?.id))).toBe(true);
  });

  test('opened again takes it back, unless somebody has begun with it; done twice leaves one', async () => {
    const id = await repeating(rep);
    await move(rep, id, 'done');
    const first = await nextOf(id);
    await move(rep, id, 'todo');
    expect(await stored(String(first?.id))).toMatchObject({ deleted_at: expect.any(Date) });
    expect(await nextOf(id)).toBeUndefined();

    await move(rep, id, 'done');
    const second = String((await nextOf(id))?.id);
    expect((await save(rep.api, { id: second, task: { title: 'Begun' } })).error).toBeNull();
    await move(rep, id, 'todo');
    expect(await stored(second)).toMatchObject({ title: 'Begun', deleted_at: null });
    await move(rep, id, 'done');
    expect(await nextOf(id)).toMatchObject({ id: second });
  });

  test('ends with its rule, given up leaves none', async () => {
    const last = await repeating(rep, { repeat_rule: 'FREQ=MONTHLY;INTERVAL=1;UNTIL=20300227' });
    await move(rep, last, 'done');
    expect(await nextOf(last)).toBeUndefined();
    const given = await repeating(rep);
    await move(rep, given, 'cancelled');
    expect(await nextOf(given)).toBeUndefined();
  });

  test('needs a day on which it is due, and a rule that is one', async () => {
    const id = await repeating(rep);
    expect((await save(rep.api, { id, task: { due_at: null } })).error).toMatchObject({
      hint: 'required',
      details: '{"field":"due_at"}',
    });
    for (const rule of ['FREQ=HOURLY;INTERVAL=1', 'FREQ=DAILY;INTERVAL=1;BYDAY=MO', 'often'])
      expect((await save(rep.api, { id, task: { repeat_rule: rule } })).error).toMatchObject({
        code: '23514',
      });
  });

  test('names no task of another as its next: what its maker could so throw away', async () => {
    const victim = await taskOf(colleague);
    const id = await repeating(rep);
    await rep.api.from('tasks').update({ next_id: victim }).eq('id', id);
    await move(rep, id, 'done');
    await rep.api.from('tasks').update({ next_id: victim }).eq('id', id);
    await move(rep, id, 'todo');
    expect(await stored(victim)).toMatchObject({ deleted_at: null });
  });

  test('is due by the clock of whoever has it', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    await sql.query(`update public.profiles set timezone = 'Asia/Tokyo' where id = $1`, [person.id]);
    // the 1st already, in Tokyo
    const id = await repeating(person, { due_at: '2030-01-31T20:00:00Z' });
    expect(await stored(id)).toMatchObject({ repeat_day: 1 });
  });
});

describe('a reminder', () => {
  const remind = () => sql.query('select private.remind_of_tasks()');
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const remindersOf = async (person: Person) =>
    (await person.api.from('notifications').select('record_id').eq('kind', 'reminder')).data;

  test('comes to the assignee once, when it is time, and again for another time', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    const soon = await taskOf(person, { due_at: inMinutes(10), remind_minutes: 15 });
    await taskOf(person, { due_at: inMinutes(60), remind_minutes: 15 });
    await taskOf(person, { due_at: inMinutes(10), remind_minutes: 15, status: 'done' });
    await taskOf(person, { due_at: inMinutes(-3 * 24 * 60), remind_minutes: 15 });
    await taskOf(person, { due_at: inMinutes(10) });
    const before = await value<Date>('select updated_at from public.tasks where id = $1', [soon]);
    await remind();
    await remind();
    expect(await remindersOf(person)).toEqual([{ record_id: soon }]);
    expect(await value<Date>('select updated_at from public.tasks where id = $1', [soon])).toEqual(before);

    await person.api
      .from('notifications')
      .update({ read_at: new Date().toISOString() })
      .eq('record_id', soon);
    await save(person.api, { id: soon, task: { due_at: inMinutes(12) } });
    await remind();
    expect((await remindersOf(person))?.length).toBeGreaterThan(0);
    expect(await value('select count(*)::int from private.task_reminders where task_id = $1', [soon])).toBe(
      2,
    );
    expect(
      await value(
        `select enabled from public.jobs where name = 'tasks.remind' and function_name = 'remind_of_tasks'`,
      ),
    ).toBe(true);
  });
});
