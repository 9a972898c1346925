import { beforeAll, expect, test } from 'vitest';
import { createPerson, type Person, sql } from './support.ts';

let admin: Person;
let manager: Person;

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  manager = await createPerson({ roles: ['sales_manager'] });
  await sql.query(
    `insert into public.settings (organisation) values ('Working hours') on conflict (id) do nothing`,
  );
});

const kept = async () =>
  (await sql.query('select working_days, working_from, working_until, updated_at from public.settings'))
    .rows[0];

const save = (person: Person, payload: Record<string, string | number[]>) =>
  person.api.rpc('save_working_hours', { payload });
const hours = { working_days: [4, 1, 2, 4], working_from: '08:30', working_until: '16:00' };

test('an administrator sets when the organisation works, and free/busy tells it', async () => {
  // The one row is everybody's: what is set here is seen by nobody else.
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('request.jwt.claims', jsonb_build_object('sub', user_id, 'role', 'authenticated')::text, true)
       from public.profiles where id = $1`,
      [admin.id],
    );
    await client.query('set local role authenticated');
    await client.query('select public.save_working_hours($1)', [JSON.stringify(hours)]);
    const { rows } = await client.query('select public.free_busy($1) as told', [
      JSON.stringify({ people: [], from: '2033-03-07T00:00Z', to: '2033-03-08T00:00Z' }),
    ]);
    expect(rows[0]?.told).toMatchObject({
      working_days: [1, 2, 4],
      working_from: '08:30',
      working_until: '16:00',
    });
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('nobody else does, and not over a colleague’s change', async () => {
  expect((await save(manager, hours)).error?.hint).toBe('denied');
  const late = await save(admin, { ...hours, version: '2020-01-01T00:00:00Z' });
  expect([late.status, late.error?.hint]).toEqual([409, 'conflict']);
});

test('no day, or an end before the beginning, is refused at its field, and nothing is written', async () => {
  const was = await kept();
  const none = await save(admin, { ...hours, working_days: [] });
  expect([none.error?.hint, none.error?.details]).toEqual(['required', '{"field":"working_days"}']);
  const backwards = await save(admin, { ...hours, working_until: '08:30' });
  expect([backwards.error?.hint, backwards.error?.details]).toEqual([
    'working_hours',
    '{"field":"working_until"}',
  ]);
  expect((await save(admin, { ...hours, working_days: [7] })).error).not.toBeNull();
  expect((await save(admin, { working_days: [1] })).error?.hint).toBe('malformed');
  expect(await kept()).toEqual(was);
});
