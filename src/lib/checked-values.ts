import { readFileSync } from 'node:fs';

const migrations = new URL('../../supabase/migrations/', import.meta.url);

/** The values that the check of a column allows, as a migration's file has it, sorted. For tests only. */
export function checkedValues(migration: string, column: string): string[] {
  const text = readFileSync(new URL(migration, migrations), 'utf8');
  const list = new RegExp(`check \\(${column} in \\(([^)]+)\\)`).exec(text)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, value]) => value ?? '').sort();
}
