import { randomUUID } from 'node:crypto';
import { PostgrestClient } from '@supabase/postgrest-js';
import type pg from 'pg';
import type { Database } from '../../src/lib/database.types.ts';
import { signJwt } from '../../supabase/local/jwt.ts';

/** The API of an empty stack as an administrator, whom it makes along with the organisation. */
export async function asAdministrator(
  pool: pg.Pool,
  stack: { url: string; publishableKey: string; jwtSecret: string },
): Promise<PostgrestClient<Database>> {
  await pool.query(`insert into public.settings (organisation) values ('Bench')`);
  await pool.query(`select private.ensure_defaults('en')`);
  const found = await pool.query<{ user_id: string }>(
    `with person as (insert into public.profiles (full_name, user_id) values ('Bench', private.create_sign_in($1, $2)) returning id, user_id),
       role as (insert into public.profile_roles (profile_id, role_id) select person.id, r.id from person, public.roles r where r.key = 'admin')
     select user_id from person`,
    [`bench-${randomUUID()}@atrium.example`, randomUUID()],
  );
  const now = Math.floor(Date.now() / 1000);
  const token = signJwt(
    { sub: found.rows[0]?.user_id, role: 'authenticated', aud: 'authenticated', iat: now, exp: now + 7200 },
    stack.jwtSecret,
  );
  return new PostgrestClient(`${stack.url}/rest/v1`, {
    headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
  });
}
