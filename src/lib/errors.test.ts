import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AtriumError, type Failure, fromApi, isTransient, toAtriumError } from './errors';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

describe('fromApi', () => {
  it.each<[string, Failure, number, object]>([
    ['a session that is over', { code: 'PGRST301', message: 'JWT expired' }, 401, { kind: 'expired' }],
    ['a right that a session without a token lacks', { code: '42501' }, 401, { kind: 'expired' }],
    ['a right that somebody lacks', { code: '42501' }, 403, { kind: 'denied', statusCode: 403 }],
    ['a statement that took too long', { code: '57014' }, 500, { kind: 'timeout', key: 'errors.timeout' }],
    [
      'too many requests',
      { message: 'slow down' },
      429,
      { kind: 'timeout', key: 'errors.too_many_requests' },
    ],
    ['a body too large', { message: '<html>' }, 413, { kind: 'too_large' }],
    ['a URL too long', { message: '' }, 414, { kind: 'too_large' }],
    ['headers too long', { message: '' }, 431, { kind: 'too_large' }],
    ['a server behind the gateway that is down', { message: '' }, 502, { kind: 'offline', statusCode: 502 }],
    ['a database that starts', { code: '57P03' }, 503, { kind: 'offline', key: 'errors.unavailable' }],
    ['no row where one was asked', { code: 'PGRST116' }, 406, { kind: 'gone' }],
    ['a column that is not there', { code: 'PGRST204' }, 400, { kind: 'unknown', key: 'errors.mismatch' }],
    ['a text too long', { code: '22001' }, 400, { kind: 'invalid', key: 'errors.too_long' }],
    ['a family of codes', { code: '22P05' }, 400, { kind: 'invalid', key: 'errors.malformed' }],
    ['what nobody knows', { code: 'XX000', message: 'oops' }, 500, { kind: 'unknown', statusCode: 500 }],
  ])('says what %s means', (_, failure, status, expected) => {
    expect(fromApi(failure, status)).toMatchObject(expected);
  });

  it.each<[Failure, string | undefined, string[]]>([
    [
      { code: '23505', message: 'duplicate key value violates unique constraint "deals_number_key"' },
      'deals',
      ['number'],
    ],
    [
      {
        code: '23505',
        message: 'duplicate key value violates unique constraint "x"',
        details: 'Key (customer_id, tag_id)=(1, 2) already exists.',
      },
      undefined,
      ['customer_id', 'tag_id'],
    ],
    [
      {
        code: '23503',
        message:
          'insert or update on table "deals" violates foreign key constraint "deals_lost_reason_id_fkey"',
      },
      undefined,
      ['lost_reason_id'],
    ],
    [
      {
        code: '23514',
        message: 'new row for relation "customers" violates check constraint "customers_price_max_check"',
      },
      'customers',
      ['price_max'],
    ],
    [
      {
        code: '23502',
        message: 'null value in column "name" of relation "customers" violates not-null constraint',
      },
      undefined,
      ['name'],
    ],
    [
      { code: '23505', message: 'duplicate key value violates unique constraint "somebody_elses"' },
      'deals',
      [],
    ],
  ])('names the fields of %o', (failure, table, fields) => {
    const error = fromApi(failure, 409, table);
    expect(error.field).toBe(fields[0]);
    expect(Object.keys(error.errors ?? {})).toEqual(fields);
  });

  it('tells a record that is still needed from one that is missing', () => {
    const message =
      'update or delete on table "tags" violates foreign key constraint "a_b_fkey" on table "customer_tags"';
    expect(fromApi({ code: '23503', message }, 409).key).toBe('errors.still_referenced');
  });

  it("does not take Postgres' own hints for keys", () => {
    const hint = 'Perhaps you meant to reference the column "a.b".';
    expect(fromApi({ code: '42703', hint }, 400).key).toBe('errors.mismatch');
  });
});

describe('toAtriumError', () => {
  it('leaves what is one as it is', () => {
    const error = new AtriumError('gone', 'errors.gone');
    expect(toAtriumError(error)).toBe(error);
  });

  it.each([
    [new TypeError('Failed to fetch'), 'offline'],
    [new TypeError('x is not a function'), 'unknown'],
    [{ status: 429 }, 'timeout'],
    ['a word', 'unknown'],
  ])('says what %o means', (thrown, kind) => {
    expect(toAtriumError(thrown).kind).toBe(kind);
  });
});

it('calls transient what may pass by itself', () => {
  expect(isTransient(fromApi({ message: '' }, 503))).toBe(true);
  expect(isTransient(fromApi({ code: '42501' }, 403))).toBe(false);
  expect(isTransient(new Error('x'))).toBe(false);
});

it('has a text for every reason, in every language', () => {
  const sources = ['src/lib/errors.ts', 'src/lib/error-causes.ts']
    .concat(readdirSync(resolve(root, 'src/providers/data')).map((name) => `src/providers/data/${name}`))
    .map(read)
    .join('\n');
  const migrations = readdirSync(resolve(root, 'supabase/migrations'))
    .map((name) => read(`supabase/migrations/${name}`))
    .join('\n');
  const keys = [
    ...sources.matchAll(/'errors\.(\w+)'/g),
    ...sources.matchAll(/key: '(\w+)'/g),
    ...read('src/lib/errors.ts').matchAll(/(?:: |known\()\['\w+', '(\w+)'\]/g),
    ...migrations.matchAll(/private\.fail\(\s*'\w+',\s*'(\w+)'/g),
  ].map(([, key]) => key);
  expect(keys.length).toBeGreaterThan(50);
  for (const language of ['en', 'zh-CN', 'zh-TW', 'fa']) {
    const { errors } = JSON.parse(read(`src/locales/${language}.json`));
    const missing = [...new Set(keys)].filter((key) => typeof errors[String(key)] !== 'string');
    expect(missing, language).toEqual([]);
  }
});
