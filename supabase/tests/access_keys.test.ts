import { beforeAll, expect, test } from 'vitest';
import { createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

let director: Person;
let owner: Person;

beforeAll(async () => {
  const all = await createRole({ customers: { read: 'all' } });
  const own = await createRole({ customers: { read: 'own' } });
  director = await createPerson({ roles: [all] });
  owner = await createPerson({ roles: [own] });
});

const insertPair = `insert into public.customers (name, owner_id, created_by) values ('Made by another', $1, $2) returning id`;

async function directorSees(id: string): Promise<boolean> {
  const { data, error } = await director.api.from('customers').select('id').eq('id', id);
  expect(error).toBeNull();
  return data?.length === 1;
}

/** As many keys as make the job gather again. */
async function makeKeys(): Promise<void> {
  await sql.query(
    'insert into private.access_keys (key, base_id, maker_id) select gen_random_uuid(), $1, $2 from generate_series(1, 60)',
    [owner.id, director.id],
  );
}

const gather = () => sql.query('select private.know_access_keys()');

test('who may see all sees what was made before the keys were gathered, since then, and in a transaction that was open meanwhile', async () => {
  const before = await value<string>(insertPair, [owner.id, (await createPerson({ roles: [] })).id]);
  await makeKeys();
  const client = await sql.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(insertPair, [
      owner.id,
      (await createPerson({ roles: [] })).id,
    ]);
    const open = rows[0]?.id ?? '';
    await gather();
    expect(await directorSees(open)).toBe(false);
    await client.query('commit');
    expect(await directorSees(open)).toBe(true);
  } finally {
    client.release(true);
  }
  expect(await directorSees(before)).toBe(true);
  const since = await value<string>(insertPair, [owner.id, (await createPerson({ roles: [] })).id]);
  expect(await directorSees(since)).toBe(true);
});

test('a person, a team and a queue that are new own rows which who may see all sees, whether triggers saw them come or not', async () => {
  await gather();
  const owned = (column: 'owner_id' | 'team_id', id: string) =>
    value<string>(
      `insert into public.customers (name, ${column}) values ('Owned by somebody new', $1) returning id`,
      [id],
    );
  const team = await createTeam();
  const rows = [await owned('owner_id', (await createPerson()).id), await owned('team_id', team)];
  for (const id of rows) expect(await directorSees(id)).toBe(true);
  await gather();
  for (const id of rows) expect(await directorSees(id)).toBe(true);

  const queue = await value<string>(
    `insert into public.ticket_queues (name) values (gen_random_uuid()::text) returning id`,
  );
  expect(await value('select exists (select from private.access_bases where id = $1)', [queue])).toBe(true);

  const client = await sql.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    const { rows: made } = await client.query<{ id: string }>(
      'insert into public.teams (name) values (gen_random_uuid()::text) returning id',
    );
    await client.query(
      'set local session_replication_role = origin; select private.know_access_keys(); commit',
    );
    expect(await directorSees(await owned('team_id', made[0]?.id ?? ''))).toBe(true);
  } finally {
    client.release(true);
  }
});

test('who may see all reaches the keys that the definition names, and of others only those of people, teams and queues that are gone', async () => {
  const compare = async () => {
    const client = await sql.connect();
    try {
      await client.query('begin read only');
      const { rows } = await client.query<{ named: string[]; missing: string[]; others: string[] }>(
        `with given as (select distinct k from unnest(private.keys_of_all('customers', $1)) k),
           named as (select distinct k from unnest(private.ids_in_scope($1, 'all') || array(select key from private.access_keys)
             || array(select record_id from private.shared_records where resource = 'customers')) k)
         select array(select k from named) as named,
           array(select k from named except select k from given) as missing,
           array(select k from given except select k from named except select id from private.access_bases) as others`,
        [director.id],
      );
      await client.query('commit');
      expect(rows[0]?.named.length).toBeGreaterThan(60);
      expect(rows[0]).toMatchObject({ missing: [], others: [] });
    } finally {
      client.release();
    }
  };
  await compare();
  await gather();
  await compare();
});

test('a restored database, whose transactions are counted anew, hides nothing', async () => {
  const id = await value<string>(insertPair, [owner.id, (await createPerson({ roles: [] })).id]);
  await makeKeys();
  await gather();
  const ahead = '9000000000000000000';
  await sql.query('update private.known_access_keys set upto = $1::xid8', [ahead]);
  await sql.query(
    'update private.access_keys set made_in = $1::xid8 where key in (select access_id from public.customers where id = $2)',
    [ahead, id],
  );
  expect(await directorSees(id)).toBe(true);
  await gather();
  expect(await directorSees(id)).toBe(true);
  expect(
    await value('select count(*)::int from private.access_keys where made_in > pg_current_xact_id()'),
  ).toBe(0);
  expect(
    await value('select upto <= pg_snapshot_xmin(pg_current_snapshot()) from private.known_access_keys'),
  ).toBe(true);
});
