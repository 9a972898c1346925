import { beforeAll, describe, expect, test } from 'vitest';
import {
  anonymous,
  createDepartment,
  createPerson,
  createRole,
  createTeam,
  type Person,
  sql,
  value,
} from './support.ts';

/**
 * One small company:
 *   department ─ team north (lead: chief) ─ team harbour (below north)
 *   chief manages manager, manager manages rep; mate is in rep's team; colleague is in the department's other team; stranger is elsewhere.
 */
let rep: Person;
let mate: Person;
let below: Person;
let harbourer: Person;
let chief: Person;
let colleague: Person;
let stranger: Person;
let director: Person;
let left: Person;
let roles: Record<'own' | 'team' | 'department' | 'all', string>;
let north: string;
let department: string;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  const scoped = (scope: string) =>
    createRole({
      customers: { read: scope, create: 'all', update: scope, delete: scope, assign: scope },
      tickets: { read: scope, create: 'all', update: scope, assign: scope },
      deals: { read: scope, create: scope, update: scope },
    });
  roles = {
    own: await scoped('own'),
    team: await scoped('team'),
    department: await scoped('department'),
    all: await scoped('all'),
  };
  department = await createDepartment();
  const elsewhere = await createDepartment();
  north = await createTeam({ departmentId: department });
  const harbour = await createTeam({ departmentId: department, parentId: north });
  const south = await createTeam({ departmentId: department });
  const other = await createTeam({ departmentId: elsewhere });
  chief = await createPerson({ roles: [roles.team], teamId: other });
  rep = await createPerson({ roles: [roles.own], teamId: north });
  mate = await createPerson({ roles: [roles.team], teamId: north });
  below = await createPerson({ roles: [roles.own], teamId: other, managerId: rep.id });
  harbourer = await createPerson({ roles: [roles.department], teamId: harbour });
  colleague = await createPerson({ roles: [roles.own], teamId: south });
  stranger = await createPerson({ roles: [roles.own], teamId: other });
  director = await createPerson({ roles: [roles.all] });
  left = await createPerson({ roles: [roles.own], teamId: north, active: false });
  await sql.query('update public.teams set lead_id = $1 where id = $2', [chief.id, north]);
});

async function customerOf(
  owner: Person | null,
  maker: Person | null = owner,
  team: string | null = null,
): Promise<string> {
  return value<string>(
    `insert into public.customers (name, owner_id, created_by, team_id) values ('Access test', $1, $2, $3) returning id`,
    [owner?.id, maker?.id, team],
  );
}

async function sees(person: Person, id: string): Promise<boolean> {
  const { data, error } = await person.api.from('customers').select('id').eq('id', id);
  expect(error).toBeNull();
  return data?.length === 1;
}

describe('whose customers somebody sees', () => {
  test.each([
    ['own: mine', () => rep, () => customerOf(rep), true],
    ['own: my team-mate’s', () => rep, () => customerOf(mate), false],
    ['own: one I made for somebody else', () => rep, () => customerOf(stranger, rep), true],
    ['own: one I made for nobody', () => rep, () => customerOf(null, rep), true],
    ['own: nobody’s', () => rep, () => customerOf(null), false],
    ['own: my report’s', () => rep, () => customerOf(below), false],
    ['team: my own', () => mate, () => customerOf(mate), true],
    ['team: my team-mate’s', () => mate, () => customerOf(rep), true],
    ['team: that of a team-mate who left', () => mate, () => customerOf(left), true],
    ['team: my team’s without an owner', () => mate, () => customerOf(null, null, north), true],
    ['team: a team below, for a member', () => mate, () => customerOf(harbourer), false],
    ['team: a stranger’s', () => mate, () => customerOf(stranger), false],
    ['team: a member’s, for the lead who sits elsewhere', () => chief, () => customerOf(rep), true],
    ['team: a team below, for the lead', () => chief, () => customerOf(harbourer), true],
    ['team: a report of a member, for the lead', () => chief, () => customerOf(below), true],
    ['team: another team’s, for the lead', () => chief, () => customerOf(colleague), false],
    ['team: made by a stranger for my team-mate', () => mate, () => customerOf(rep, stranger), true],
    ['team: made by my team-mate for a stranger', () => mate, () => customerOf(stranger, rep), false],
    ['department: another team’s', () => harbourer, () => customerOf(colleague), true],
    ['department: another department’s', () => harbourer, () => customerOf(stranger), false],
    ['department: nobody’s', () => harbourer, () => customerOf(null), false],
    ['all: anybody’s', () => director, () => customerOf(stranger), true],
    ['all: nobody’s', () => director, () => customerOf(null), true],
    ['all: made by one for another', () => director, () => customerOf(stranger, rep), true],
  ])('%s', async (_, who, what, expected) => {
    expect(await sees(who(), await what())).toBe(expected);
  });
});

