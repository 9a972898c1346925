import { beforeAll, describe, expect, test } from 'vitest';
import { bulkPeople, customers } from './bulk-set.ts';
import { anonymous, createPerson, createRole, type Person, sql, value } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;
let reader: Person;

beforeAll(async () => {
  ({ manager, rep, outsider } = await bulkPeople());
  reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
});

const customerOf = async (person: Person) => (await customers(1, person.id))[0] ?? '';
/** Nobody here works at these days but by these tests, and each test has its own. */
let days = 0;
const freshDay = () => new Date(Date.UTC(2020, 0, 6 + 7 * days++)).toISOString().slice(0, 10);

const log = (person: Person, customer: string, more: object = {}) =>
  person.api.rpc('save_time_entry', {
    payload: {
      resource: 'customers',
      record_id: customer,
      day: freshDay(),
      minutes: 90,
      note: 'Called twice',
      ...more,
    },
  });
const logged = async (...args: Parameters<typeof log>) => {
  const { data, error } = await log(...args);
  if (error) throw error;
  return data;
};

interface Entries {
  entries: { id: string; minutes: number; note: string | null; may_change: boolean; may_delete: boolean }[];
  total: number;
  people: { id: string; minutes: number }[];
  weeks: { first: string; minutes: number }[];
  may_log: boolean;
  timer: { id: string; record_id: string } | null;
}
const list = async (person: Person, customer: string) => {
  const { data, error } = await person.api.rpc('list_time_entries', {
    request: { resource: 'customers', record_id: customer },
  });
  if (error) throw error;
  return data as unknown as Entries;
};
const week = async (person: Person, from: string, of?: Person) => {
  const { data, error } = await person.api.rpc('time_week', { request: { from, person: of?.id ?? null } });
  if (error) throw error;
  return data as unknown as {
    entries: { id: string; title: string | null }[];
    people: { id: string }[];
    leads: boolean;
  };
};
const start = (person: Person, customer: string) =>
  person.api.rpc('start_timer', { payload: { resource: 'customers', record_id: customer } });

