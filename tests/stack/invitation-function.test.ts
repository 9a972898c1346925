import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { serveFunction } from './parts/edge-function.ts';
import { newDataDir, type Served } from './parts/harness.ts';

// The function by which guests answer in a hosted project, run by Deno as there.
let stack: Stack;
let sql: pg.Pool;
let deno: Served;
let address: string;

beforeAll(async () => {
  stack = await startStack({ dataDir: newDataDir(), data: 'none', frontend: 'none', quiet: true });
  sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  ({ deno, address } = await serveFunction('invitation', {
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

test('a guest answers by their link from another address than the function has, and by no other', async () => {
  await sql.query(
    `with person as (insert into public.profiles (full_name, email) values ('Ada', 'ada@firm.example') returning id),
       event as (insert into public.events (title, starts_at, ends_at, owner_id, created_by)
         select 'Talk', now() + interval '1 day', now() + interval '2 days', id, id from person returning id)
     insert into public.event_participants (event_id, email) select id, 'guest@example.com' from event`,
  );
  await sql.query('update private.invited_events set due_at = now()');
  await sql.query('select private.send_invitations()');
  const { rows } = await sql.query<{ token: string }>(
    'select private.invitation_token(id) as token from private.invitations',
  );
  const token = rows[0]?.token ?? '';
  const asked = await fetch(address, { method: 'OPTIONS' });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  const seen = await fetch(`${address}?token=${token}`);
  expect(await seen.json()).toMatchObject({ title: 'Talk', answer: 'open' });
  expect(seen.headers.get('access-control-allow-origin')).toBe('*');
  const answer = (body: object) => fetch(address, { method: 'POST', body: JSON.stringify(body) });
  expect(await (await answer({ token, answer: 'tentative' })).json()).toMatchObject({ answer: 'tentative' });
  expect((await answer({ token: `${token.slice(0, -1)}x`, answer: 'declined' })).status).toBe(404);
  expect((await answer({ token, answer: 'yes' })).status).toBe(422);
  expect((await fetch(address, { method: 'PUT' })).status).toBe(405);
  expect((await sql.query('select answer from public.event_participants')).rows).toEqual([
    { answer: 'tentative' },
  ]);
});
