import type { CrudFilter, CrudOperators, LogicalFilter } from '@refinedev/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPerson, sql } from '../../supabase/tests/support.ts';
import { nasty, nastyTexts } from './nasty.ts';
import { customersPerson, insert, mark } from './people.ts';
import { passes, type Row } from './predicates.ts';

type Operator = Exclude<CrudOperators, 'and' | 'or'>;

const city = mark();
const numbers = [0, 0.01, 0.1, 5, 5.5, 999_999_999_999.99];
let provider: Awaited<ReturnType<typeof customersPerson>>['provider'];
let rows: Map<string, Row>;

/** `owner` is to-one, `customer_contact_details` one-to-one, `contacts` to-many. */
const select = `id,owner:profiles!customers_owner_id_fkey(full_name),
  people:contacts(full_name,job_title),customer_contact_details(address_line1)`;

beforeAll(async () => {
  ({ provider } = await customersPerson());
  const owners = await Promise.all(
    ['Ann', 'ann', 'Ç, "quoted" (x)', 'مریم'].map((fullName) => createPerson({ fullName })),
  );
  const customers = await insert(
    'customers',
    [...nastyTexts, null].map((text, at) => ({
      city,
      name: `customer ${at}`,
      legal_name: text,
      aliases: text === null ? [] : nastyTexts.slice(at, at + (at % 4)),
      price_max: at % 5 === 0 ? null : (numbers[at % numbers.length] ?? null),
      owner_id: at % 3 === 0 ? null : (owners[at % owners.length]?.id ?? null),
    })),
  );
  await insert(
    'customer_contact_details',
    customers.flatMap(({ id }, at) =>
      at % 2 === 0 ? [{ customer_id: id, address_line1: at % 8 === 0 ? null : nastyTexts[at] }] : [],
    ),
  );
  await insert(
    'contacts',
    customers.flatMap(({ id }, at) =>
      nastyTexts.slice(at, at + (at % 3)).map((text, nth) => ({
        customer_id: id,
        full_name: `person ${text}`.trim(),
        job_title: nth === 0 ? null : text,
      })),
    ),
  );
  rows = await readRows();
});

/** What is in the database, read past the API. */
async function readRows(): Promise<Map<string, Row>> {
  const { rows: found } = await sql.query(
    `select c.id, jsonb_build_object('legal_name', c.legal_name, 'aliases', c.aliases, 'price_max', c.price_max) as own,
       jsonb_build_object(
         'owner', (select coalesce(jsonb_agg(jsonb_build_object('full_name', p.full_name)), '[]')
                   from public.profiles p where p.id = c.owner_id),
         'people', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from public.contacts t where t.customer_id = c.id),
         'customer_contact_details', (select coalesce(jsonb_agg(to_jsonb(d)), '[]')
                   from public.customer_contact_details d where d.customer_id = c.id)) as related
     from public.customers c where c.city = $1`,
    [city],
  );
  return new Map(found.map(({ id, own, related }) => [id, { own, related }]));
}

async function expectSame(filters: CrudFilter[]): Promise<void> {
  const answer = await provider.getList({
    resource: 'customers',
    pagination: { currentPage: 1, pageSize: 100 },
    filters: [{ field: 'city', operator: 'eq', value: city }, ...filters],
    meta: { select },
  });
  const expected = [...rows].filter(([, row]) => passes(row, filters)).map(([id]) => id);
  expect(answer.data.map(({ id }) => id).sort()).toEqual(expected.sort());
  expect(answer.total).toBe(expected.length);
}

const texts = ['legal_name', 'owner.full_name', 'people.job_title', 'customer_contact_details.address_line1'];
const number = fc.constantFrom(...numbers);
const bound = fc.option(number);
const range = fc.tuple(bound, bound).filter(([from, to]) => from !== null || to !== null);
const textOrNull = fc.option(nasty, { freq: 8 });

/** For each operator, filters that use it. */
const filtersOf: Record<Operator, fc.Arbitrary<LogicalFilter>> = Object.fromEntries<
  fc.Arbitrary<LogicalFilter>
>([
  ...(['eq', 'ne', 'eqs', 'nes'] as const).map(
    (operator) => [operator, filter(operator, texts, textOrNull)] as const,
  ),
  ...(['lt', 'gt', 'lte', 'gte'] as const).map(
    (operator) => [operator, filter(operator, ['price_max'], number)] as const,
  ),
  ...(['in', 'nin'] as const).map(
    (operator) => [operator, filter(operator, texts, fc.array(textOrNull, { maxLength: 5 }))] as const,
  ),
  ...(['ina', 'nina'] as const).map(
    (operator) => [operator, filter(operator, ['aliases'], fc.array(nasty, { maxLength: 2 }))] as const,
  ),
  ...(['between', 'nbetween'] as const).map(
    (operator) => [operator, filter(operator, ['price_max'], range)] as const,
  ),
  ...(['null', 'nnull'] as const).map(
    (operator) => [operator, filter(operator, texts, fc.constant(true))] as const,
  ),
  ...['contains', 'containss', 'startswith', 'startswiths', 'endswith', 'endswiths']
    .flatMap((operator) => [operator, `n${operator}`] as Operator[])
    .map((operator) => [operator, filter(operator, texts, nasty)] as const),
]) as Record<Operator, fc.Arbitrary<LogicalFilter>>;

