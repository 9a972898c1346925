import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDataProvider } from '../../src/providers/data.ts';
import { anonymous, sql, stack } from '../../supabase/tests/support.ts';
import { customersPerson } from './people.ts';

/** What was sent, of requests that really went out. */
const sent: { method: string; url: string }[] = [];
const provider = createDataProvider(
  createClient(stack.url, stack.secretKey, {
    global: {
      fetch: (input, init) => {
        sent.push({ method: init?.method ?? 'GET', url: String(input) });
        return fetch(input, init);
      },
    },
  }),
);

const echo = (payload: object, meta: object = { stable: true }) =>
  provider.custom({ url: 'test_echo', method: 'get', payload, meta });

beforeAll(async () => {
  await sql.query(`
    create or replace function public.test_echo(request jsonb, note text default null) returns jsonb
      language sql stable as $$ select jsonb_build_object('note', note, 'request',
        case jsonb_typeof(request) when 'string' then (request #>> '{}')::jsonb else request end) $$;
    create or replace function public.test_refuse(code text, hint text, detail text) returns void
      language plpgsql stable as $$ begin raise exception using errcode = code, hint = hint, detail = detail; end $$;
    grant execute on function public.test_echo, public.test_refuse to service_role;
    notify pgrst, 'reload schema'`);
  await vi.waitFor(() => echo({ request: 1 }), { timeout: 20_000 });
});
afterAll(async () => {
  await sql.query(`
    drop function public.test_echo, public.test_refuse;
    notify pgrst, 'reload schema'`);
});

describe('a function', () => {
  it.each([
    ['objects', { request: { a: [1, 'x,y', { b: '"q"' }], c: null, d: 'eq.5', e: 'شرکت 🎉' } }],
    ['arrays', { request: ['a,b', '{c}', null, 1.5] }],
    ['texts beside them', { request: {}, note: 'a&b=c#d %2C +"' }],
  ])('that is stable is asked by GET, and gets %s as they are', async (_, payload) => {
    sent.length = 0;
    const { data } = await echo(payload);
    expect(data).toEqual({ note: null, ...payload });
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['too long for a URL', { request: { text: 'x'.repeat(4100) } }],
    ['null', { request: {}, note: null }],
    ['mistaken for a filter', { request: {}, note: 'in.gov' }],
  ])('that is stable is asked by POST when an argument is %s', async (_, payload) => {
    sent.length = 0;
    const { data } = await echo(payload);
    expect(data).toEqual({ note: null, ...payload });
    expect(sent.map(({ method }) => method)).toEqual(['POST']);
  });

  it('is asked by POST when nothing says it is stable', async () => {
    sent.length = 0;
    await echo({ request: {} }, {});
    await echo({ request: {} }, { stable: 'true' });
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('that is not there is a mismatch of screens and database', async () => {
    const asked = provider.custom({ url: 'rpc/test_nothing', method: 'post' });
    await expect(asked).rejects.toMatchObject({ kind: 'unknown', key: 'errors.mismatch' });
  });
});

describe('what our SQL raises', () => {
  const refuse = (code: string, hint: string, detail = '') =>
    provider.custom({ url: 'test_refuse', method: 'post', payload: { code, hint, detail } });

  it.each([
    ['P0001', 'invalid'],
    ['42501', 'denied'],
    ['P0002', 'gone'],
    ['22023', 'invalid'],
    ['PT409', 'conflict'],
  ])('%s is %s, with its hint for a key', async (code, kind) => {
    await expect(refuse(code, 'our_reason')).rejects.toMatchObject({ kind, key: 'errors.our_reason' });
  });

  it('brings the values of its text, and its field', async () => {
    const detail = JSON.stringify({ field: 'timezone', name: 'Mars', days: 3 });
    await expect(refuse('22023', 'our_reason', detail)).rejects.toMatchObject({
      field: 'timezone',
      params: { name: 'Mars', days: 3 },
      errors: { timezone: { key: 'errors.our_reason' } },
    });
  });
});

describe('a session', () => {
  it('that is none gets no data', async () => {
    const nobody = createDataProvider(anonymous());
    await expect(nobody.getList({ resource: 'customers' })).rejects.toMatchObject({ kind: 'expired' });
  });

  it('with a token that nobody signed is over', async () => {
    const client = createClient(stack.url, stack.publishableKey, {
      accessToken: async () => 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYXV0aGVudGljYXRlZCJ9.AAAA',
    });
    const asked = createDataProvider(client).getList({ resource: 'customers' });
    await expect(asked).rejects.toMatchObject({ kind: 'expired', statusCode: 401 });
  });
});

it('says that the server cannot be reached', async () => {
  const client = createClient('http://127.0.0.1:9', stack.publishableKey);
  const asked = createDataProvider(client).getList({ resource: 'customers' });
  await expect(asked).rejects.toMatchObject({ kind: 'offline', key: 'errors.offline', statusCode: 0 });
});

it('says of a list filtered by more than a URL holds that it is too large', async () => {
  const { provider: person } = await customersPerson();
  const value = Array.from({ length: 2000 }, () => '00000000-0000-4000-8000-00000000dead');
  const asked = person.getList({
    resource: 'customers',
    filters: [{ field: 'id', operator: 'in', value }],
  });
  await expect(asked).rejects.toMatchObject({ kind: 'too_large', key: 'errors.too_large' });
});
