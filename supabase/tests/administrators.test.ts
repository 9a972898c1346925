import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/lib/database.types.ts';
import { temporaryFolder } from '../../tests/run/workspace.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { type Client, password } from './support.ts';

/** A company of its own: in the others' there are always more administrators than one. */
let stack: Stack;
let sql: pg.Pool;
let first: Account;
let second: Account;
let adminRole: string;
let copyRole: string;

interface Account {
  id: string;
  api: Client;
}

const refused = { hint: 'last_administrator', code: '23514' };

beforeAll(async () => {
  stack = await startStack({
    dataDir: join(temporaryFolder('administrators-'), 'atrium'),
    port: 0,
    data: 'none',
    frontend: 'none',
    quiet: true,
  });
  sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 6 });
  await sql.query(`select public.setup_organisation($1)`, [
    { organisation: 'Guarded', full_name: 'First Admin', email: 'first@test.example', password },
  ]);
  const { rows } = await sql.query<{ id: string }>(
    `insert into public.profiles (user_id, full_name, email)
     values (private.create_sign_in('second@test.example', $1), 'Second Admin', 'second@test.example') returning id`,
    [password],
  );
  adminRole = await one(`select id from public.roles where key = 'admin'`);
  copyRole = await one(
    `insert into public.roles (key, name) values ('other_admin', 'Other administrator') returning id`,
  );
  await sql.query(
    `insert into public.role_permissions (role_id, resource, action, scope)
     select $1, resource, action, scope from public.role_permissions where role_id = $2`,
    [copyRole, adminRole],
  );
  first = {
    id: await one(`select id from public.profiles where email = 'first@test.example'`),
    api: await signIn('first@test.example'),
  };
  second = { id: rows[0]?.id ?? '', api: await signIn('second@test.example') };
}, 120_000);

afterAll(async () => {
  await sql?.end();
  await stack?.stop();
});

async function one(text: string, values: unknown[] = []): Promise<string> {
  const { rows } = await sql.query<unknown[]>({ text, values, rowMode: 'array' });
  return String(rows[0]?.[0]);
}

const clientOf = (key: string): Client =>
  createClient<Database>(stack.url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });

async function signIn(email: string): Promise<Client> {
  const client = clientOf(stack.publishableKey);
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return client;
}

/** The first one alone is an administrator, by the shipped role; or the second too, by one of their own. */
async function administrators(who: 'first' | 'both'): Promise<void> {
  const give =
    'insert into public.profile_roles (profile_id, role_id) values ($1, $2) on conflict do nothing';
  await sql.query(give, [first.id, adminRole]);
  await sql.query('update public.profiles set active = true where not active');
  if (who === 'both') await sql.query(give, [second.id, copyRole]);
  else await sql.query('delete from public.profile_roles where profile_id = $1', [second.id]);
}

const count = () => one('select private.count_administrators()');

