import { beforeAll, describe, expect, test } from 'vitest';
import { begin, bulkPeople, customers, field, issues, run } from './bulk-set.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;
let admin: Person;

beforeAll(async () => {
  ({ manager, rep, outsider, admin } = await bulkPeople());
});

describe('a bulk change', () => {
  test('sets fields of what may be touched, refuses the rest row by row, and is undone whole', async () => {
    const mine = await customers(3, rep.id);
    const same = await customers(1, rep.id, `tier = 'key'`);
    const theirs = await customers(2, outsider.id);
    const job = await begin(manager, [...mine, ...same, ...theirs], 'set', { tier: 'key', city: 'Mashhad' });
    await sql.query(`update public.customers set city = 'Mashhad' where id = any ($1)`, [same]);
    const done = await run(manager, 'apply_bulk', job, 2);
    expect(done.counts).toEqual({ waiting: 0, applied: 3, same: 1, refused: 2, undone: 0, kept: 0 });
    expect(await field(mine, 'tier')).toEqual(['key']);
    expect(await field(theirs, 'tier')).toEqual(['small']);
    expect((await issues(manager, job, 'refused')).map(({ issue, name }) => [issue, name])).toEqual([
      ['gone', null],
      ['gone', null],
    ]);
    const undone = await run(manager, 'undo_bulk', job, 2);
    expect(undone.counts).toMatchObject({ undone: 3, kept: 0 });
    expect(await field(mine, 'tier')).toEqual(['small']);
    expect(await field(mine, 'city')).toEqual([null]);
    expect(await field(same, 'tier')).toEqual(['key']);
  });

  test('says of what the caller sees but may not change that it is denied, with its name', async () => {
    const reader = await createPerson({
      roles: [await createRole({ customers: { read: 'all', update: 'own' } })],
    });
    const [mine] = await customers(1, reader.id);
    const [theirs] = await customers(1, outsider.id);
    const job = await begin(reader, [mine ?? '', theirs ?? ''], 'set', { tier: 'key' });
    expect((await run(reader, 'apply_bulk', job)).counts).toMatchObject({ applied: 1, refused: 1 });
    expect(await issues(reader, job, 'refused')).toEqual([{ id: theirs, issue: 'denied', name: 'Bulk 1' }]);
  });

  test('refuses alone the row that a rule of its own forbids', async () => {
    const ids = await customers(5, manager.id);
    await sql.query(
      `create or replace function pg_temp.nothing() returns void language sql as 'select'; create or replace function public.bulk_test_refuse() returns trigger language plpgsql set search_path = '' as $$
       begin if old.name = 'Bulk 3' and new.tier = 'key' then perform private.fail('23514', 'parent_cycle', 'No.'); end if; return new; end $$`,
    );
    await sql.query(
      'create trigger bulk_test_refuse before update on public.customers for each row execute function public.bulk_test_refuse()',
    );
    try {
      const job = await begin(manager, ids, 'set', { tier: 'key' });
      expect((await run(manager, 'apply_bulk', job)).counts).toMatchObject({ applied: 4, refused: 1 });
      expect(await issues(manager, job, 'refused')).toEqual([
        { id: ids[2], issue: 'parent_cycle', name: 'Bulk 3' },
      ]);
    } finally {
      await sql.query(
        'drop trigger bulk_test_refuse on public.customers; drop function public.bulk_test_refuse()',
      );
    }
  });

  test('assigns by the right to assign, and is taken back from out of sight', async () => {
    const ids = await customers(4, rep.id);
    const job = await begin(manager, ids, 'assign', { owner_id: outsider.id });
    expect((await run(manager, 'apply_bulk', job)).counts).toMatchObject({ applied: 4 });
    expect(await field(ids, 'owner_id')).toEqual([outsider.id]);
    expect((await manager.api.from('customers').select('id').in('id', ids)).data).toEqual([]);
    expect((await run(manager, 'undo_bulk', job)).counts).toMatchObject({ undone: 4, kept: 0 });
    expect(await field(ids, 'owner_id')).toEqual([rep.id]);
    // who may not assign begins none
    const none = await rep.api.rpc('begin_bulk', {
      payload: { resource: 'tickets', action: 'assign', changes: { owner_id: rep.id } },
    });
    expect(none.error?.code).toBe('42501');
  });

  test('moves to the trash and back', async () => {
    const ids = await customers(3, rep.id);
    const job = await begin(manager, ids, 'trash');
    await run(manager, 'apply_bulk', job);
    expect((await manager.api.from('customers').select('id').in('id', ids)).data).toEqual([]);
    expect((await run(manager, 'undo_bulk', job)).counts).toMatchObject({ undone: 3 });
    expect((await manager.api.from('customers').select('id').in('id', ids)).data).toHaveLength(3);
  });

  test('leaves alone and names what somebody has changed since', async () => {
    const ids = await customers(3, rep.id);
    const job = await begin(manager, ids, 'set', { tier: 'key' });
    await run(manager, 'apply_bulk', job);
    await rep.api
      .from('customers')
      .update({ tier: 'strategic' })
      .eq('id', ids[0] ?? '');
    await rep.api.rpc('trash_records', { resource: 'customers', ids: [ids[1] ?? ''] });
    const undone = await run(manager, 'undo_bulk', job);
    expect(undone.counts).toMatchObject({ undone: 1, kept: 2 });
    expect((await issues(manager, job, 'kept')).map(({ issue }) => issue)).toEqual(['changed_since', 'gone']);
    expect(await field([ids[0] ?? ''], 'tier')).toEqual(['strategic']);
  });

  test('goes on where it stopped, ends where it is cancelled, and what was done can be undone', async () => {
    const ids = await customers(6, manager.id);
    const job = await begin(manager, ids, 'set', { tier: 'key' });
    const first = await manager.api.rpc('apply_bulk', { job, batch: 2 });
    expect(first.data).toMatchObject({
      status: 'applying',
      done: 2,
      total: 6,
      counts: { waiting: 4, applied: 2 },
    });
    const second = await manager.api.rpc('apply_bulk', { job, batch: 2 });
    expect(second.data).toMatchObject({ counts: { waiting: 2, applied: 4 } });
    const ended = await manager.api.rpc('cancel_bulk', { job });
    expect(ended.data).toMatchObject({ status: 'cancelled', counts: { waiting: 2, applied: 4 } });
    expect((await manager.api.rpc('apply_bulk', { job })).error).toMatchObject({ hint: 'bulk_step' });
    expect((await run(manager, 'undo_bulk', job)).counts).toMatchObject({ undone: 4 });
    expect(await field(ids, 'tier')).toEqual(['small']);
  });

  test('is one event of the audit log, to which the records’ own lines are tied', async () => {
    const ids = await customers(2, manager.id);
    const job = await begin(manager, ids, 'set', { tier: 'key' });
    await run(manager, 'apply_bulk', job, 1);
    await run(manager, 'undo_bulk', job, 1);
    const { rows } = await sql.query<{ action: string; n: number }>(
      `select action, count(*)::int as n from public.audit_log where request_id = 'bulk:' || $1 group by action order by action`,
      [job],
    );
    expect(rows).toEqual([
      { action: 'bulk', n: 1 },
      { action: 'bulk_undo', n: 1 },
      { action: 'update', n: 4 },
    ]);
    expect(
      await value(
        `select changes from public.audit_log where request_id = 'bulk:' || $1 and action = 'bulk'`,
        [job],
      ),
    ).toEqual({ bulk_action: [null, 'set'], changes: [null, { tier: 'key' }], rows: [null, 2] });
  });

  test('gives back what came along: when a task was done, how often a ticket was reopened', async () => {
    const { rows: tasks } = await sql.query<{ id: string }>(
      `insert into public.tasks (title, status, completed_at, assignee_id) values ('Done', 'done', '2026-01-02', $1), ('Open', 'todo', null, $1) returning id`,
      [manager.id],
    );
    const job = await begin(
      manager,
      tasks.map(({ id }) => id),
      'set',
      { status: 'waiting' },
      'tasks',
    );
    await run(manager, 'apply_bulk', job);
    await run(manager, 'undo_bulk', job);
    expect(
      (
        await sql.query(
          'select status, completed_at::date::text as day from public.tasks where id = any ($1) order by title',
          [tasks.map(({ id }) => id)],
        )
      ).rows,
    ).toEqual([
      { status: 'done', day: '2026-01-02' },
      { status: 'todo', day: null },
    ]);
    const agent = await createPerson({ roles: ['admin'] });
    const ticket = await value<string>(
      `insert into public.tickets (subject, status) values ('Open', 'open') returning id`,
    );
    const solving = await begin(agent, [ticket], 'set', { status: 'solved' }, 'tickets');
    await run(agent, 'apply_bulk', solving);
    await run(agent, 'undo_bulk', solving);
    expect(
      (
        await sql.query('select status, solved_at, reopened_count from public.tickets where id = $1', [
          ticket,
        ])
      ).rows,
    ).toEqual([{ status: 'open', solved_at: null, reopened_count: 0 }]);
  });

  test('takes no field that is not offered, no value that is none, no stranger’s job', async () => {
    const ask = (payload: object) =>
      manager.api.rpc('begin_bulk', { payload: { resource: 'customers', action: 'set', ...payload } });
    for (const changes of [{ owner_id: rep.id }, { access_id: rep.id }, { 'tier) = (select 1': 'x' }, {}]) {
      expect((await ask({ changes })).error?.hint).toBe('unknown_field');
    }
    expect((await ask({ resource: 'deals', changes: { expected_close_date: 'soon' } })).error?.code).toBe(
      '22007',
    );
    expect((await ask({ resource: 'profiles', changes: { full_name: 'x' } })).error?.hint).toBe(
      'unknown_resource',
    );
    expect((await ask({ action: 'drop' })).error?.hint).toBe('malformed');
    const [id] = await customers(1, manager.id);
    const job = await begin(manager, [id ?? ''], 'set', { tier: 'key' });
    for (const step of ['apply_bulk', 'undo_bulk', 'cancel_bulk'] as const) {
      expect((await admin.api.rpc(step, { job })).error?.code).toBe('P0002');
    }
    expect((await admin.api.from('bulk_jobs').select('id').eq('id', job)).data).toEqual([]);
    expect((await manager.api.from('bulk_jobs').select('id').eq('id', job)).data).toHaveLength(1);
  });

  test('touches nothing that is gone from the caller’s reach when its turn comes', async () => {
    const ids = await customers(2, rep.id);
    const job = await begin(rep, ids, 'set', { tier: 'key' });
    await sql.query('update public.customers set owner_id = $2 where id = $1', [ids[0], outsider.id]);
    expect((await run(rep, 'apply_bulk', job)).counts).toMatchObject({ applied: 1, refused: 1 });
    await sql.query('update public.profiles set active = false where id = $1', [rep.id]);
    expect((await rep.api.rpc('undo_bulk', { job })).error).not.toBeNull();
    await sql.query('update public.profiles set active = true where id = $1', [rep.id]);
  });
});
