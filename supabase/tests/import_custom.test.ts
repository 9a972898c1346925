import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCustomTargets } from '../../src/lib/import/custom.ts';
import { applyJob, undoJob } from '../../src/lib/import/run.ts';
import type { Issue, Target } from '../../src/lib/import/types.ts';
import { check, dataOf, prepare } from './import-run.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let admin: Person;
let guide: Person;
/** Every name of this run is its own: the database is shared with other tests. */
const mark = `i${randomUUID().replaceAll('-', '').slice(0, 10)}`;
const keyOf = (name: string) => `${mark}_${name}`;
const choices = JSON.stringify(
  ['gold', 'iron', 'lead'].map((key) => ({ key, labels: { en: `${key} ${mark}` }, active: key !== 'lead' })),
);

const field = (resource: string, name: string, type: string, more: Record<string, unknown> = {}) => {
  const row = {
    resource,
    key: keyOf(name),
    type,
    labels: JSON.stringify({ en: `${name} ${mark}` }),
    ...more,
  };
  return sql.query(
    `insert into public.custom_fields (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, at) => `$${at + 1}`)})`,
    Object.values(row),
  );
};

beforeAll(async () => {
  await prepare();
  admin = await createPerson({ roles: ['admin'] });
  guide = await createPerson({ roles: ['sales_rep'] });
  for (const resource of ['customers', 'deals']) {
    await field(resource, 'level', 'choice', { choices });
    await field(resource, 'uses', 'choices', { choices });
    await field(resource, 'met', 'boolean');
    await field(resource, 'fee', 'money');
    await field(resource, 'renewal', 'date');
    await field(resource, 'guide', 'person');
    await field(resource, 'vat', 'text', { is_unique: true });
  }
});

afterAll(async () => {
  for (const resource of ['customers', 'deals']) {
    const { rows } = await sql.query<{ keys: string[] }>(
      `select array_agg(key) as keys from public.custom_fields where key like $1 and resource = $2`,
      [`${mark}%`, resource],
    );
    await sql.query(`update public.${resource} set custom = custom - $1::text[] where custom ?| $1`, [
      rows[0]?.keys ?? [],
    ]);
  }
  await sql.query('delete from public.custom_fields where key like $1', [`${mark}%`]);
});

/** A file whose heads are custom fields' names, checked with the fields of this run alone. */
async function file(person: Person, target: Target, heads: string[], rows: string[][]) {
  const all = await loadCustomTargets(dataOf(person));
  const own = (all[target] ?? []).filter(({ key }) => key.startsWith(`custom.${mark}`));
  const text = [heads, ...rows].map((cells) => cells.join(',')).join('\n');
  return check(person, target, text, undefined, { [target]: own });
}
const called = (name: string) => `${name} ${mark}`;
const issuesOf = async (job: string) => {
  const { rows } = await sql.query<{ issues: Issue[] }>(
    'select issues from public.import_rows where job_id = $1 order by row_number',
    [job],
  );
  return rows.map(({ issues }) =>
    issues.map(({ field: at, key }) => `${at?.replace(`custom.${mark}_`, '') ?? ''} ${key}`),
  );
};
const customOf = async (target: string, name: string) => {
  const found = await value<Record<string, unknown>>(
    `select coalesce(custom, '{}') from public.${target} where name = $1 and deleted_at is null`,
    [name],
  );
  return Object.fromEntries(Object.entries(found).map(([key, one]) => [key.replace(`${mark}_`, ''), one]));
};

const heads = ['level', 'uses', 'met', 'fee', 'renewal', 'guide', 'vat'];
const cases = [
  ['customers', ['Company'], []],
  ['deals', ['Deal name', 'Stage'], ['Qualification']],
] as const;

