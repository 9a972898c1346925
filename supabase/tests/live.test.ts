import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { Listener } from './live-listener.ts';
import { createPerson, createRole, createTeam, giveRole, type Person, sql, stack, value } from './support.ts';

let rep: Person;
let lead: Person;
let other: Person;
let boss: Person;
let outsider: Person;
const listeners: Listener[] = [];

beforeAll(async () => {
  const own = await createRole({ customers: { read: 'own', update: 'own' }, deals: { read: 'own' } });
  const team = await createTeam();
  rep = await createPerson({ roles: [own], teamId: team });
  lead = await createPerson({
    roles: [await createRole({ customers: { read: 'team', update: 'team', assign: 'team' } })],
    teamId: team,
  });
  other = await createPerson({ roles: [own], teamId: await createTeam() });
  boss = await createPerson({
    roles: [await createRole({ customers: { read: 'all', update: 'all', assign: 'all', delete: 'all' } })],
  });
  outsider = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
});
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.stop()));
});

const listen = (person: Person) => {
  const listener = new Listener(person);
  listeners.push(listener);
  return listener;
};
const customerOf = (owner: Person) =>
  value<string>(`insert into public.customers (name, owner_id) values ('Live Ltd', $1) returning id`, [
    owner.id,
  ]);
const rename = (id: string, name: string) =>
  sql.query('update public.customers set name = $2 where id = $1', [id, name]);

/** The topics that tell a person of a table. */
async function topicsOf(person: Person, table = 'customers'): Promise<string[]> {
  const { data, error } = await person.api.rpc('my_live_topics');
  if (error) throw error;
  return (data as Record<string, string[]>)[table] ?? [];
}

test('everybody is given the fewest topics that cover what they may see', async () => {
  const teamOf = (person: Person) =>
    value<string>('select team_id from public.profiles where id = $1', [person.id]);
  expect(await topicsOf(rep)).toEqual([`access:customers:own:${rep.id}`]);
  expect((await topicsOf(lead)).toSorted()).toEqual(
    [`access:customers:own:${lead.id}`, `access:customers:team:${await teamOf(lead)}`].toSorted(),
  );
  expect(await topicsOf(boss)).toEqual(['access:customers:all']);
  expect(await topicsOf(outsider)).toEqual([]);
  // an activity is seen by whoever sees its customer
  expect(await topicsOf(boss, 'activities')).toEqual(['access:activities:all']);
});

test('a topic is joined by who may see what it tells, and by nobody else', async () => {
  const record = `record:customers:${await customerOf(rep)}`;
  const mine = `access:customers:own:${rep.id}`;
  const allowed: [Person, string][] = [
    [rep, mine],
    [rep, record],
    [lead, record],
    [boss, record],
    [boss, mine.replace(/own:.*/, 'all')],
    [outsider, 'permissions'],
  ];
  const refused: [Person, string][] = [
    [other, mine],
    [other, record],
    [outsider, record],
    [rep, 'access:customers:all'],
    [rep, `access:customers:own:${other.id}`],
    [rep, 'access:products:all'],
    [rep, 'access:customers'],
    [rep, `record:profiles:${rep.id}`],
    [rep, `record:customers:not-a-key`],
    [rep, `record:"customers";drop table x:${rep.id}`],
    [rep, 'whatever'],
  ];
  for (const [person, topic] of allowed) expect(await listen(person).join(topic), topic).toBe('SUBSCRIBED');
  for (const [person, topic] of refused) {
    expect(await listen(person).join(topic), topic).toMatch(/^CHANNEL_ERROR Unauthorized/);
  }
});

test('no token, another’s signature, a public channel and rows are refused', async () => {
  const topic = `access:customers:own:${rep.id}`;
  const forged = `${rep.token.slice(0, -4)}AAAA`;
  expect(await listen({ ...rep, token: forged }).join(topic)).toMatch(/InvalidJWTToken/);
  expect(await listen({ ...rep, token: stack.publishableKey }).join(topic)).toMatch(/InvalidJWTToken/);
  expect(await listen(rep).join(topic, { private: false })).toMatch(/PrivateOnly/);
});

test('a row that is made, changed, given away and trashed is told to who sees it, by keys alone', async () => {
  const mine = `access:customers:own:${rep.id}`;
  const ears = listen(rep);
  const othersEars = listen(other);
  await ears.join(mine);
  await othersEars.join(`access:customers:own:${other.id}`);

  const id = await customerOf(rep);
  await ears.hears(mine, 1);
  const record = `record:customers:${id}`;
  await ears.join(record);
  await rename(id, 'A secret name');
  await ears.hears(mine, 2);
  await ears.hears(record, 1);

  const { error } = await boss.api.rpc('assign_records', {
    resource: 'customers',
    ids: [id],
    owner_id: other.id,
  });
  expect(error).toBeNull();
  await ears.hears(mine, 3);
  await othersEars.hears(`access:customers:own:${other.id}`, 1);
  // it is no longer the rep's to look at
  await ears.loses(record);

  const { error: trashed } = await boss.api.rpc('trash_records', { resource: 'customers', ids: [id] });
  expect(trashed).toBeNull();
  await othersEars.hears(`access:customers:own:${other.id}`, 2);
  expect([...ears.events, ...othersEars.events].map(({ payload }) => payload)).toSatisfy((all: object[]) =>
    all.every((payload) => Object.keys(payload).every((key) => ['table', 'id', 'many'].includes(key))),
  );
  expect(JSON.stringify(ears.events)).not.toContain('secret');
});

