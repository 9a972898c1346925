import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { signJwt } from '../local/jwt.ts';
import { ask } from './matrix/api.ts';
import { createPerson, type Person, sql, stack } from './support.ts';

let rep: Person;
let admin: Person;

beforeAll(async () => {
  rep = await createPerson({ roles: ['sales_rep'] });
  admin = await createPerson({ roles: ['admin'] });
  await sql.query(`insert into public.customers (name, owner_id) values ('Of the admin', $1)`, [admin.id]);
});

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const claims = (change: object = {}) => ({
  sub: admin.userId,
  role: 'authenticated',
  aud: 'authenticated',
  session_id: randomUUID(),
  iat: Math.floor(Date.now() / 1000),
  exp: Math.floor(Date.now() / 1000) + 3600,
  ...change,
});

/** A token of our own making: its head, what it claims, and how it is signed. */
function forged(head: object, payload: object, signature: (text: string) => string): string {
  const text = `${encoded(head)}.${encoded(payload)}`;
  return `${text}.${signature(text)}`;
}

const hmac = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url');

describe('a token is refused that', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  test.each<[string, () => string]>([
    ['is not signed (alg none)', () => forged({ alg: 'none', typ: 'JWT' }, claims(), () => '')],
    ['says none and is signed all the same', () => forged({ alg: 'none' }, claims(), hmac(stack.jwtSecret))],
    ['is spelled nOnE', () => forged({ alg: 'nOnE' }, claims(), () => '')],
    ['is signed with another key', () => forged({ alg: 'HS256' }, claims(), hmac('another key'.repeat(4)))],
    ['is signed with an empty key', () => forged({ alg: 'HS256' }, claims(), hmac(''))],
    [
      'is signed with the publishable key',
      () => forged({ alg: 'HS256' }, claims(), hmac(stack.publishableKey)),
    ],
    [
      'is signed by a pair of keys of the forger’s',
      () =>
        forged({ alg: 'RS256' }, claims(), (text) =>
          sign('sha256', Buffer.from(text), rsa.privateKey).toString('base64url'),
        ),
    ],
    ['is over', () => signJwt(claims({ exp: Math.floor(Date.now() / 1000) - 3600 }), stack.jwtSecret)],
    [
      'is not valid yet',
      () => signJwt(claims({ nbf: Math.floor(Date.now() / 1000) + 3600 }), stack.jwtSecret),
    ],
    [
      'was changed after it was signed',
      () => {
        const [head, , signature] = rep.token.split('.');
        return `${head}.${encoded(claims())}.${signature}`;
      },
    ],
  ])('%s', async (_, make) => {
    const answer = await ask(make(), 'GET', 'customers?select=id&limit=1');
    expect(answer.status, JSON.stringify(answer.body)).toBe(401);
  });
});

describe('a token that is signed as it should be, and claims more', () => {
  test('is of no more use for another role in it', async () => {
    for (const role of ['service_role', 'postgres', 'supabase_auth_admin', 'atrium_worker']) {
      const stolen = signJwt(claims({ sub: rep.userId, role }), stack.jwtSecret);
      // who holds the key that signs could be anybody: what is left is that the gateway and the database know their roles
      const answer = await ask(stolen, 'GET', 'customers?select=id&limit=1');
      if (role !== 'service_role') expect(answer.status, role).toBeGreaterThanOrEqual(400);
    }
  });

  test('is of no more use for claims of ours in it: nothing but who it is counts', async () => {
    const boastful = signJwt(
      claims({
        sub: rep.userId,
        roles: ['admin'],
        app_metadata: { role: 'admin', profile_id: admin.id },
        user_metadata: { role: 'admin' },
        profile_id: admin.id,
        permissions: { customers: { read: 'all' } },
      }),
      stack.jwtSecret,
    );
    const answer = await ask(boastful, 'POST', 'rpc/my_permissions', {});
    expect(answer.body).toMatchObject({ profile_id: rep.id, roles: ['sales_rep'] });
  });

  test('of nobody, or of somebody unknown, opens nothing', async () => {
    for (const sub of [undefined, '', randomUUID(), 'not an id']) {
      const answer = await ask(
        signJwt(claims({ sub }), stack.jwtSecret),
        'GET',
        'customers?select=id&limit=1',
      );
      if (answer.status < 300) expect(answer.body).toEqual([]);
    }
  });
});

test('the live token of somebody who is deactivated opens nothing from that moment', async () => {
  const person = await createPerson({ roles: ['admin'] });
  const read = async () => (await ask(person.token, 'GET', 'customers?select=id&limit=1')).body;
  expect(await read()).toHaveLength(1);
  await sql.query('update public.profiles set active = false where id = $1', [person.id]);
  expect(await read()).toEqual([]);
  expect((await ask(person.token, 'POST', 'customers', { name: 'X' })).code).toBe('42501');
  expect((await ask(person.token, 'POST', 'rpc/my_permissions', {})).body).toMatchObject({
    profile_id: null,
  });
  await sql.query('update public.profiles set active = true where id = $1', [person.id]);
  expect(await read()).toHaveLength(1);
});

test('headers choose neither another role nor another schema', async () => {
  const attempts: Record<string, string>[] = [
    { 'Accept-Profile': 'private' },
    { 'Accept-Profile': 'auth' },
    { 'Content-Profile': 'private', Role: 'service_role' },
    { 'X-Client-Info': 'x', 'request.jwt.claims': '{"role":"service_role"}' },
  ];
  for (const headers of attempts) {
    const response = await fetch(`${stack.url}/rest/v1/access_keys?limit=1`, {
      headers: {
        apikey: stack.publishableKey,
        Authorization: `Bearer ${rep.token}`,
        ...headers,
      },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('base_id"');
  }
});
