import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, createTeam, giveRole, type Person, sql, value } from './support.ts';

const own = {
  read: 'own',
  create: 'own',
  update: 'own',
  delete: 'own',
  assign: 'own',
  share: 'own',
};

let owner: Person;
let friend: Person;
let member: Person;
let below: Person;
let lead: Person;
let manager: Person;
let stranger: Person;
let team: string;

beforeAll(async () => {
  const role = await createRole({
    customers: own,
    'customers.contact_details': { read: 'own', update: 'own' },
    contacts: { read: 'own', create: 'own', update: 'own' },
    deals: own,
    'deals.financials': { read: 'own' },
    activities: { read: 'own' },
    profiles: { read: 'all' },
  });
  const managing = await createRole({ customers: { read: 'team', update: 'team' }, deals: { read: 'team' } });
  team = await createTeam();
  const nested = await createTeam({ parentId: team });
  manager = await createPerson({ roles: [managing] });
  owner = await createPerson({ roles: [role], managerId: manager.id });
  friend = await createPerson({ roles: [role] });
  member = await createPerson({ roles: [role], teamId: team });
  below = await createPerson({ roles: [role], teamId: nested });
  lead = await createPerson({ roles: [role] });
  stranger = await createPerson({ roles: [role] });
  await sql.query('update public.teams set lead_id = $1 where id = $2', [lead.id, team]);
});

