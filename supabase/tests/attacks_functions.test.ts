import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from './matrix/api.ts';
import { callText } from './matrix/call.ts';
import { functions, serviceFunctions } from './matrix/functions.ts';
import { makeVictim, stateOf, type Victim, victimSums } from './matrix/victim.ts';
import { asUser, createPerson, type Person, sql } from './support.ts';

/** What everybody may change: their own profile, and what they are told of. */
const ownAffairs = new Set([
  'update_my_profile',
  'save_notification_settings',
  'make_calendar_feed',
  'revoke_calendar_feed',
]);

let rep: Person;
let nobody: Person;
let left: Person;
let admin: Person;
let victim: Victim;

beforeAll(async () => {
  rep = await createPerson({ roles: ['sales_rep'] });
  admin = await createPerson({ roles: ['admin'] });
  nobody = await createPerson();
  left = await createPerson({ roles: ['admin'] });
  await sql.query('update public.profiles set active = false where id = $1', [left.id]);
  victim = await makeVictim(rep);
});

/** An answer, or an error that a function raises on purpose: anything else is a fault. */
const expectedCodes = /^(answered|42501|P0002|22023|23503|23514|55000|PT409)$/;

const call = (token: string | null, name: string, args: object) => ask(token, 'POST', `rpc/${name}`, args);

/** What of an answer is the caller's own question given back, is no leak: take it out of what is looked at. */
function answerText(body: unknown, args: object): string {
  let text = JSON.stringify(body ?? null);
  for (const own of [...JSON.stringify(args).matchAll(/"([^"]{8,})"/g)].map(([, word]) => word ?? '')) {
    text = text
      .replaceAll(`"${own}":`, '')
      .replaceAll(`"text":"${own}"`, '')
      .replaceAll(`"value":"${own}"`, '');
  }
  return text;
}

test('every function of the API is in the list of those that are tried', async () => {
  const { rows } = await sql.query<{ name: string }>(
    `select distinct p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(
    [...Object.keys(functions), ...Object.keys(serviceFunctions)].sort(),
  );
});

test('none of them runs with its owner’s rights, and nothing but schema public is served', async () => {
  const { rows } = await sql.query<{ name: string }>(
    `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and has_function_privilege('authenticated', p.oid, 'execute')`,
  );
  expect(rows).toEqual([]);
  for (const name of ['me', 'visible_ids', 'change_records', 'create_sign_in', 'run_due_jobs']) {
    expect((await call(admin.token, name, {})).status).toBe(404);
  }
});

describe.each(Object.entries(functions))('%s', (name, calls) => {
  test('gives nobody anything of somebody else’s, and lets nobody change it', async () => {
    const before = await stateOf(victim);
    for (const args of calls(victim)) {
      for (const person of [rep, nobody, left]) {
        const answer = await call(person.token, name, args);
        expect(answer.code ?? 'answered', JSON.stringify(answer.body)).toMatch(expectedCodes);
        expect(answerText(answer.body, args)).not.toContain(victim.marker);
        for (const sum of Object.values(victimSums)) {
          expect(answerText(answer.body, args)).not.toContain(String(sum));
        }
      }
    }
    expect(await stateOf(victim)).toBe(before);
  });

  test('is closed to anon', async () => {
    for (const args of calls(victim)) {
      const answer = await call(null, name, args);
      expect(answer.code).toBe('42501');
    }
  });

  test('writes not one row for somebody who left, or has no role', async () => {
    for (const args of calls(victim)) {
      expect(await writesOf(left, name, args)).toBe(0);
      if (!ownAffairs.has(name)) expect(await writesOf(nobody, name, args)).toBe(0);
    }
  });
});

test.each([
  'find_import_values',
  'query_metrics',
  'search_customers',
  'search_deals',
  'search_everything',
  'search_tasks',
  'search_tickets',
  'why_can_see',
])('what is tried with %s does find the victim’s records, for who may see them', async (name) => {
  const answers = await Promise.all(
    (functions[name]?.(victim) ?? []).map(async (args) =>
      answerText((await call(admin.token, name, args)).body, args),
    ),
  );
  expect(answers.join()).toContain(victim.marker);
});

describe.each(Object.entries(serviceFunctions))('%s', (name, args) => {
  test('is not there for anybody who signs in', async () => {
    for (const token of [admin.token, null]) {
      expect((await call(token, name, args)).code).toBe('42501');
    }
  });
});

/** How many rows of whatever table a function wrote for somebody; all of it is undone. */
async function writesOf(person: Person, name: string, args: Record<string, unknown>): Promise<number> {
  const text = await callText(name, Object.keys(args));
  return asUser(person.userId, async (client) => {
    try {
      await client.query(text, [JSON.stringify(args)]);
    } catch (error) {
      if (
        error instanceof Error &&
        'code' in error &&
        /^(42501|P0002|22023|23503|55000)$/.test(String(error.code))
      )
        return 0;
      throw error;
    }
    await client.query(`select set_config('role', 'postgres', true)`);
    const { rows: written } = await client.query<{ n: number }>(
      'select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int as n from pg_stat_xact_user_tables',
    );
    return written[0]?.n ?? 0;
  });
}