test('moving a person moves their access at once', async () => {
  const mover = await createPerson({ roles: [roles.team], teamId: north });
  const theirs = await customerOf(rep);
  expect(await sees(mover, theirs)).toBe(true);
  await sql.query('update public.profiles set team_id = null where id = $1', [mover.id]);
  expect(await sees(mover, theirs)).toBe(false);
});

describe('an administrator who moves somebody', () => {
  let admin: Person;
  const move = async (person: Person, changes: Record<string, string | null>) => {
    const { error } = await admin.api.rpc('save_person', { payload: { id: person.id, changes } });
    expect(error).toBeNull();
  };
  beforeAll(async () => {
    admin = await createPerson({ roles: ['admin'] });
  });

  test('to another team takes what they see there with them, and what is theirs to those who see that team', async () => {
    const [from, to] = await Promise.all([createTeam(), createTeam()]);
    const [mover, before, after] = await Promise.all(
      [from, from, to].map((teamId) => createPerson({ roles: [roles.team], teamId })),
    );
    if (!mover || !before || !after) throw new Error('three were made');
    const [own, old, fresh] = await Promise.all([mover, before, after].map((person) => customerOf(person)));
    const all = async () =>
      Promise.all([
        sees(mover, old ?? ''),
        sees(mover, fresh ?? ''),
        sees(before, own ?? ''),
        sees(after, own ?? ''),
        sees(mover, own ?? ''),
      ]);
    expect(await all()).toEqual([true, false, true, false, true]);
    await move(mover, { team_id: to });
    expect(await all()).toEqual([false, true, false, true, true]);
    await move(mover, { team_id: null });
    expect(await all()).toEqual([false, false, false, false, true]);
  });

  test('to another manager moves everybody below with them', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => createPerson({ roles: [roles.team] })));
    const middle = await createPerson({ roles: [roles.team], managerId: first?.id });
    const lowest = await createPerson({ roles: [roles.own], managerId: middle.id });
    if (!first || !second) throw new Error('two were made');
    const theirs = await customerOf(lowest);
    const all = () => Promise.all([sees(first, theirs), sees(second, theirs), sees(middle, theirs)]);
    expect(await all()).toEqual([true, false, true]);
    await move(middle, { manager_id: second.id });
    expect(await all()).toEqual([false, true, true]);
    await move(lowest, { manager_id: null });
    expect(await all()).toEqual([false, false, false]);
  });
});

test('with two roles the widest scope counts', async () => {
  const both = await createPerson({ roles: [roles.own, roles.all] });
  expect(await sees(both, await customerOf(stranger))).toBe(true);
});

test('somebody without a role, somebody not active and anon see nothing, in no table', async () => {
  const nobody = await createPerson();
  await customerOf(rep);
  expect((await nobody.api.from('customers').select('id')).data).toEqual([]);
  const { rows } = await sql.query<{ table_name: 'customers'; columns: string }>(
    `select t.table_name, string_agg(a.attname, ',') as columns
     from private.resource_tables t
     join pg_attribute a on a.attrelid = format('public.%I', t.table_name)::regclass and a.attnum > 0 and not a.attisdropped
     where has_column_privilege('authenticated', a.attrelid, a.attnum, 'select')
     group by t.table_name order by 1`,
  );
  expect(rows.length).toBeGreaterThan(30);
  for (const { table_name, columns } of rows) {
    const asLeft = await left.api.from(table_name).select(columns).limit(1);
    expect(asLeft.data, table_name).toEqual([]);
    const asAnon = await anonymous().from(table_name).select(columns).limit(1);
    expect(asAnon.data, table_name).toBeNull();
    expect(asAnon.error?.code, table_name).toBe('42501');
  }
  const { data } = await left.api.rpc('my_permissions');
  expect(data).toMatchObject({ profile_id: null, roles: [], permissions: {} });
});