describe('time spent on a record', () => {
  test('is logged for oneself by who sees it, and added up by person and week', async () => {
    const customer = await customerOf(rep);
    const day = freshDay();
    await logged(rep, customer, { day, minutes: 90 });
    await logged(rep, customer, { day, minutes: 30 });
    await logged(manager, customer, { day, minutes: 15 });
    const seen = await list(reader, customer);
    expect(seen).toMatchObject({ total: 135, may_log: false });
    expect(seen.people).toMatchObject([
      { id: rep.id, minutes: 120 },
      { id: manager.id, minutes: 15 },
    ]);
    expect(seen.weeks.map(({ minutes }) => minutes)).toEqual([135]);
    expect((await log(reader, customer)).error?.hint).toBe('denied');
  });

  test('is neither seen nor written by who does not see the record', async () => {
    const customer = await customerOf(rep);
    const id = await logged(rep, customer);
    expect(await list(outsider, customer)).toMatchObject({
      entries: [],
      total: 0,
      people: [],
      may_log: false,
    });
    expect((await outsider.api.from('time_entries').select().eq('id', id)).data).toEqual([]);
    expect((await log(outsider, customer)).error?.hint).toBe('gone');
    expect((await start(outsider, customer)).error?.hint).toBe('gone');
    expect((await log(outsider, customer, { id })).error?.hint).toBe('gone');
    expect((await outsider.api.rpc('delete_time_entry', { entry: id })).error?.hint).toBe('gone');
    expect((await anonymous().rpc('time_week', { request: {} })).error).not.toBeNull();
    const row = { customer_id: customer, profile_id: rep.id, spent_on: '2020-01-01', minutes: 5 };
    expect((await rep.api.from('time_entries').insert(row)).error?.code).toBe('42501');
    expect((await rep.api.from('time_entries').update({ minutes: 5 }).eq('id', id)).error?.code).toBe(
      '42501',
    );
    await sql.query('update public.customers set deleted_at = now() where id = $1', [customer]);
    expect((await reader.api.from('time_entries').select().eq('id', id)).data).toEqual([]);
    expect((await log(rep, customer)).error?.hint).toBe('gone');
  });

  test('is mended and deleted by whose it is and by their manager, not by a reader', async () => {
    const customer = await customerOf(rep);
    const day = freshDay();
    const id = await logged(rep, customer, { day });
    expect((await list(reader, customer)).entries).toMatchObject([
      { id, may_change: false, may_delete: false },
    ]);
    expect((await log(reader, customer, { id })).error?.hint).toBe('denied');
    expect((await reader.api.rpc('delete_time_entry', { entry: id })).error?.hint).toBe('denied');
    expect((await log(rep, customer, { id, day, minutes: 60, note: ' ' })).error).toBeNull();
    expect((await list(rep, customer)).entries).toMatchObject([{ id, minutes: 60, note: null }]);
    expect((await log(manager, customer, { id, day, minutes: 45 })).error).toBeNull();
    // whose it is does not change by who mends it
    expect((await list(rep, customer)).people).toMatchObject([{ id: rep.id, minutes: 45 }]);
    expect((await manager.api.rpc('delete_time_entry', { entry: id })).error).toBeNull();
    expect((await list(rep, customer)).total).toBe(0);
    expect((await reader.api.rpc('restore_time_entry', { entry: id })).error?.hint).toBe('denied');
    expect((await outsider.api.rpc('restore_time_entry', { entry: id })).error?.hint).toBe('gone');
    expect((await rep.api.rpc('restore_time_entry', { entry: id })).error).toBeNull();
    expect((await list(rep, customer)).total).toBe(45);
    const actions = await sql.query<{ action: string }>(
      `select action from public.audit_log where table_name = 'time_entries' and record_id = $1 and root_resource = 'customers' and root_id = $2 order by id`,
      [id, customer],
    );
    expect(actions.rows.map(({ action }) => action)).toEqual([
      'create',
      'update',
      'update',
      'trash',
      'restore',
    ]);
  });

  test('a rep does not mend what the manager logged', async () => {
    const customer = await customerOf(rep);
    const id = await logged(manager, customer);
    expect((await log(rep, customer, { id })).error?.hint).toBe('denied');
    expect((await rep.api.rpc('delete_time_entry', { entry: id })).error?.hint).toBe('denied');
  });

  test('has its bounds: a minute to a day, a day of 24 hours, no day to come', async () => {
    const customer = await customerOf(rep);
    const day = freshDay();
    const refusal = async (more: object) => {
      const { error } = await log(rep, customer, { day, ...more });
      return [error?.hint, error?.details];
    };
    const at = (field: string) => JSON.stringify({ field }).replace(':', ': ');
    expect(await refusal({ minutes: 0 })).toEqual(['time_minutes', at('minutes')]);
    expect(await refusal({ minutes: 1.5 })).toEqual(['time_minutes', at('minutes')]);
    expect(await refusal({ minutes: 1441 })).toEqual(['time_minutes', at('minutes')]);
    expect(await refusal({ note: 'x'.repeat(1001) })).toEqual(['too_long', at('note')]);
    expect(await refusal({ day: '1999-12-31' })).toEqual(['time_day', at('day')]);
    expect((await log(rep, customer, { resource: 'profiles' })).error?.hint).toBe('unknown_resource');
    const id = await logged(rep, customer, { day, minutes: 1000 });
    expect(await refusal({ minutes: 441 })).toEqual(['time_day_full', at('minutes')]);
    const both = await Promise.all([1, 2].map(() => log(rep, customer, { day, minutes: 440 })));
    expect(both.map(({ error }) => error?.hint ?? 'done').toSorted()).toEqual(['done', 'time_day_full']);
    expect((await log(rep, customer, { id, day, minutes: 1000 })).error).toBeNull();
  });

  test('today is today where the person is', async () => {
    const customer = await customerOf(rep);
    for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
      await sql.query('update public.profiles set timezone = $2 where id = $1', [rep.id, zone]);
      const [today, tomorrow] = await Promise.all(
        [0, 1].map((ahead) =>
          value<string>('select ((now() at time zone $1)::date + $2::integer)::text', [zone, ahead]),
        ),
      );
      expect((await log(rep, customer, { day: today, minutes: 1 })).error).toBeNull();
      expect((await log(rep, customer, { day: tomorrow, minutes: 1 })).error?.hint).toBe('time_day');
    }
  });
});