async function customer(maker: Person = owner): Promise<string> {
  const id = await value<string>(
    `insert into public.customers (name, owner_id, created_by) values ('Shared', $1, $2) returning id`,
    [owner.id, maker.id],
  );
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone) values ($1, '+49 30 5')`,
    [id],
  );
  await sql.query(`insert into public.contacts (customer_id, full_name) values ($1, 'Zoë')`, [id]);
  await sql.query(
    `insert into public.activities (kind, subject, customer_id, owner_id) values ('call', 'Hello', $1, $2)`,
    [id, owner.id],
  );
  return id;
}

const share = (by: Person, id: string, to: object) =>
  by.api.rpc('share_record', { resource: 'customers', record_id: id, ...to });

const sees = async (person: Person, id: string) =>
  (await person.api.from('customers').select('id').eq('id', id)).data?.length === 1;

async function counts(person: Person, id: string): Promise<Record<string, number | undefined>> {
  const of = async (table: 'contacts' | 'activities' | 'customer_contact_details') =>
    (await person.api.from(table).select('customer_id').eq('customer_id', id)).data?.length;
  return {
    contacts: await of('contacts'),
    activities: await of('activities'),
    details: await of('customer_contact_details'),
  };
}

describe('a record shared to read', () => {
  test('is seen with what hangs on it, not its field groups, by nobody else', async () => {
    const id = await customer();
    expect(await sees(friend, id)).toBe(false);
    expect((await share(owner, id, { profile_id: friend.id })).error).toBeNull();
    expect(await sees(friend, id)).toBe(true);
    expect(await counts(friend, id)).toEqual({ contacts: 1, activities: 1, details: 0 });
    expect(await sees(stranger, id)).toBe(false);
  });

  test('is its owner’s, its maker’s and their managers’ as before', async () => {
    const id = await customer(stranger);
    await share(owner, id, { profile_id: friend.id });
    expect(await sees(owner, id)).toBe(true);
    expect(await counts(owner, id)).toEqual({ contacts: 1, activities: 1, details: 1 });
    expect(await sees(stranger, id)).toBe(true);
    expect(await sees(manager, id)).toBe(true);
    const { data } = await manager.api
      .from('customers')
      .update({ name: 'Managed' })
      .eq('id', id)
      .select('name');
    expect(data).toEqual([{ name: 'Managed' }]);
  });

  test('is not changed, assigned, trashed or shared further', async () => {
    const id = await customer();
    await share(owner, id, { profile_id: friend.id });
    expect((await friend.api.from('customers').update({ name: 'X' }).eq('id', id).select('id')).data).toEqual(
      [],
    );
    const resource = 'customers';
    for (const path of [
      friend.api.rpc('trash_records', { resource, ids: [id] }),
      friend.api.rpc('assign_records', { resource, ids: [id], owner_id: friend.id }),
      share(friend, id, { profile_id: stranger.id }),
    ]) {
      expect((await path).error).toMatchObject({ code: '42501', hint: 'denied' });
    }
  });

  test('is no new version of itself', async () => {
    const id = await customer();
    const before = await value<Date>('select updated_at from public.customers where id = $1', [id]);
    await share(owner, id, { profile_id: friend.id });
    expect(await value<Date>('select updated_at from public.customers where id = $1', [id])).toEqual(before);
  });
});

test('a record shared to edit is changed, but neither assigned nor trashed, nor are its field groups', async () => {
  const id = await customer();
  await share(owner, id, { profile_id: friend.id, access: 'edit' });
  const { data } = await friend.api.from('customers').update({ name: 'Edited' }).eq('id', id).select('name');
  expect(data).toEqual([{ name: 'Edited' }]);
  const contact = await friend.api.rpc('save_contact', {
    payload: { id: crypto.randomUUID(), new: true, customer_id: id, contact: { full_name: 'New' } },
  });
  expect(contact.error).toBeNull();
  const phone = await friend.api
    .from('customer_contact_details')
    .update({ phone: '1' })
    .eq('customer_id', id)
    .select('phone');
  expect(phone.data).toEqual([]);
  const resource = 'customers';
  expect((await friend.api.rpc('trash_records', { resource, ids: [id] })).error?.hint).toBe('denied');
  const { data: overview } = await friend.api.rpc('customer_overview', { id });
  expect(overview).toMatchObject({
    may: { customers: ['read', 'update'], contacts: ['create', 'read', 'update'] },
  });
  expect(overview).not.toHaveProperty(['may', 'customers.contact_details']);
  const { data: ownView } = await owner.api.rpc('customer_overview', { id });
  expect(ownView).toMatchObject({
    may: {
      customers: ['assign', 'create', 'delete', 'read', 'share', 'update'],
      'customers.contact_details': ['read', 'update'],
    },
  });
});

test('with a team it is shared with its members, those of teams within it, and its lead', async () => {
  const id = await customer();
  await share(owner, id, { team_id: team });
  expect(await sees(member, id)).toBe(true);
  expect(await sees(below, id)).toBe(true);
  expect(await sees(lead, id)).toBe(true);
  expect(await sees(friend, id)).toBe(false);
  await sql.query('update public.profiles set team_id = null where id = $1', [member.id]);
  expect(await sees(member, id)).toBe(false);
});

test('a share ends at its moment, at once, and the job then takes the mark off', async () => {
  const id = await customer();
  const until = new Date(Date.now() + 60_000).toISOString();
  await share(owner, id, { profile_id: friend.id, until });
  expect(await sees(friend, id)).toBe(true);
  await sql.query(
    `update public.record_shares set until = now() - interval '1 second' where record_id = $1`,
    [id],
  );
  expect(await sees(friend, id)).toBe(false);
  expect(await sees(owner, id)).toBe(true);
  await sql.query('select private.expire_shares()');
  expect(await value('select shared from public.customers where id = $1', [id])).toBe(false);
  expect(await sees(owner, id)).toBe(true);
  expect(await counts(owner, id)).toEqual({ contacts: 1, activities: 1, details: 1 });
});

test('a share is listed on the record, and taken back by who may share it', async () => {
  const id = await customer();
  const { data: shareId } = await share(owner, id, { profile_id: friend.id });
  expect(shareId).toEqual(expect.any(String));
  const list = await owner.api.rpc('list_record_shares', { resource: 'customers', record_id: id });
  expect(list.data).toMatchObject([
    { id: shareId, access: 'read', until: null, person: { id: friend.id }, team: null, by: { id: owner.id } },
  ]);
  expect(
    (await stranger.api.rpc('list_record_shares', { resource: 'customers', record_id: id })).data,
  ).toEqual([]);
  const of = (person: Person) => person.api.rpc('unshare_record', { share_id: String(shareId) });
  expect((await of(stranger)).data).toBe(false);
  expect((await of(friend)).error?.hint).toBe('denied');
  expect((await of(owner)).data).toBe(true);
  expect(await sees(friend, id)).toBe(false);
  expect(await value('select shared from public.customers where id = $1', [id])).toBe(false);
});

test('shared again with the same person, the share changes', async () => {
  const id = await customer();
  const first = await share(owner, id, { profile_id: friend.id });
  const second = await share(owner, id, { profile_id: friend.id, access: 'edit' });
  expect(second.data).toBe(first.data);
  expect(await value('select access from public.record_shares where record_id = $1', [id])).toBe('edit');
});

test('a shared record that changes hands is its new owner’s, and its old one’s no longer', async () => {
  const id = await customer();
  await sql.query('update public.customers set created_by = null where id = $1', [id]);
  await share(owner, id, { profile_id: friend.id });
  await owner.api.rpc('assign_records', { resource: 'customers', ids: [id], owner_id: stranger.id });
  expect(await sees(stranger, id)).toBe(true);
  expect(await counts(stranger, id)).toMatchObject({ details: 1 });
  expect(await sees(friend, id)).toBe(true);
  const maker = await value('select created_by from public.customers where id = $1', [id]);
  expect(await sees(owner, id)).toBe(maker === owner.id);
});

describe('a share is refused', () => {
  test.each([
    ['of what one does not see', () => stranger, () => ({ profile_id: friend.id }), 'gone'],
    ['with nobody', () => owner, () => ({}), 'malformed'],
    ['with two', () => owner, () => ({ profile_id: friend.id, team_id: team }), 'malformed'],
    ['with oneself', () => owner, () => ({ profile_id: owner.id }), 'share_with_self'],
    ['for another right', () => owner, () => ({ profile_id: friend.id, access: 'all' }), 'not_allowed_value'],
    [
      'until a past moment',
      () => owner,
      () => ({ profile_id: friend.id, until: '2001-01-01T00:00:00Z' }),
      'share_over',
    ],
  ])('%s', async (_, by, to, hint) => {
    expect((await share(by(), await customer(), to())).error?.hint).toBe(hint);
  });

  test('with somebody whose roles allow it with no record of the kind', async () => {
    const reader = await createPerson({ roles: [await createRole({ customers: { read: 'own' } })] });
    const id = await customer();
    expect((await share(owner, id, { profile_id: reader.id, access: 'edit' })).error?.hint).toBe(
      'share_beyond_role',
    );
    expect((await share(owner, id, { profile_id: reader.id })).error).toBeNull();
    await sql.query('delete from public.profile_roles where profile_id = $1', [reader.id]);
    expect(await sees(reader, id)).toBe(false);
    await giveRole(reader.id, await createRole({ deals: { read: 'own' } }));
    expect(await sees(reader, id)).toBe(false);
  });

  test('when written past the function', async () => {
    const id = await customer();
    const direct = await friend.api
      .from('record_shares')
      .insert({ resource: 'customers', record_id: id, profile_id: friend.id });
    expect(direct.error?.code).toBe('42501');
    const flag = await owner.api.from('customers').update({ shared: true }).eq('id', id).select('shared');
    expect(flag.data).toEqual([{ shared: false }]);
  });
});

test('a record of another kind with the same id opens nothing', async () => {
  const id = await customer();
  await share(owner, id, { profile_id: friend.id });
  const stage = await value<string>(`select id from public.pipeline_stages where key = 'discovery' limit 1`);
  const pipeline = await value<string>('select pipeline_id from public.pipeline_stages where id = $1', [
    stage,
  ]);
  const twin = await stranger.api
    .from('deals')
    .insert({ id, name: 'Twin', stage_id: stage, pipeline_id: pipeline });
  expect(twin.error).toBeNull();
  const shared = await stranger.api.rpc('share_record', {
    resource: 'deals',
    record_id: id,
    profile_id: member.id,
  });
  expect(shared.error).toBeNull();
  expect(await sees(stranger, id)).toBe(false);
  expect(await sees(member, id)).toBe(false);
  expect(await sees(owner, id)).toBe(true);
});