describe('writing', () => {
  test('what I make is stamped as mine, whatever I claim', async () => {
    const { data, error } = await rep.api
      .from('customers')
      .insert({ name: 'Forged', created_by: stranger.id, created_at: '2001-01-01T00:00:00Z', shared: true })
      .select('created_by, created_at, shared')
      .single();
    expect(error).toBeNull();
    expect(data?.created_by).toBe(rep.id);
    expect(data?.shared).toBe(false);
    expect(new Date(data?.created_at ?? 0).getFullYear()).toBeGreaterThan(2020);
  });

  test('a row for an owner out of my scope is refused, one within is not', async () => {
    const refused = await rep.api
      .from('deals')
      .insert({ name: 'X', owner_id: stranger.id, ...(await someStage()) });
    expect(refused.error?.code).toBe('42501');
    const taken = await mate.api
      .from('deals')
      .insert({ name: 'X', owner_id: rep.id, ...(await someStage()) })
      .select('id, owner_id')
      .single();
    expect(taken.error).toBeNull();
    expect(taken.data?.owner_id).toBe(rep.id);
  });

  test('what I may not see I cannot change: no row is touched', async () => {
    const theirs = await customerOf(stranger);
    const { data, error } = await rep.api
      .from('customers')
      .update({ name: 'Mine now' })
      .eq('id', theirs)
      .select('id');
    expect(error).toBeNull();
    expect(data).toEqual([]);
    expect(await value('select name from public.customers where id = $1', [theirs])).toBe('Access test');
  });

  test('an owner changes by assigning alone', async () => {
    const mine = await customerOf(rep);
    const direct = await rep.api.from('customers').update({ owner_id: stranger.id }).eq('id', mine);
    expect(direct.error).toMatchObject({ code: '42501', hint: 'owner_by_assign' });
    const assigned = await rep.api.rpc('assign_records', {
      resource: 'customers',
      ids: [mine],
      owner_id: stranger.id,
    });
    expect(assigned.error).toBeNull();
    expect(await sees(stranger, mine)).toBe(true);
    expect(await sees(mate, mine)).toBe(false);
  });

  test('a record cannot be moved out of sight, nor into the trash, by plain writing', async () => {
    const mine = await customerOf(rep);
    for (const path of [
      rep.api.from('customers').update({ deleted_at: new Date().toISOString() }).eq('id', mine),
      rep.api.from('customers').delete().eq('id', mine),
    ]) {
      expect((await path).error?.code).toBe('42501');
    }
    expect(await sees(rep, mine)).toBe(true);
  });

  test('a child cannot be hung on a parent out of sight', async () => {
    const theirs = await customerOf(stranger);
    const deal = await rep.api
      .from('deals')
      .insert({ name: 'Hung', customer_id: theirs, ...(await someStage()) });
    expect(deal.error?.code).toBe('42501');
  });

  test('nobody raises their own role or changes what decides their access', async () => {
    const admin = await value<string>(`select id from public.roles where key = 'admin'`);
    expect(
      (await rep.api.from('profile_roles').insert({ profile_id: rep.id, role_id: admin })).error?.code,
    ).toBe('42501');
    expect(
      (await rep.api.from('role_permissions').update({ scope: 'all' }).neq('resource', '').select()).data ??
        [],
    ).toEqual([]);
    expect(
      (await rep.api.from('profiles').update({ manager_id: null, team_id: null }).eq('id', rep.id).select())
        .data ?? [],
    ).toEqual([]);
    const sneaky = await rep.api.rpc('update_my_profile', { changes: { active: true } });
    expect(sneaky.error).toMatchObject({ code: '22023', hint: 'unknown_field' });
  });
});

describe('tickets and their queues', () => {
  test('one without an assignee is seen by its queue: members, team, department, all', async () => {
    const queue = await value<string>(
      `insert into public.ticket_queues (name, department_id) values ('Queue ' || gen_random_uuid(), $1) returning id`,
      [department],
    );
    await sql.query('insert into public.ticket_queue_members values ($1, $2)', [queue, mate.id]);
    const ticket = await value<string>(
      `insert into public.tickets (subject, queue_id) values ('Help', $1) returning id`,
      [queue],
    );
    const seen = async (person: Person) =>
      (await person.api.from('tickets').select('id').eq('id', ticket)).data?.length === 1;
    expect(await seen(mate)).toBe(true);
    expect(await seen(harbourer)).toBe(true);
    expect(await seen(director)).toBe(true);
    expect(await seen(rep)).toBe(false);
    expect(await seen(stranger)).toBe(false);
    expect(await seen(chief)).toBe(false);
  });

  test('nobody signs a message for another, or for the customer', async () => {
    const ticket = await value<string>(
      `insert into public.tickets (subject, assignee_id) values ('Help', $1) returning id`,
      [rep.id],
    );
    const { data, error } = await rep.api
      .from('ticket_messages')
      .insert({
        ticket_id: ticket,
        body: 'Hello',
        author_id: stranger.id,
        direction: 'in',
        access_id: stranger.id,
      })
      .select('author_id, direction, access_id')
      .single();
    expect(error).toBeNull();
    expect(data).toEqual({ author_id: rep.id, direction: 'out', access_id: rep.id });
    const elsewhere = await stranger.api
      .from('ticket_messages')
      .insert({ ticket_id: ticket, body: 'Hello', access_id: stranger.id });
    expect(elsewhere.error?.code).toBe('42501');
  });
});

async function someStage(): Promise<{ stage_id: string; pipeline_id: string }> {
  const { rows } = await sql.query<{ stage_id: string; pipeline_id: string }>(
    `select id as stage_id, pipeline_id from public.pipeline_stages where key = 'discovery' limit 1`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the defaults have no stage');
  return row;
}
