import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as options from './options';

const migration = readFileSync(
  new URL('../../../supabase/migrations/20261121100500_support.sql', import.meta.url),
  'utf8',
);

/** The values that a column's check in the migration allows. */
function allowed(column: string): string[] {
  const list = new RegExp(`check \\(${column} in \\(([^)]+)\\)`).exec(migration)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, value]) => value ?? '');
}

describe('the choices are those of the database', () => {
  it.each([
    ['status', options.statuses],
    ['priority', options.priorities],
    ['channel', options.channels],
    ['category', options.categories],
  ])('%s', (column, values) => {
    expect([...values].sort()).toEqual(allowed(column).sort());
    expect(values.length).toBeGreaterThan(1);
  });
});
