import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { signJwt } from '../../supabase/local/jwt.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { newDataDir, query } from './parts/harness.ts';

let stack: Stack;
const dataDir = newDataDir();

beforeAll(async () => {
  stack = await startStack({ dataDir, data: 'empty', frontend: 'none', quiet: true });
});
afterAll(() => stack.stop());

const ask = (path: string, init: RequestInit = {}) => fetch(stack.url + path, init);
const withKey = (key: string, more: Record<string, string> = {}) => ({ headers: { apikey: key, ...more } });

test.for([
  '/rest/v1/customers',
  '/auth/v1/user',
  '/functions/v1/setup',
  '/realtime/v1/',
  '/storage/v1/bucket',
])('%s without our key is 401', async (path) => {
  expect((await ask(path)).status).toBe(401);
  expect((await ask(path, withKey('sb_publishable_another'))).status).toBe(401);
  expect((await ask(`${path}?apikey=`)).status).toBe(401);
});

test('the key of the front end reads nothing; the secret key is the service role; a Bearer that is no token is dropped', async () => {
  const rows = '/rest/v1/settings?select=id';
  expect((await ask(rows, withKey(stack.publishableKey))).status).toBe(401);
  expect((await ask(rows, withKey(stack.secretKey))).status).toBe(200);
  expect((await ask(`${rows}&apikey=${stack.secretKey}`)).status).toBe(200);
  const dropped = { authorization: `Bearer ${stack.secretKey}` };
  expect((await ask(rows, withKey(stack.secretKey, dropped))).status).toBe(200);
  expect((await ask(rows, withKey(stack.publishableKey, dropped))).status).toBe(401);
});

test('a token that we did not sign, or nobody signed, is refused', async () => {
  const forged = signJwt({ role: 'service_role' }, 'another secret, which is long enough for this');
  const unsigned = `${forged.split('.').slice(0, 2).join('.')}.`;
  for (const token of [forged, unsigned]) {
    const answer = await ask(
      '/rest/v1/settings',
      withKey(stack.publishableKey, { authorization: `Bearer ${token}` }),
    );
    expect(answer.status).toBe(401);
  }
});

test('config.json tells the front end where the API is, by the name it was asked under', async () => {
  const port = new URL(stack.url).port;
  const answer = await fetch(`http://localhost:${port}/config.json`);
  expect(await answer.json()).toEqual({
    supabaseUrl: `http://localhost:${port}`,
    supabaseKey: stack.publishableKey,
  });
});

test('a browser is told no secret key: the front end names none, and gets none at the start', async () => {
  const { supabaseUrl: _, ...told } = z
    .object({ supabaseUrl: z.string(), supabaseKey: z.string() })
    .strict()
    .parse(await (await fetch(`${stack.url}/config.json`)).json());
  expect(JSON.stringify(told)).not.toContain(stack.secretKey);
  const folder = join(import.meta.dirname, '../../src');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(files.length).toBeGreaterThan(100);
  const telling = files
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => /service_role|sb_secret_|SUPABASE_S(ECRET|ERVICE)/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(folder, file));
  expect(telling).toEqual([]);
});

