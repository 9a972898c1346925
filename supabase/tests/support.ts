import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import type { Database } from '../../src/lib/database.types.ts';
import { makeProject } from '../../tests/run/hosted-project.ts';
import { signJwt } from '../local/jwt.ts';
import { migrate } from '../local/migrate.ts';
import type { StackAddresses } from './global-setup.ts';

export type Client = SupabaseClient<Database>;

/** Where the stack of this worker is. */
export const stack = stackOf(Number(process.env.VITEST_POOL_ID));

/** The password of every account that the demo company and these tests make. */
export const password = 'atrium-demo';

const memoryOnly = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };

// Node 20 has no WebSocket of its own, and the client wants one even when nothing is live.
Object.assign(globalThis, { WebSocket: globalThis.WebSocket ?? NodeWebSocket });

/** The database past row-level security: to arrange what a test needs, and to see what really happened. */
export const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 4 });
afterAll(() => sql.end());

/** The API as nobody in particular. */
export function anonymous(): Client {
  return createClient<Database>(stack.url, stack.publishableKey, { auth: memoryOnly });
}

/** The API with the secret key, as a server of ours would use it. */
export function service(): Client {
  return createClient<Database>(stack.url, stack.secretKey, { auth: memoryOnly });
}

/** Signs somebody in with their password through the auth server. Rejects when it refuses. */
export async function signIn(email: string, secret = password): Promise<Client> {
  const client = anonymous();
  const { error } = await client.auth.signInWithPassword({ email, password: secret });
  if (error) throw error;
  return client;
}

/** Somebody with a profile and a sign-in. */
export interface Person {
  /** The profile's id. */
  id: string;
  userId: string;
  email: string;
  fullName: string;
  /** A token such as the auth server gives. */
  token: string;
  /** The API as this person, with that token. */
  api: Client;
}

export interface PersonWishes {
  /** Keys of roles (`sales_rep`); none when not said. */
  roles?: string[];
  fullName?: string;
  teamId?: string;
  departmentId?: string;
  managerId?: string;
  active?: boolean;
}

/** Makes a person of whom no other test knows. Nobody removes them: the database ends with the run. */
export async function createPerson(wishes: PersonWishes = {}): Promise<Person> {
  const email = `person-${randomUUID()}@test.example`;
  const fullName = wishes.fullName ?? `Test Person ${email.slice(7, 15)}`;
  const userId = await value<string>('select private.create_sign_in($1, $2)', [email, password]);
  const id = await value<string>(
    `insert into public.profiles (user_id, full_name, email, team_id, department_id, manager_id, active)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [userId, fullName, email, wishes.teamId, wishes.departmentId, wishes.managerId, wishes.active ?? true],
  );
  for (const key of wishes.roles ?? []) await giveRole(id, key);
  const token = tokenOf(userId, email);
  return { id, userId, email, fullName, token, api: withToken(token) };
}

/** Gives a person a role by its key. Rejects when there is no such role. */
export async function giveRole(profileId: string, key: string): Promise<void> {
  await value(
    `insert into public.profile_roles (profile_id, role_id)
     select $1, id from public.roles where key = $2 returning role_id`,
    [profileId, key],
  );
}

/** Makes a role that may do what is said: `{ customers: { read: 'team' } }`. Gives its key. */
export async function createRole(permissions: Record<string, Record<string, string>>): Promise<string> {
  const key = `test_${randomUUID().replaceAll('-', '_')}`;
  const id = await value<string>('insert into public.roles (key, name) values ($1, $1) returning id', [key]);
  for (const [resource, actions] of Object.entries(permissions)) {
    for (const [action, scope] of Object.entries(actions)) {
      await sql.query(
        'insert into public.role_permissions (role_id, resource, action, scope) values ($1, $2, $3, $4)',
        [id, resource, action, scope],
      );
    }
  }
  return key;
}

/** Makes a team, below another and with a lead if wished. Gives its id. */
export function createTeam(
  wishes: { parentId?: string; leadId?: string; departmentId?: string } = {},
): Promise<string> {
  return value<string>(
    'insert into public.teams (name, parent_id, lead_id, department_id) values ($1, $2, $3, $4) returning id',
    [`Test Team ${randomUUID()}`, wishes.parentId, wishes.leadId, wishes.departmentId],
  );
}

/** Makes a department. Gives its id. */
export function createDepartment(): Promise<string> {
  const key = `test_${randomUUID().replaceAll('-', '_')}`;
  return value<string>('insert into public.departments (key, name) values ($1, $1) returning id', [key]);
}

/** Runs SQL as a person would through the API, under row-level security; what it did is undone at the end. */
export async function asUser<T>(userId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
      [JSON.stringify({ sub: userId, role: 'authenticated' })],
    );
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** An empty project's database, which the run makes once; the others are copies of it. */
const template = 'empty_project';

/**
 * Makes a database beside the stack's that is as empty as a hosted Supabase project with our migrations: no organisation,
 * nobody in it, and the auth schema of Supabase's own auth server. Close it when done.
 * @param from migrations: every id and secret is its own; template: those of the first one, at a fraction of the time.
 */
export async function emptyProject(
  from: 'template' | 'migrations' = 'template',
): Promise<{ sql: pg.Pool; close(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '_')}`;
  if (from === 'template') await copyTemplate(name);
  else await makeEmptyProject(name);
  const pool = new pg.Pool({ connectionString: addressOf(name), max: 4 });
  return {
    sql: pool,
    async close() {
      await pool.end();
      await sql.query(`drop database ${name}`);
    },
  };
}

async function copyTemplate(name: string): Promise<void> {
  const client = await sql.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      const draft = `${template}_draft`;
      await client.query(`drop database if exists ${draft}`);
      await makeEmptyProject(draft);
      await client.query(`alter database ${draft} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.query('select pg_advisory_unlock_all()');
    client.release();
  }
}

async function makeEmptyProject(name: string): Promise<void> {
  await sql.query(`create database ${name}`);
  const client = new pg.Client({ connectionString: addressOf(name) });
  await client.connect();
  await makeProject(client).finally(() => client.end());
  await migrate(addressOf(name));
}

/** Address of a database of this run, as its superuser. */
function addressOf(name: string): string {
  const url = new URL(stack.adminUrl);
  url.pathname = name;
  return url.href;
}

/** The first column of the one row that a statement gives. Rejects when it gives none. */
export async function value<T>(text: string, parameters: unknown[] = []): Promise<T> {
  const { rows } = await sql.query<unknown[]>({ text, values: parameters, rowMode: 'array' });
  const row = rows[0];
  if (row === undefined) throw new Error(`no row: ${text}`);
  return row[0] as T;
}

function stackOf(worker: number): StackAddresses {
  const found = inject('stacks')[worker - 1];
  if (!found) throw new Error(`no stack was started for worker ${worker}`);
  return found;
}

/** A token such as the auth server gives, for somebody whose sign-in itself is not the test. */
function tokenOf(userId: string, email: string): string {
  const now = Math.floor(Date.now() / 1000);
  return signJwt(
    {
      sub: userId,
      email,
      role: 'authenticated',
      aud: 'authenticated',
      session_id: randomUUID(),
      iat: now,
      exp: now + 3600,
    },
    stack.jwtSecret,
  );
}

/** The API with a token. */
export function withToken(token: string): Client {
  return createClient<Database>(stack.url, stack.publishableKey, { accessToken: async () => token });
}
