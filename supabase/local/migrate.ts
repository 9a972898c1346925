import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import { openClient } from './client.ts';
import { messageOf, StackError } from './errors.ts';
import { splitSql } from './split-sql.ts';

interface Migration {
  version: string;
  name: string;
  text: string;
}

const migrationsFolder = join(import.meta.dirname, '..', 'migrations');

/**
 * Applies the migrations that a database does not have yet, each in a transaction of its own, and records them as the
 * Supabase CLI does, so that both can be used on one database.
 * @param url address of the role `postgres`, or of a superuser (who then becomes `postgres`).
 * @returns how many were applied.
 * @raises StackError when the database knows a migration that is not here, or when one fails.
 */
export async function migrate(url: string): Promise<number> {
  const client = await openClient(url, ['role=postgres', 'statement_timeout=0']);
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const migrations = readMigrations();
    const applied = await appliedVersions(client);
    refuseUnknown(applied, migrations);
    const missing = migrations.filter(({ version }) => !applied.has(version));
    for (const migration of missing) await apply(client, migration);
    return missing.length;
  } finally {
    await client.end();
  }
}

const lockKey = 5_173_001;

function readMigrations(): Migration[] {
  return readdirSync(migrationsFolder)
    .filter((file) => /^\d+_.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const [, version = '', name = ''] = /^(\d+)_(.+)\.sql$/.exec(basename(file)) ?? [];
      return { version, name, text: readFileSync(join(migrationsFolder, file), 'utf8') };
    });
}

async function appliedVersions(client: pg.Client): Promise<Set<string>> {
  await client.query(`
    set client_min_messages to warning;
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
    alter table supabase_migrations.schema_migrations add column if not exists statements text[];
    alter table supabase_migrations.schema_migrations add column if not exists name text;
    reset client_min_messages;
  `);
  const { rows } = await client.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  );
  return new Set(rows.map(({ version }) => version));
}

function refuseUnknown(applied: Set<string>, migrations: Migration[]): void {
  const known = new Set(migrations.map(({ version }) => version));
  const unknown = [...applied].filter((version) => !known.has(version));
  if (unknown.length === 0) return;
  throw new StackError(
    `The database was made by a newer Atrium (it has the migration ${unknown.sort().at(-1)}, which is not here). Update Atrium, or begin anew: npm run demo:reset`,
  );
}

async function apply(client: pg.Client, { version, name, text }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
      [version, name, splitSql(text)],
    );
    await client.query('commit');
    await client.query('reset all');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new StackError(`The migration ${version}_${name} failed: ${sayWhy(error, text)}`);
  }
}

/** Postgres's message with its hint and the line it points at. */
function sayWhy(error: unknown, text: string): string {
  if (!(error instanceof pg.DatabaseError)) return messageOf(error);
  const line = error.position ? ` (line ${text.slice(0, Number(error.position)).split('\n').length})` : '';
  const where = !error.position && error.where ? ` (${error.where.split('\n')[0]})` : '';
  return `${error.message}${line}${where}${error.hint ? `. ${error.hint}` : ''}`;
}