test.each(cases)('%s: brought, changed, left alone and taken back', async (target, names, fixed) => {
  const name = (n: string) => `${n} ${target} ${mark}`;
  const columns = [...names, ...heads.map(called)];
  const first = ['gold', 'gold;iron', 'yes', '12.50', '2026-03-14', guide.email, `${target}-1`];
  const made = await file(admin, target, columns, [
    [name('One'), ...fixed, ...first],
    [name('Two'), ...fixed, '', '', '', '', '', '', ''],
  ]);
  expect(await issuesOf(made.job)).toEqual([[], []]);
  expect((await applyJob(dataOf(admin), made.job)).counts).toMatchObject({ create: 2, refuse: 0 });
  const one = {
    level: 'gold',
    uses: ['gold', 'iron'],
    met: true,
    fee: 12.5,
    renewal: '2026-03-14',
    guide: guide.id,
    vat: `${target}-1`,
  };
  expect(await customOf(target, name('One'))).toEqual(one);
  expect(await customOf(target, name('Two'))).toEqual({});

  // The same again changes nothing; a value more is an update that leaves the others.
  const again = await file(admin, target, columns, [[name('One'), ...fixed, ...first]]);
  expect(again.checked).toMatchObject({ skip: 1, update: 0 });
  const more = await file(admin, target, columns, [
    [name('One'), ...fixed, 'iron', '', 'no', '', '', '', ''],
    [name('Two'), ...fixed, 'gold', '', '', '', '', '', `${target}-2`],
  ]);
  expect(more.checked).toMatchObject({ update: 2, refuse: 0 });
  await applyJob(dataOf(admin), more.job);
  expect(await customOf(target, name('One'))).toEqual({ ...one, level: 'iron', met: false });
  expect(await customOf(target, name('Two'))).toEqual({ level: 'gold', vat: `${target}-2` });

  // A field that is needed by now does not keep the undo from emptying it again.
  await sql.query('update public.custom_fields set required = true where key = $1 and resource = $2', [
    keyOf('level'),
    target,
  ]);
  expect((await undoJob(dataOf(admin), more.job)).counts).toMatchObject({ undone: 2, kept: 0 });
  await sql.query('update public.custom_fields set required = false where key = $1', [keyOf('level')]);
  expect(await customOf(target, name('One'))).toEqual(one);
  expect(await customOf(target, name('Two'))).toEqual({});
  expect((await undoJob(dataOf(admin), made.job)).counts).toMatchObject({ undone: 2 });
  expect(
    await value<number>(
      `select count(*)::int from public.${target} where name = any ($1) and deleted_at is null`,
      [[name('One'), name('Two')]],
    ),
  ).toBe(0);
});

test.each(cases)('%s: what is wrong is said of each row, at its field', async (target, names, fixed) => {
  const name = (n: string) => `${n} ${target} ${mark}`;
  const columns = [...names, ...heads.map(called)];
  await sql.query('update public.custom_fields set required = true where key = $1', [keyOf('met')]);
  try {
    const taken = await file(admin, target, columns, [
      [name('Holder'), ...fixed, '', '', 'no', '', '', '', `${target}-held`],
    ]);
    await applyJob(dataOf(admin), taken.job);
    const run = await file(admin, target, columns, [
      [name('A'), ...fixed, 'lead', '', 'yes', '1.234', '2026-03-15', 'nobody@nowhere.example', ''],
      [name('B'), ...fixed, 'silver', 'gold;silver', 'perhaps', 'much', 'soon', '', ''],
      [name('C'), ...fixed, 'gold', '', '', '', '', '', ''],
      [name('D'), ...fixed, '', '', 'yes', '', '', '', `${target}-HELD`],
      [name('E'), ...fixed, '', '', 'yes', '', '', '', `${target}-new`],
      [name('F'), ...fixed, '', '', 'yes', '', '', '', `${target}-New`],
      [name('Holder'), ...fixed, 'gold', '', '', '', '', '', ''],
    ]);
    expect(await issuesOf(run.job)).toEqual([
      ['level custom_retired', 'fee too_precise', 'guide not_found'],
      [
        'level unknown_value',
        'uses unknown_value',
        'met unknown_value',
        'fee not_a_number',
        'renewal not_a_date',
      ],
      ['met required'],
      ['vat duplicate'],
      [],
      ['vat duplicate'],
      [],
    ]);
    expect(run.checked).toMatchObject({ create: 1, update: 1, refuse: 5 });
    expect((await applyJob(dataOf(admin), run.job)).counts).toMatchObject({
      create: 1,
      update: 1,
      refuse: 5,
    });
    expect(await customOf(target, name('Holder'))).toEqual({
      level: 'gold',
      met: false,
      vat: `${target}-held`,
    });
    // Also where the file has no such column.
    const without = await file(admin, target, [...names], [[name('G'), ...fixed]]);
    expect(await issuesOf(without.job)).toEqual([['met required']]);
  } finally {
    await sql.query('update public.custom_fields set required = false where key = $1', [keyOf('met')]);
  }
});

test('a field that is gone, and a record that one may not change, are said so', async () => {
  const mine = `Mine ${mark}`;
  await sql.query('insert into public.customers (name, owner_id) values ($1, $2)', [mine, guide.id]);
  const reader = await createPerson({
    roles: [
      await createRole({
        customers: { read: 'all', create: 'own', update: 'own', import: 'all' },
        custom_fields: { read: 'all' },
        imports: { read: 'own' },
      }),
    ],
  });
  const run = await file(reader, 'customers', ['Company', called('level')], [[mine, 'gold']]);
  expect(await issuesOf(run.job)).toEqual([[' denied_update']]);
  const all = await loadCustomTargets(dataOf(admin));
  const own = (all.customers ?? []).filter(({ key }) => key === `custom.${keyOf('level')}`);
  const gone = await check(
    admin,
    'customers',
    `Company,gone\nNobody ${mark},gold\n`,
    (mapping) => {
      mapping.columns.gone = { field: 'custom.never_there' };
      mapping.custom = own.map((one) => ({ ...one, key: 'custom.never_there' }));
    },
    { customers: own },
  );
  expect(await issuesOf(gone.job)).toEqual([['custom.never_there custom_gone']]);
});