test('every answer has the security headers, an answer of the API is not stored', async () => {
  for (const path of ['/config.json', '/nothing', '/rest/v1/settings']) {
    const { headers } = await ask(path, withKey(stack.secretKey));
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
  expect((await ask('/rest/v1/settings', withKey(stack.secretKey))).headers.get('cache-control')).toBe(
    'no-store',
  );
});

test('a count alone is answered once', async () => {
  const complaints = vi.spyOn(console, 'error');
  const { status, headers } = await ask('/rest/v1/settings?select=id', {
    method: 'HEAD',
    headers: { apikey: stack.secretKey, prefer: 'count=exact' },
  });
  expect([status, headers.get('content-range')]).toEqual([200, '*/0']);
  // The server, in this very process, would say that it answered twice.
  await ask('/config.json');
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});

test('a body that is too large is 413', async () => {
  const init = { method: 'POST', ...withKey(stack.publishableKey, { 'content-type': 'application/json' }) };
  expect((await ask('/rest/v1/tags', { ...init, body: 'x'.repeat(10 * 1024 * 1024 + 1) })).status).toBe(413);
  expect(
    (await ask('/auth/v1/token?grant_type=password', { ...init, body: 'x'.repeat(70_000) })).status,
  ).toBe(413);
});

test('storage answers who has a key, and shows nobody its buckets', async () => {
  expect((await ask('/storage/v1/bucket')).status).toBe(401);
  const answer = await ask('/storage/v1/bucket', withKey(stack.publishableKey));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([]);
});

test('what is not served says so', async () => {
  expect((await ask('/realtime/v1/websocket', withKey(stack.publishableKey))).status).toBe(426);
  expect((await ask('/storage/v1/s3/bucket', withKey(stack.publishableKey))).status).toBe(404);
  expect((await ask('/functions/v1/other', withKey(stack.publishableKey))).status).toBe(404);
});

test.for([
  ['websocket?vsn=2.0.0', 401],
  ['websocket?vsn=2.0.0&apikey=another', 401],
  ['websocket?vsn=1.0.0&apikey=KEY', 400],
  ['elsewhere?vsn=2.0.0&apikey=KEY', 404],
] as const)('a web socket at %s is refused with %i, not left hanging', async ([path, status]) => {
  const socket = new (await import('ws')).WebSocket(
    `${stack.url.replace('http', 'ws')}/realtime/v1/${path.replace('KEY', stack.publishableKey)}`,
  );
  const error = await new Promise<Error>((done) => socket.once('error', done));
  expect(error.message).toBe(`Unexpected server response: ${status}`);
});

test('the environment file is its owner’s alone and holds what other programs need', async () => {
  expect(statSync(join(dataDir, 'env')).mode & 0o777).toBe(0o600);
  const text = await import('node:fs').then(({ readFileSync }) => readFileSync(join(dataDir, 'env'), 'utf8'));
  for (const line of [
    `SUPABASE_URL=${stack.url}`,
    `SUPABASE_PUBLISHABLE_KEY=${stack.publishableKey}`,
    `SUPABASE_SECRET_KEY=${stack.secretKey}`,
    `DATABASE_URL=${stack.databaseUrl}`,
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

test('the database stands as on Supabase: no superuser owns or runs anything of ours', async () => {
  expect(
    await query(
      stack.databaseUrl,
      `select rolname from pg_roles where rolsuper and rolname in ('postgres', 'authenticator', 'supabase_auth_admin', 'service_role')`,
    ),
  ).toEqual([]);
  expect(
    await query(
      stack.databaseUrl,
      `select distinct tableowner from pg_tables where schemaname in ('public', 'private')`,
    ),
  ).toEqual([{ tableowner: 'postgres' }]);
  expect(
    await query(
      stack.databaseUrl,
      `select table_name from information_schema.role_table_grants where grantee = 'supabase_auth_admin' and table_schema = 'public'`,
    ),
  ).toEqual([]);
});

test('auth.uid() and its kin are Supabase’s also after the auth server has worked', async () => {
  await ask('/auth/v1/token?grant_type=password', {
    method: 'POST',
    ...withKey(stack.publishableKey, { 'content-type': 'application/json' }),
    body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong-password' }),
  });
  const id = '11111111-1111-4111-8111-111111111111';
  const rows = await query(
    stack.databaseUrl,
    `select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() as jwt
     from (select set_config('request.jwt.claims', $1, false)) as claims offset 0`,
    [JSON.stringify({ sub: id, role: 'authenticated', email: 'a@b.example' })],
  );
  expect(rows).toEqual([
    {
      uid: id,
      role: 'authenticated',
      email: 'a@b.example',
      jwt: { sub: id, role: 'authenticated', email: 'a@b.example' },
    },
  ]);
});
