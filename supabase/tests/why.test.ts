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

let roles: Record<'own' | 'team' | 'department' | 'all', string>;
let owner: Person;
let mate: Person;
let boss: Person;
let bossOfBoss: Person;
let lead: Person;
let colleague: Person;
let director: Person;
let admin: Person;
let stranger: Person;
let team: string;

beforeAll(async () => {
  const scoped = (scope: string) =>
    createRole({
      customers: { read: scope, update: 'own', share: scope },
      'customers.contact_details': { read: 'own' },
      activities: { read: 'own' },
      tickets: { read: scope },
    });
  roles = {
    own: await scoped('own'),
    team: await scoped('team'),
    department: await scoped('department'),
    all: await scoped('all'),
  };
  const department = await createDepartment();
  team = await createTeam({ departmentId: department });
  const other = await createTeam({ departmentId: department });
  bossOfBoss = await createPerson({ roles: [roles.team] });
  boss = await createPerson({ roles: [roles.team], managerId: bossOfBoss.id });
  owner = await createPerson({ roles: [roles.own], teamId: team, managerId: boss.id });
  mate = await createPerson({ roles: [roles.team], teamId: team });
  lead = await createPerson({ roles: [roles.team] });
  colleague = await createPerson({ roles: [roles.department], teamId: other });
  director = await createPerson({ roles: [roles.all] });
  stranger = await createPerson({ roles: [roles.own] });
  admin = await createPerson({ roles: ['admin'] });
  await sql.query('update public.teams set lead_id = $1 where id = $2', [lead.id, team]);
});

const customer = () =>
  value<string>(
    `insert into public.customers (name, owner_id, created_by) values ('Why', $1, $2) returning id`,
    [owner.id, stranger.id],
  );

async function why(
  by: Person,
  id: string,
  person: Person,
  resource = 'customers',
): Promise<Record<string, unknown>> {
  const { data, error } = await by.api.rpc('why_can_see', { resource, record_id: id, person: person.id });
  expect(error).toBeNull();
  return data as Record<string, unknown>;
}

describe('why somebody sees a record', () => {
  test.each([
    ['the owner', () => owner, { scope: 'own', because: 'owner' }],
    ['who made it', () => stranger, { scope: 'own', because: 'maker' }],
    ['a team-mate', () => mate, { scope: 'team', because: 'team_mate' }],
    ['a lead', () => lead, { scope: 'team', because: 'management' }],
    ['a colleague of the department', () => colleague, { scope: 'department', because: 'department' }],
    ['who sees all', () => director, { scope: 'all', because: 'all' }],
  ])('%s', async (_, who, reason) => {
    const answer = await why(admin, await customer(), who());
    expect(answer).toMatchObject({ can_see: true, person: { id: who().id } });
    expect(answer.reasons).toContainEqual(expect.objectContaining({ kind: 'role', ...reason }));
  });

  test('the line of managers is named, from the owner up', async () => {
    const answer = await why(admin, await customer(), bossOfBoss);
    expect(answer.reasons).toEqual([
      expect.objectContaining({
        because: 'management',
        line: [owner, boss, bossOfBoss].map(({ id, fullName }) => ({ id, name: fullName })),
      }),
    ]);
  });

  test('a share, and the customer that something hangs on', async () => {
    const id = await customer();
    const activity = await value<string>(
      `insert into public.activities (kind, subject, customer_id, owner_id) values ('note', 'Why', $1, $2) returning id`,
      [id, owner.id],
    );
    const reader = await createPerson({ roles: [roles.own], teamId: team });
    expect(await why(admin, id, reader)).toMatchObject({
      can_see: false,
      reasons: [],
      roles: [{ scope: 'own' }],
    });
    await owner.api.rpc('share_record', { resource: 'customers', record_id: id, team_id: team });
    expect(await why(reader, id, reader)).toMatchObject({
      can_see: true,
      can_edit: false,
      reasons: [{ kind: 'share', access: 'read', team: { id: team }, by: { id: owner.id } }],
    });
    expect((await why(reader, activity, reader, 'activities')).reasons).toEqual([
      expect.objectContaining({ kind: 'customer', reasons: [expect.objectContaining({ kind: 'share' })] }),
    ]);
    expect(await why(reader, id, reader, 'customers.contact_details')).toMatchObject({ can_see: false });
    expect(await why(owner, id, owner, 'customers.contact_details')).toMatchObject({ can_see: true });
  });

  test('a queue, for its member', async () => {
    const member = await createPerson({ roles: [roles.team] });
    const queue = await value<string>(
      `insert into public.ticket_queues (name) values ('Queue ' || gen_random_uuid()) returning id`,
    );
    await sql.query('insert into public.ticket_queue_members values ($1, $2)', [queue, member.id]);
    const ticket = await value<string>(
      `insert into public.tickets (subject, queue_id) values ('Why', $1) returning id`,
      [queue],
    );
    expect(await why(admin, ticket, member, 'tickets')).toMatchObject({
      reasons: [{ because: 'queue_member', queue: { id: queue } }],
    });
  });
});

test('nobody asks about another, or about what they do not see', async () => {
  const id = await customer();
  const about = (by: Person, person?: string) =>
    by.api.rpc('why_can_see', { resource: 'customers', record_id: id, person });
  expect((await about(owner, mate.id)).error?.hint).toBe('denied');
  const outsider = await createPerson({ roles: [roles.own] });
  expect((await about(outsider)).error?.hint).toBe('gone');
  expect((await about(owner)).error).toBeNull();
});
