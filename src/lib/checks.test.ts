import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FieldType, problemOf, sameValue, tidy } from './checks';

const key = (type: FieldType, value: unknown, more = {}) => problemOf({ type, ...more }, value)?.key;

describe('problemOf', () => {
  it('asks for what is required and lets the rest be empty', () => {
    for (const nothing of ['', '  ', '\u200b', '\u200f \u2060\ufeff', '\u3164', null, undefined, []]) {
      expect(key('text', nothing)).toBeUndefined();
      expect(key('text', nothing, { required: true })).toBe('form.check.required');
    }
  });

  it.each([
    ['email', 'a@b.example', 'a@b'],
    ['domain', 'acme.example', 'acme'],
    ['domain', 'بازار.example', 'a b.example'],
    ['url', 'HTTPS://acme.example/x?y', 'ftp://acme.example'],
    ['phone', '+49 30 (0) 901-820', 'call me'],
    ['phone', '۰۲۱ ۸۸۷۷', 'زنگ'],
    ['number', 12, 'twelve'],
  ] as const)('%s takes %j and refuses %j', (type, good, bad) => {
    expect(key(type, good)).toBeUndefined();
    expect(key(type, bad)).toBe(`form.check.${type}`);
  });

  it('counts characters as the database does', () => {
    expect(key('text', '🌍'.repeat(10), { max: 10 })).toBeUndefined();
    expect(problemOf({ type: 'text', max: 10 }, 'x'.repeat(11))).toEqual({
      key: 'form.check.tooLong',
      params: { max: 10 },
    });
    expect(key('email', `${'x'.repeat(250)}@b.example`)).toBe('form.check.tooLong');
  });

  it('keeps numbers in their range', () => {
    expect(key('number', -1, { least: 0 })).toBe('form.check.least');
    expect(key('number', 31, { most: 30 })).toBe('form.check.most');
    expect(key('number', 1.5, { whole: true })).toBe('form.check.whole');
    expect(key('number', 0, { least: 0, whole: true })).toBeUndefined();
  });

  it('has the shapes of the database', () => {
    const sql = readFileSync(
      new URL('../../supabase/migrations/20261121100300_customers.sql', import.meta.url),
      'utf8',
    );
    expect(sql).toContain(String.raw`domain ~ '^[^\s@/:]+\.[^\s@/:]+$'`);
    expect(sql).toContain(String.raw`website ~* '^https?://\S+$'`);
    expect(sql).toContain(String.raw`email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'`);
    expect(sql).toContain("phone ~ '[0-9۰-۹٠-٩]'");
  });
});

it('knows what cannot be seen by the list of the database', () => {
  const sql = readFileSync(
    new URL('../../supabase/migrations/20261211100000_visible_names.sql', import.meta.url),
    'utf8',
  );
  const lists = new Set([...sql.matchAll(/~ '\[\^([^\]]+)\]'/g)].map(([, list]) => list));
  expect(lists.size).toBe(1);
  const seen = new RegExp(`[^${[...lists][0]}]`, 'u');
  for (let code = 1; code < 0x10000; code += 1) {
    const character = String.fromCharCode(code);
    if (code >= 0xd800 && code <= 0xdfff) continue;
    expect(tidy('text', character) !== null, `U+${code.toString(16)}`).toBe(seen.test(character));
  }
});

describe('tidy', () => {
  it.each([
    ['text', '  a ', 'a'],
    ['text', '\u200b\ufeffa\u200b', 'a'],
    ['text', '\u202eevil', 'evil'],
    ['text', 'نیم\u200cفاصله', 'نیم\u200cفاصله'],
    ['text', '👩‍👩‍👧‍👦 ❤️', '👩‍👩‍👧‍👦 ❤️'],
    ['text', '\u200b \u2060', null],
    ['text', '   ', null],
    ['number', 0, 0],
    ['tags', [' a ', '', 'b'], ['a', 'b']],
    ['tags', undefined, []],
    ['switch', undefined, false],
    ['domain', 'https://Acme.example/shop?x=1', 'acme.example'],
    ['domain', 'acme.example:8080', 'acme.example'],
    ['url', 'acme.example', 'https://acme.example'],
    ['url', 'http://acme.example', 'http://acme.example'],
    ['url', 'nonsense', 'nonsense'],
  ] as const)('%s: %j becomes %j', (type, value, expected) => {
    expect(tidy(type, value)).toEqual(expected);
  });

  it('sees what is the same', () => {
    expect(sameValue('text', null, '  ')).toBe(true);
    expect(sameValue('tags', undefined, [])).toBe(true);
    expect(sameValue('number', 0, null)).toBe(false);
  });
});
