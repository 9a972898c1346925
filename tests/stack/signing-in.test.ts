import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { newDataDir, query, until } from './parts/harness.ts';

let stack: Stack;

const person = {
  organisation: 'Acme',
  fullName: 'Ada Ahmadi',
  email: 'Ada@Acme.example',
  password: 'first-password',
  locale: 'fa',
  timezone: 'Asia/Tehran',
  currency: 'EUR',
};

beforeAll(async () => {
  stack = await startStack({ dataDir: newDataDir(), data: 'empty', frontend: 'none', quiet: true });
});
afterAll(() => stack.stop());

/** Posts JSON with the front end's key; gives the status and what was answered. */
async function post(path: string, body: object, token?: string, method = 'POST') {
  const answer = await fetch(stack.url + path, {
    method,
    headers: {
      apikey: stack.publishableKey,
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined, headers: answer.headers };
}

const signIn = (email: string, password: string) =>
  post('/auth/v1/token?grant_type=password', { email, password });

test('the first visit sets the organisation up, once, and its administrator can sign in', async () => {
  const needed = async () => {
    const answer = await fetch(`${stack.url}/functions/v1/setup`, {
      headers: { apikey: stack.publishableKey },
    });
    return answer.json();
  };
  expect(await needed()).toEqual({ needed: true });
  expect(await post('/functions/v1/setup', { ...person, organisation: ' ' })).toMatchObject({
    status: 422,
    body: { error: { code: 'required', field: 'organisation' } },
  });
  expect(await post('/functions/v1/setup', { ...person, password: 'short' })).toMatchObject({
    status: 422,
    body: { error: { code: 'password_too_short', field: 'password' } },
  });
  expect(await post('/functions/v1/setup', { ...person, locale: 'tlh' })).toMatchObject({
    status: 422,
    body: { error: { field: 'locale' } },
  });
  expect(await needed()).toEqual({ needed: true });

  const [one, other] = await Promise.all([
    post('/functions/v1/setup', person),
    post('/functions/v1/setup', person),
  ]);
  expect([one.status, other.status].sort()).toEqual([201, 409]);
  expect(await needed()).toEqual({ needed: false });

  const session = await signIn('ada@acme.example', 'first-password');
  expect(session.status).toBe(200);
  const me = await fetch(`${stack.url}/rest/v1/profiles?select=full_name,locale`, {
    headers: { apikey: stack.publishableKey, authorization: `Bearer ${session.body.access_token}` },
  });
  expect(await me.json()).toEqual([{ full_name: 'Ada Ahmadi', locale: 'fa' }]);
});

test('nobody signs up, by no way', async () => {
  const stranger = { email: 'stranger@acme.example', password: 'a-password' };
  const tries = [
    post('/auth/v1/signup', stranger),
    post('/auth/v1/otp', stranger),
    post('/auth/v1/otp', { ...stranger, create_user: true }),
    post('/auth/v1/otp', { ...stranger, options: { shouldCreateUser: true } }),
    post('/auth/v1/otp', { ...stranger, create_user: false }),
    post('/auth/v1/magiclink', stranger),
    post('/auth/v1/invite', stranger),
    post('/auth/v1/admin/users', stranger),
    post('/auth/v1/authorize?provider=github', {}),
  ];
  for (const { status } of await Promise.all(tries)) expect([404, 422]).toContain(status);
  expect(await query(stack.databaseUrl, `select from auth.users where email like 'stranger%'`)).toEqual([]);
});

test('a forgotten password: the mail comes to the mailbox in the reader’s language, its link works once', async () => {
  expect((await post('/auth/v1/recover', { email: 'nobody@acme.example' })).status).toBe(200);
  expect((await post('/auth/v1/recover', { email: 'ada@acme.example' })).status).toBe(200);
  const mails = () =>
    query<{ recipient: string; subject: string; body_text: string }>(
      stack.databaseUrl,
      'select recipient, subject, body_text from public.mailbox_messages',
    );
  await until(async () => (await mails()).length > 0);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.recipient).toBe('ada@acme.example');
  expect(mail?.subject).toContain('گذرواژهٔ تازه');
  const link = new URL(/http\S+/.exec(mail?.body_text ?? '')?.[0] ?? '');
  expect(link.origin + link.pathname).toBe(`${stack.url}/reset-password`);
  expect(link.searchParams.get('type')).toBe('recovery');

  const elsewhere = await signIn('ada@acme.example', 'first-password');
  const proof = { type: 'recovery', token_hash: link.searchParams.get('token_hash') };
  const session = await post('/auth/v1/verify', proof);
  expect(session.status).toBe(200);
  expect((await post('/auth/v1/verify', proof)).status).toBeGreaterThanOrEqual(400);
  const changed = await post(
    '/auth/v1/user',
    { password: 'second-password' },
    session.body.access_token,
    'PUT',
  );
  expect(changed.status).toBe(200);
  const refresh = await post('/auth/v1/token?grant_type=refresh_token', {
    refresh_token: elsewhere.body.refresh_token,
  });
  expect(refresh.status).toBe(400);
  expect((await signIn('ada@acme.example', 'first-password')).status).toBe(400);
  expect((await signIn('ada@acme.example', 'second-password')).status).toBe(200);
  expect(await query(stack.databaseUrl, `select status from public.outbox`)).toEqual([{ status: 'sent' }]);
});

test('what a person writes about themselves is stored as JSON, not as text in JSON', async () => {
  const session = await signIn('ada@acme.example', 'second-password');
  await post('/auth/v1/user', { data: { colour: 'teal' } }, session.body.access_token, 'PUT');
  expect(
    await query(stack.databaseUrl, `select raw_user_meta_data ->> 'colour' as colour from auth.users`),
  ).toEqual([{ colour: 'teal' }]);
});

test('a session is refreshed, and one’s own address is not changed by oneself', async () => {
  const session = await signIn('ada@acme.example', 'second-password');
  const refreshed = await post('/auth/v1/token?grant_type=refresh_token', {
    refresh_token: session.body.refresh_token,
  });
  expect(refreshed.status).toBe(200);
  const changed = await post(
    '/auth/v1/user',
    { email: 'x@acme.example' },
    refreshed.body.access_token,
    'PUT',
  );
  expect(changed).toMatchObject({ status: 422, body: { error_code: 'email_change_disabled' } });
});

test('who is banned neither signs in nor refreshes', async () => {
  const session = await signIn('ada@acme.example', 'second-password');
  await query(stack.databaseUrl, `update auth.users set banned_until = now() + interval '1 hour'`);
  const refused = { status: 400, body: { error_code: 'user_banned' } };
  expect(await signIn('ada@acme.example', 'second-password')).toMatchObject(refused);
  expect(await query(stack.databaseUrl, 'select from auth.sessions')).toEqual([]);
  const refresh = await post('/auth/v1/token?grant_type=refresh_token', {
    refresh_token: session.body.refresh_token,
  });
  expect(refresh.status).toBe(400);
  await query(stack.databaseUrl, 'update auth.users set banned_until = null');
  expect((await signIn('ada@acme.example', 'second-password')).status).toBe(200);
});

test('guessing passwords is slowed down, whoever’s they are, and does not lock others out', async () => {
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect((await signIn('victim@acme.example', `guess-${attempt}`)).status).toBe(400);
  }
  const refused = await signIn('Victim@acme.example', 'guess-11');
  expect(refused).toMatchObject({ status: 429, body: { error_code: 'over_request_rate_limit' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await signIn('ada@acme.example', 'second-password')).status).toBe(200);
});

test('asking for password mails is slowed down', async () => {
  const statuses: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    statuses.push((await post('/auth/v1/recover', { email: 'flood@acme.example' })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
});
