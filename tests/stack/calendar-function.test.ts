import { randomBytes } from 'node:crypto';
import ICAL from 'ical.js';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { serveFunction } from './parts/edge-function.ts';
import { newDataDir, type Served } from './parts/harness.ts';

// The function that other calendars read in a hosted project, run by Deno as there.
const token = randomBytes(32).toString('hex');
let stack: Stack;
let sql: pg.Pool;
let deno: Served;
let address: string;

beforeAll(async () => {
  stack = await startStack({ dataDir: newDataDir(), data: 'none', frontend: 'none', quiet: true });
  sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  ({ deno, address } = await serveFunction('calendar', {
    SUPABASE_URL: stack.url,
    SUPABASE_SERVICE_ROLE_KEY: stack.secretKey,
  }));
});

afterAll(async () => {
  deno.child.kill();
  await deno.exit;
  await sql.end();
  await stack.stop();
});

test('a calendar is read by its address, and by no other', async () => {
  await sql.query(
    `with person as (
       insert into public.profiles (full_name, email) values ('Ada Lovelace', 'ada@lovelace.example') returning id
     ), role as (
       insert into public.profile_roles (profile_id, role_id) select p.id, r.id from person p, public.roles r where r.key = 'sales_rep'
     ), feed as (
       insert into private.calendar_feeds (profile_id, token_hash) select id, sha256($1::bytea) from person
     )
     insert into public.events (title, starts_at, ends_at, owner_id, created_by)
     select 'گفت‌وگو 谈判', now(), now() + interval '1 hour', id, id from person`,
    [token],
  );
  const answer = await fetch(`${address}/calendar/${token}.ics`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event).summary);
  expect(events).toEqual(['گفت‌وگو 谈判']);
  expect((await fetch(`${address}/calendar/${'0'.repeat(64)}.ics`)).status).toBe(404);
  expect((await fetch(`${address}/calendar`)).status).toBe(404);
});