describe('the last administrator stays one', () => {
  beforeAll(() => administrators('first'));

  test('through the API, as themselves', async () => {
    const { api, id } = first;
    const permissions = () => api.from('role_permissions');
    const attempts = [
      api.from('profile_roles').delete().eq('profile_id', id),
      api
        .from('profile_roles')
        .update({ role_id: copyRole.replace(/.$/, '0') })
        .eq('profile_id', id),
      api.from('profiles').update({ active: false }).eq('id', id),
      permissions()
        .update({ scope: 'team' })
        .match({ role_id: adminRole, resource: 'roles', action: 'update' }),
      permissions().delete().match({ role_id: adminRole, resource: 'profiles', action: 'update' }),
      permissions().upsert({ role_id: adminRole, resource: 'roles', action: 'update', scope: 'none' }),
      api.rpc('save_person', { payload: { id, role_ids: [] } }),
    ];
    for (const [index, attempt] of attempts.entries()) {
      const { error } = await attempt;
      // a role that does not exist is refused for that
      if (index === 1) expect(error).not.toBeNull();
      else expect(error, String(index)).toMatchObject(refused);
    }
    expect(await count()).toBe('1');
  });

  test('by the service role', async () => {
    const api = clientOf(stack.secretKey);
    for (const attempt of [
      api.from('profiles').update({ active: false }).eq('id', first.id),
      api.from('profiles').update({ user_id: null }).eq('id', first.id),
      api.from('profile_roles').delete().eq('role_id', adminRole),
      api.from('role_permissions').delete().eq('role_id', adminRole),
    ]) {
      const { error } = await attempt;
      expect(error, error?.message).toMatchObject(refused);
    }
    expect(await count()).toBe('1');
  });

  test('by SQL as the owner of the tables, in one statement or in several', async () => {
    for (const statement of [
      'delete from public.profile_roles',
      'truncate public.profile_roles',
      'truncate public.role_permissions',
      'delete from public.profiles',
      'truncate public.profiles cascade',
      'update public.profiles set active = false',
      'update public.profiles set user_id = null',
      `delete from auth.users where email = 'first@test.example'`,
      `update public.role_permissions set scope = 'department' where action = 'update'`,
      `delete from public.resource_actions where resource = 'roles'`,
      'with a as (delete from public.profile_roles), b as (delete from public.role_permissions) select 1',
      'merge into public.profiles p using (select true) s on true when matched then update set active = false',
    ]) {
      await expect(sql.query(statement), statement).rejects.toMatchObject(refused);
    }
    expect(await count()).toBe('1');
  });

  test('while what leaves one in their place goes through', async () => {
    const { error } = await first.api.rpc('save_person', {
      payload: { id: second.id, role_ids: [copyRole] },
    });
    expect(error).toBeNull();
    expect((await first.api.rpc('deactivate_person', { payload: { id: second.id } })).error).toBeNull();
    expect(await count()).toBe('1');
    expect((await first.api.rpc('reactivate_person', { payload: { id: second.id } })).error).toBeNull();
    expect((await second.api.rpc('deactivate_person', { payload: { id: first.id } })).error).toBeNull();
    expect(await count()).toBe('1');
  });
});

describe('two at once', () => {
  test.each(['read committed', 'repeatable read', 'serializable'])('at isolation level %s', async (level) => {
    await administrators('both');
    const [a, b] = await Promise.all([sql.connect(), sql.connect()]);
    try {
      for (const connection of [a, b]) {
        await connection.query(`begin isolation level ${level}`);
        await connection.query('select count(*) from public.profile_roles');
      }
      await a.query('update public.profiles set active = false where id = $1', [first.id]);
      const other = b.query('delete from public.profile_roles where profile_id = $1', [second.id]);
      const outcome = other.then(
        () => 'went through',
        (error: { code?: string }) => error.code,
      );
      await a.query('commit');
      expect(await outcome).toBe(level === 'read committed' ? '23514' : '40001');
      await b.query('rollback');
    } finally {
      a.release();
      b.release();
    }
    expect(await count()).toBe('1');
  });

  test('through the API, each taking the other’s role away', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await administrators('both');
      const answers = await Promise.all([
        first.api.from('profile_roles').delete().eq('profile_id', second.id),
        second.api.from('profile_roles').delete().eq('profile_id', first.id),
      ]);
      expect(answers.length).toBe(2);
      expect(Number(await count())).toBeGreaterThanOrEqual(1);
    }
  });

  test('through the API, each giving themselves up', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await administrators('both');
      const answers = await Promise.all([
        first.api.rpc('save_person', { payload: { id: first.id, role_ids: [] } }),
        second.api.rpc('save_person', { payload: { id: second.id, role_ids: [] } }),
      ]);
      expect(answers.map(({ error }) => error?.hint ?? 'went through').sort()).toEqual([
        'last_administrator',
        'went through',
      ]);
      expect(await count()).toBe('1');
    }
  });
});
