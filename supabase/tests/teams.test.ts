import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createDepartment,
  createPerson,
  createRole,
  createTeam,
  type Person,
  sql,
  value,
} from './support.ts';

let admin: Person;
let rep: Person;

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: ['sales_rep'] });
});

const uniqueName = () => `Team ${randomUUID()}`;
const teamOf = (person: Person) => value('select team_id from public.profiles where id = $1', [person.id]);
const versionOf = (team: string) =>
  value<string>('select to_json(updated_at) from public.teams where id = $1', [team]);

describe('teams', () => {
  test('one is made with its place, lead and members; saved again, who is not named leaves', async () => {
    const [above, department, one, two] = await Promise.all([
      createTeam(),
      createDepartment(),
      createPerson(),
      createPerson(),
    ]);
    const id = randomUUID();
    const name = uniqueName();
    const made = await admin.api.rpc('save_team', {
      payload: {
        id,
        version: null,
        changes: { name, parent_id: above, department_id: department, lead_id: one.id, region: 'North' },
        member_ids: [one.id, two.id],
      },
    });
    expect(made.error).toBeNull();
    expect([await teamOf(one), await teamOf(two)]).toEqual([id, id]);
    expect(await value('select department_id from public.profiles where id = $1', [two.id])).toBe(department);

    const version = await versionOf(id);
    const saved = await admin.api.rpc('save_team', {
      payload: { id, version, changes: { region: '' }, member_ids: [two.id] },
    });
    expect(saved.error).toBeNull();
    expect([await teamOf(one), await teamOf(two)]).toEqual([null, id]);
    const stale = await admin.api.rpc('save_team', {
      payload: { id, version, changes: { region: 'South' } },
    });
    expect(stale.error).toMatchObject({ hint: 'conflict' });
    const twice = await admin.api.rpc('save_team', {
      payload: { id: randomUUID(), version: null, changes: { name } },
    });
    expect(twice.error).toMatchObject({ hint: 'duplicate', details: '{"field":"name"}' });
  });

  test('they never form a circle, by whatever path, not even by two at once', async () => {
    const [a, b] = await Promise.all([createTeam(), createTeam()]);
    const put = (team: string, under: string) =>
      admin.api.rpc('save_team', { payload: { id: team, changes: { parent_id: under } } });
    const both = await Promise.all([put(a, b), put(b, a)]);
    expect(both.map(({ error }) => error?.hint ?? 'went through').sort()).toEqual([
      'team_cycle',
      'went through',
    ]);
    expect((await put(a, a)).error).toMatchObject({ hint: 'team_cycle' });
    const [up, down] = [await createTeam(), await createTeam()];
    await sql.query('update public.teams set parent_id = $1 where id = $2', [up, down]);
    const direct = await admin.api.from('teams').update({ parent_id: down }).eq('id', up);
    expect(direct.error).toMatchObject({ hint: 'team_cycle' });
  });

  test('members follow their team to another department, and their access with them', async () => {
    const [from, to] = await Promise.all([createDepartment(), createDepartment()]);
    const team = await createTeam({ departmentId: from });
    const role = await createRole({ customers: { read: 'department' } });
    const member = await createPerson({ roles: [role], teamId: team });
    const other = await createPerson({ departmentId: to });
    await sql.query(`insert into public.customers (name, owner_id) values ('Elsewhere', $1)`, [other.id]);
    expect((await member.api.from('customers').select('id')).data).toEqual([]);
    const moved = await admin.api.rpc('save_team', { payload: { id: team, changes: { department_id: to } } });
    expect(moved.error).toBeNull();
    expect((await member.api.from('customers').select('id')).data).toHaveLength(1);
  });

  test('one that goes leaves its members, teams and records to another', async () => {
    const [above, target] = await Promise.all([createTeam(), createTeam()]);
    const team = await createTeam({ parentId: above });
    const below = await createTeam({ parentId: team });
    const member = await createPerson({ teamId: team });
    const customer = await value<string>(
      `insert into public.customers (name, team_id) values ('The team’s', $1) returning id`,
      [team],
    );
    const inside = await admin.api.rpc('delete_team', { payload: { id: team, move_to: below } });
    expect(inside.error).toMatchObject({ hint: 'team_cycle' });
    const gone = await admin.api.rpc('delete_team', { payload: { id: team, move_to: target } });
    expect(gone.error).toBeNull();
    expect(await teamOf(member)).toBe(target);
    expect(await value('select parent_id from public.teams where id = $1', [below])).toBe(target);
    expect(await value('select team_id from public.customers where id = $1', [customer])).toBe(target);
    const again = await admin.api.rpc('delete_team', { payload: { id: team } });
    expect(again.error).toMatchObject({ hint: 'gone' });
    const toNobody = await admin.api.rpc('delete_team', { payload: { id: below } });
    expect(toNobody.error).toBeNull();
  });

  test('only who may changes them', async () => {
    const team = await createTeam();
    for (const { error } of [
      await rep.api.rpc('save_team', { payload: { id: team, changes: { name: uniqueName() } } }),
      await rep.api.rpc('save_team', { payload: { id: team, member_ids: [rep.id] } }),
      await rep.api.rpc('save_team', {
        payload: { id: randomUUID(), version: null, changes: { name: uniqueName() } },
      }),
      await rep.api.rpc('delete_team', { payload: { id: team } }),
      await rep.api.rpc('save_department', {
        payload: { id: randomUUID(), version: null, name: uniqueName() },
      }),
      await rep.api.rpc('delete_department', { payload: { id: randomUUID() } }),
    ]) {
      expect(error?.code).toBe('42501');
    }
  });
});

describe('departments', () => {
  test('made, renamed, and taken away with what is in them moved', async () => {
    const id = randomUUID();
    const name = `مشتریان ${id}`;
    const make = () => admin.api.rpc('save_department', { payload: { id, version: null, name } });
    expect((await make()).error).toBeNull();
    const { data } = await admin.api.from('departments').select('key, updated_at').eq('id', id).single();
    expect(data?.key).toMatch(/^[a-z][a-z0-9_]*$/);
    const renamed = await admin.api.rpc('save_department', {
      payload: { id, version: data?.updated_at ?? '', name: `${name} 2` },
    });
    expect(renamed.error).toBeNull();
    const target = await createDepartment();
    const team = await createTeam({ departmentId: id });
    const member = await createPerson({ departmentId: id });
    const gone = await admin.api.rpc('delete_department', { payload: { id, move_to: target } });
    expect(gone.error).toBeNull();
    expect(await value('select department_id from public.teams where id = $1', [team])).toBe(target);
    expect(await value('select department_id from public.profiles where id = $1', [member.id])).toBe(target);
    const empty = await admin.api.rpc('save_department', {
      payload: { id: randomUUID(), version: null, name: ' ' },
    });
    expect(empty.error).toMatchObject({ hint: 'required' });
  });
});
