import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { callText } from './matrix/call.ts';
import { functions } from './matrix/functions.ts';
import { makeVictim, stateOf, type Victim } from './matrix/victim.ts';
import { asUser, createPerson, type Person } from './support.ts';

const cases = 10_000;
const perBatch = 100;
/** What takes long is called less often, so that all of it takes less than a minute on a busy machine. */
const fewer: Record<string, number> = {
  search_everything: 40,
  query_metrics: 60,
  search_customers: 80,
  search_deals: 80,
  deal_board: 60,
  task_board: 60,
};
const seed = Number(process.env.ATRIUM_FUZZ_SEED ?? Date.now() % 1_000_000_000);

let rep: Person;
let victim: Victim;

beforeAll(async () => {
  rep = await createPerson({ roles: ['sales_manager'] });
  await createPerson({ roles: ['admin'] });
  victim = await makeVictim(rep);
});

/** What people put where SQL is made of text. */
const injections = [
  `'`,
  `''`,
  `"`,
  `\\`,
  `\\'`,
  `' or '1'='1`,
  `' or 1=1 --`,
  `') or true --`,
  `"; drop table public.customers; --`,
  `'; update public.customers set name = 'owned'; --`,
  `'; select pg_sleep(10); --`,
  `$$; update public.profiles set active = false; $$`,
  `$1`,
  `%s`,
  `%I`,
  `%1$L`,
  `x' union select phone from public.customer_contact_details --`,
  `(select phone from public.customer_contact_details limit 1)`,
  `name); delete from public.deals; --`,
  `id" from public.customers c; --`,
  `{}`,
  `{"a":1}`,
  `null`,
  `NaN`,
  `infinity`,
  `-1`,
  `1e400`,
  `%`,
  `_`,
  `*`,
  `\u202e`,
  `\u200f`,
  `../../etc/passwd`,
  `customers.phone`,
  `customers; reset role`,
  `public.customers`,
  `pg_catalog.pg_user`,
];

const nastyText = fc.oneof(
  fc.constantFrom(...injections),
  fc
    .tuple(fc.constantFrom(...injections), fc.string({ maxLength: 12 }))
    .map(([a, b]) => `${b}${a}${b}`.replaceAll('\u0000', '')),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\u0000', '')),
);
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: nastyText },
  fc.array(nastyText, { maxLength: 3 }),
  fc.dictionary(nastyText, nastyText, { maxKeys: 3 }),
  fc.constantFrom(null, true, 0, -1, 2 ** 40),
);

/** The places in a value where there is text or nothing more to go into. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, at) => leaves(item, [...path, at]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  }
  return [path];
}

function replaced(value: unknown, [step, ...rest]: (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? replaced(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return by;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? replaced(item, rest, by) : item]),
  );
}

/** The calls of a function that have an argument to change. */
const changeable = (name: string) =>
  (functions[name]?.(victim) ?? []).filter((args) => leaves(args).some((path) => path.length > 0));

/** Calls of one function in which one place holds something nasty. */
function callsOf(name: string): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .constantFrom(...changeable(name))
    .chain((args) =>
      fc
        .tuple(fc.constantFrom(...leaves(args)), nasty)
        .map(([path, by]) => replaced(args, path, by) as Record<string, unknown>),
    );
}

/** Tries many calls in one statement, each in a transaction within: gives what each answered, or its SQLSTATE. */
async function attempt(name: string, calls: Record<string, unknown>[]): Promise<string[]> {
  const text = await callText(name, Object.keys(calls[0] ?? {}));
  return asUser(rep.userId, async (client) => {
    await client.query(`set local statement_timeout = '20s'`);
    await client.query(`create function pg_temp.attempt(text, jsonb) returns text language plpgsql as $f$
      declare
        answer text;
      begin
        execute 'select pg_catalog.left(coalesce(pg_catalog.jsonb_agg(x)::text, ''''), 20000) from (' || $1 || ') as q (x)' into answer using $2;
        return 'ok ' || coalesce(answer, '');
      exception when others then
        return sqlstate || ' ' || sqlerrm;
      end $f$`);
    const { rows } = await client.query<{ answer: string }>(
      'select pg_temp.attempt($1, c.value) as answer from jsonb_array_elements($2) with ordinality c order by c.ordinality',
      [text, JSON.stringify(calls)],
    );
    return rows.map(({ answer }) => answer);
  });
}

// what text that became SQL raises: syntax, unknown names, ambiguity, wrong types of operators, internal errors
const ofSql = /^(42601|42703|42P01|42883|42702|42725|42704|42P02|42804|42846|XX|2F|0A|25|26|34|3D|3F)/;

test(`SQL in any argument of any function stays text: ${cases.toLocaleString('en')} cases, seed ${seed}`, async () => {
  const names = Object.keys(functions).filter((name) => changeable(name).length > 0);
  const ofSlow = names.reduce((sum, name) => sum + (fewer[name] ?? 0), 0);
  const each = Math.ceil((cases - ofSlow) / names.filter((name) => fewer[name] === undefined).length);
  const before = await stateOf(victim);
  const faults: string[] = [];
  let tried = 0;
  for (const [nth, name] of names.entries()) {
    const calls = fc.sample(callsOf(name), { numRuns: fewer[name] ?? each, seed: seed + nth });
    // calls of one statement have the same arguments
    const byShape = new Map<string, Record<string, unknown>[]>();
    for (const args of calls) {
      const shape = Object.keys(args).join();
      byShape.set(shape, [...(byShape.get(shape) ?? []), args]);
    }
    for (const alike of byShape.values()) {
      for (let from = 0; from < alike.length; from += perBatch) {
        const batch = alike.slice(from, from + perBatch);
        const answers = await attempt(name, batch);
        tried += answers.length;
        for (const [at, answer] of answers.entries()) {
          const echo = JSON.stringify(batch[at] ?? {}).includes(victim.marker);
          if (ofSql.test(answer) || (answer.startsWith('ok') && !echo && answer.includes(victim.marker))) {
            faults.push(`${name}(${JSON.stringify(batch[at])}): ${answer.slice(0, 300)}`);
          }
        }
      }
    }
  }
  expect(faults.slice(0, 20)).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(cases);
  expect(await stateOf(victim)).toBe(before);
}, 180_000);