test('what hangs on a record is told to who looks at it', async () => {
  const id = await customerOf(rep);
  const record = `record:customers:${id}`;
  const ears = listen(lead);
  await ears.join(record);
  const contact = await value<string>(
    `insert into public.contacts (customer_id, full_name) values ($1, 'Yara Öz') returning id`,
    [id],
  );
  await ears.hears(record, 1);
  await sql.query('delete from public.contacts where id = $1', [contact]);
  await ears.hears(record, 2);
});

test('one transaction tells a topic once, however many rows and statements it has; what is rolled back is not told', async () => {
  const mine = `access:customers:own:${rep.id}`;
  const ears = listen(rep);
  await ears.join(mine);
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(`insert into public.customers (name, owner_id) values ('Gone', $1)`, [rep.id]);
    await client.query('rollback');
    await client.query('begin');
    for (let i = 0; i < 3; i++) {
      await client.query(
        `insert into public.customers (name, owner_id) select 'Live ' || n, $1 from generate_series(1, 20) n`,
        [rep.id],
      );
    }
    await client.query('commit');
  } finally {
    client.release();
  }
  await ears.hears(mine, 1);
  await customerOf(rep);
  await ears.hears(mine, 2);
  expect(ears.events.filter(({ topic }) => topic === mine)).toHaveLength(2);
});

test('whoever loses a right, or access, hears nothing more', async () => {
  const role = await createRole({ customers: { read: 'own' } });
  const leaver = await createPerson({ roles: [role] });
  const mine = `access:customers:own:${leaver.id}`;
  const ears = listen(leaver);
  await ears.join(mine);
  await ears.join('permissions');
  await sql.query('delete from public.profile_roles where profile_id = $1', [leaver.id]);
  await customerOf(leaver);
  await ears.loses(mine);
  expect(ears.events.filter(({ topic }) => topic === mine)).toEqual([]);

  await giveRole(leaver.id, role);
  expect(await ears.join(mine)).toBe('SUBSCRIBED');
  await sql.query('update public.profiles set active = false where id = $1', [leaver.id]);
  await customerOf(leaver);
  await ears.loses(mine);
  await ears.loses('permissions');
  expect(ears.events.filter(({ topic }) => topic === mine)).toEqual([]);
});

test('people who look at a record see each other; a stranger’s presence and anybody’s broadcasts are refused', async () => {
  const record = `record:customers:${await customerOf(rep)}`;
  const one = listen(rep);
  const two = listen(lead);
  await one.join(record, { presence: rep.id });
  await one.track(record, { editing: true });
  await two.join(record, { presence: lead.id });
  await two.track(record, { editing: false });
  await expect.poll(() => one.present(record)).toEqual([rep.id, lead.id].toSorted());
  await expect.poll(() => two.present(record)).toEqual([rep.id, lead.id].toSorted());
  await two.stop();
  await expect.poll(() => one.present(record)).toEqual([rep.id]);

  const mine = `access:customers:own:${rep.id}`;
  await one.join(mine, { presence: rep.id });
  expect(await one.track(mine, {})).toBe('error');
  expect(await one.broadcast(record, { table: 'customers' })).toBe('error');
});

test('a socket that breaks is made anew by the client, and hears again', async () => {
  const mine = `access:customers:own:${rep.id}`;
  const ears = listen(rep);
  await ears.join(mine);
  ears.breakOff();
  await expect.poll(() => ears.joins(mine), { timeout: 15_000 }).toBe(2);
  await customerOf(rep);
  await ears.hears(mine, 1);
});

test('heartbeats are answered, nonsense and floods end the socket', async () => {
  const open = async () => {
    const socket = new WebSocket(
      `${stack.url.replace('http', 'ws')}/realtime/v1/websocket?vsn=2.0.0&apikey=${stack.publishableKey}`,
    );
    onTestFinished(() => socket.terminate());
    await new Promise((done) => socket.once('open', done));
    return socket;
  };
  const closeOf = (socket: WebSocket) => new Promise<number>((done) => socket.once('close', done));
  const calm = await open();
  const answer = new Promise<string>((done) => calm.once('message', (data) => done(String(data))));
  calm.send('[null,"1","phoenix","heartbeat",{}]');
  expect(JSON.parse(await answer)).toEqual([
    null,
    '1',
    'phoenix',
    'phx_reply',
    { status: 'ok', response: {} },
  ]);
  const ended = closeOf(calm);
  calm.send('{"not":"ours"}');
  expect(await ended).toBe(1007);
  const flood = await open();
  const over = closeOf(flood);
  for (let i = 0; i < 300; i++) flood.send('[null,"1","phoenix","heartbeat",{}]');
  expect(await over).toBe(1008);
});

test('events are not to be read or made by the data API', async () => {
  for (const person of [rep, boss]) {
    const answer = await fetch(`${stack.url}/rest/v1/messages`, {
      headers: {
        apikey: stack.publishableKey,
        authorization: `Bearer ${person.token}`,
        'accept-profile': 'realtime',
      },
    });
    expect(answer.status).toBe(406);
  }
});