function filter(
  operator: Operator,
  fields: string[],
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<LogicalFilter> {
  return fc.record({ field: fc.constantFrom(...fields), operator: fc.constant(operator), value });
}

describe.each(Object.keys(filtersOf) as Operator[])('%s', (operator) => {
  it('gives the rows that the same predicate picks', async () => {
    await fc.assert(
      fc.asyncProperty(filtersOf[operator], (one) => expectSame([one])),
      { numRuns: 60 },
    );
  });
});

it('takes every text that is in the table literally', async () => {
  for (const text of nastyTexts) {
    for (const operator of ['eq', 'contains', 'ncontains', 'startswiths', 'endswith'] as const) {
      await expectSame([{ field: 'legal_name', operator, value: text }]);
    }
    await expectSame([{ field: 'aliases', operator: 'ina', value: [text] }]);
  }
});

it('gives no row for `in []`, and every row for `nin []`', async () => {
  await expectSame([{ field: 'legal_name', operator: 'in', value: [] }]);
  await expectSame([{ field: 'legal_name', operator: 'nin', value: [] }]);
});

it('nests and/or over own and related columns as deep as wished', async () => {
  const any = fc.oneof(...Object.values(filtersOf));
  const { tree } = fc.letrec<{ tree: CrudFilter }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      any,
      fc.record({
        operator: fc.constantFrom('and', 'or'),
        value: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      }) as fc.Arbitrary<CrudFilter>,
    ),
  }));
  await fc.assert(fc.asyncProperty(fc.array(tree, { maxLength: 3 }), expectSame), { numRuns: 300 });
});

it('leaves what a list shows of related tables whole when it filters by them', async () => {
  const { data } = await provider.getList({
    resource: 'customers',
    pagination: { pageSize: 100 },
    filters: [
      { field: 'city', operator: 'eq', value: city },
      { field: 'people.full_name', operator: 'startswith', value: 'person' },
    ],
    meta: { select },
  });
  expect(data.length).toBeGreaterThan(5);
  for (const { id, ...shown } of data) {
    expect(Object.keys(shown).sort()).toEqual(['customer_contact_details', 'owner', 'people']);
    expect(shown.people).toHaveLength(rows.get(String(id))?.related.people?.length ?? -1);
  }
});

it('follows a path of several related tables', async () => {
  const { data } = await provider.getList({
    resource: 'contacts',
    pagination: { pageSize: 100 },
    filters: [
      { field: 'customer.city', operator: 'eq', value: city },
      {
        operator: 'or',
        value: [
          { field: 'customer.owner.full_name', operator: 'eq', value: 'Ç, "quoted" (x)' },
          { field: 'full_name', operator: 'eq', value: 'person *' },
        ],
      },
    ],
    meta: { select: 'full_name,customer:customers(owner:profiles!customers_owner_id_fkey(full_name))' },
  });
  const expected = [...rows.values()].flatMap(({ related }) =>
    (related.people ?? []).filter(
      (person) => related.owner?.[0]?.full_name === 'Ç, "quoted" (x)' || person.full_name === 'person *',
    ),
  );
  expect(data.map(({ full_name }) => full_name).sort()).toEqual(expected.map((one) => one.full_name).sort());
  expect(Object.keys(data[0] ?? {}).sort()).toEqual(['customer', 'full_name']);
});

describe('what cannot be asked', () => {
  it.each<[string, CrudFilter]>([
    ['an undefined value', { field: 'legal_name', operator: 'eq', value: undefined }],
    ['no number', { field: 'price_max', operator: 'gt', value: Number.NaN }],
    ['an object', { field: 'legal_name', operator: 'eq', value: { a: 1 } }],
    ['null in a comparison', { field: 'price_max', operator: 'lt', value: null }],
    ['one value where many are due', { field: 'legal_name', operator: 'in', value: 'x' }],
    ['a range without bounds', { field: 'price_max', operator: 'between', value: [null, null] }],
    ['a field that is none', { field: 'id.eq.x),or(', operator: 'eq', value: 1 }],
    ['an operator that is none', { field: 'legal_name', operator: 'like' as Operator, value: 'x' }],
  ])('%s is an error, not another list', async (_, filter) => {
    const asked = provider.getList({ resource: 'customers', filters: [filter] });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid', key: 'errors.invalid_filter' });
  });

  it('a word where the column holds numbers is an error', async () => {
    const filters: CrudFilter[] = [{ field: 'price_max', operator: 'eq', value: 'much' }];
    const asked = provider.getList({ resource: 'customers', filters });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid', key: 'errors.malformed' });
  });

  it('a column that is not there is a mismatch of screens and database', async () => {
    const filters: CrudFilter[] = [{ field: 'nosuch', operator: 'eq', value: 1 }];
    const asked = provider.getList({ resource: 'customers', filters });
    await expect(asked).rejects.toMatchObject({ kind: 'unknown', key: 'errors.mismatch' });
  });
});