describe('a timer', () => {
  test('runs once for each person, by the database’s clock; another one ends it', async () => {
    const [first = '', second = ''] = await customers(2, rep.id);
    const id = String((await start(rep, first)).data);
    expect((await start(rep, first)).data).toBe(id);
    expect((await list(rep, second)).timer).toMatchObject({ id, record_id: first });
    expect(await list(rep, first)).toMatchObject({ entries: [], total: 0 });
    expect((await list(manager, first)).timer).toBeNull();
    await sql.query(
      `update public.time_entries set started_at = now() - interval '25 minutes' where id = $1`,
      [id],
    );
    expect((await start(rep, second)).error).toBeNull();
    expect(await list(rep, first)).toMatchObject({ entries: [{ id, minutes: 25 }], total: 25 });
    const stopped = await rep.api.rpc('stop_timer', {});
    expect(stopped.data).toMatchObject({ minutes: 1, capped: false });
    expect((await rep.api.rpc('stop_timer', {})).data).toBeNull();
  });

  test('that was forgotten counts ten hours, and says so until somebody mends it', async () => {
    const customer = await customerOf(manager);
    const id = String((await start(manager, customer)).data);
    const day = freshDay();
    await sql.query(
      `update public.time_entries set spent_on = $2::date, started_at = now() - interval '3 days' where id = $1`,
      [id, day],
    );
    const { data } = await manager.api.rpc('stop_timer', {});
    expect(data).toMatchObject({ id, minutes: 600, capped: true, ran: 4320 });
    expect((await list(manager, customer)).entries).toMatchObject([{ id, capped: true }]);
    expect((await log(manager, customer, { id, day, minutes: 30 })).error).toBeNull();
    expect((await list(manager, customer)).entries).toMatchObject([{ id, capped: false, minutes: 30 }]);
  });

  test('counts no more than its day has left, and can be given up', async () => {
    const customer = await customerOf(outsider);
    const day = freshDay();
    await logged(outsider, customer, { day, minutes: 1435 });
    const id = String((await start(outsider, customer)).data);
    await sql.query(
      `update public.time_entries set spent_on = $2::date, started_at = now() - interval '1 hour' where id = $1`,
      [id, day],
    );
    expect((await outsider.api.rpc('stop_timer', {})).data).toMatchObject({ minutes: 5, capped: true });
    const other = String((await start(outsider, customer)).data);
    await sql.query(`update public.time_entries set spent_on = $2::date where id = $1`, [other, day]);
    expect((await outsider.api.rpc('stop_timer', {})).error?.hint).toBe('time_day_full');
    expect((await outsider.api.rpc('delete_time_entry', { entry: other })).error).toBeNull();
    expect((await list(outsider, customer)).timer).toBeNull();
    expect((await outsider.api.rpc('restore_time_entry', { entry: other })).error?.hint).toBe('gone');
  });
});

describe('a week', () => {
  test('shows one’s own entries, and a manager those of the team', async () => {
    const customer = await customerOf(rep);
    const day = freshDay();
    const id = await logged(rep, customer, { day });
    expect(await week(rep, day)).toMatchObject({
      entries: [{ id, title: 'Bulk 1' }],
      people: [],
      leads: false,
    });
    const seen = await week(manager, day);
    expect(seen).toMatchObject({ entries: [], leads: true });
    expect(seen.people.map((person) => person.id)).toContain(rep.id);
    expect((await week(manager, day, rep)).entries.map((entry) => entry.id)).toEqual([id]);
    expect((await week(outsider, day, rep)).entries).toEqual([]);
    expect((await week(reader, day, rep)).entries).toEqual([]);
  });

  test('keeps the hours of records that one no longer sees, without their names', async () => {
    const customer = await customerOf(rep);
    const day = freshDay();
    const id = await logged(rep, customer, { day });
    await sql.query('update public.customers set owner_id = $2 where id = $1', [customer, outsider.id]);
    expect((await week(rep, day)).entries).toMatchObject([{ id, title: null }]);
    expect((await week(manager, day, rep)).entries).toEqual([]);
  });

  test('goes with a customer that is merged, and comes back', async () => {
    const [kept = '', other = ''] = await customers(2, manager.id);
    const id = await logged(manager, other);
    const moved = await value<object>('select private.rehang_customer($1, $2)', [kept, other]);
    expect(moved).toMatchObject({ 'time_entries.customer_id': [id] });
    expect((await list(manager, kept)).entries).toMatchObject([{ id }]);
  });
});
