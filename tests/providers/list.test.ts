import type { CrudFilter, CrudSort } from '@refinedev/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPerson, sql } from '../../supabase/tests/support.ts';
import { customersPerson, insert, mark } from './people.ts';

const city = mark();
const here: CrudFilter[] = [{ field: 'city', operator: 'eq', value: city }];
const resource = 'customers';
const owned = 'id,name,price_max,owner:profiles!customers_owner_id_fkey(full_name)';
let provider: Awaited<ReturnType<typeof customersPerson>>['provider'];

/** 25 customers: prices with ties and gaps, three owners and nobody. */
beforeAll(async () => {
  ({ provider } = await customersPerson());
  const owners = await Promise.all(['Aa', 'Bb', 'Cc'].map((fullName) => createPerson({ fullName })));
  await insert(
    resource,
    Array.from({ length: 25 }, (_, at) => ({
      city,
      name: `customer ${String(at).padStart(2, '0')}`,
      price_max: at % 6 === 0 ? null : at % 4,
      owner_id: owners[at % 4]?.id ?? null,
    })),
  );
});

const list = (sorters: CrudSort[], currentPage = 1, pageSize = 100, meta: object = { select: owned }) =>
  provider.getList({ resource, filters: here, sorters, pagination: { currentPage, pageSize }, meta });

/** The ids that SQL gives in this order. */
async function ordered(by: string): Promise<string[]> {
  const { rows } = await sql.query(
    `select c.id from public.customers c left join public.profiles p on p.id = c.owner_id
     where c.city = $1 order by ${by}`,
    [city],
  );
  return rows.map(({ id }) => id);
}

describe('sorting', () => {
  it.each([
    ['price_max', 'asc', 'c.price_max asc nulls last, c.id'],
    ['price_max', 'desc', 'c.price_max desc nulls last, c.id'],
    ['name', 'desc', 'c.name desc'],
    ['owner.full_name', 'asc', 'p.full_name asc nulls last, c.id'],
    ['owner.full_name', 'desc', 'p.full_name desc nulls last, c.id'],
  ] as const)('by %s %s: nothing last, ties by id', async (field, order, by) => {
    const { data } = await list([{ field, order }]);
    expect(data.map(({ id }) => id)).toEqual(await ordered(by));
  });

  it('takes several sorters, and a related table that the list does not show', async () => {
    const sorters: CrudSort[] = [
      { field: 'owner_id.full_name', order: 'desc' },
      { field: 'price_max', order: 'asc' },
      { field: 'name', order: 'desc' },
    ];
    const { data } = await list(sorters, 1, 100, { select: 'id' });
    const by = 'p.full_name desc nulls last, c.price_max asc nulls last, c.name desc';
    expect(data.map(({ id }) => id)).toEqual(await ordered(by));
    expect(Object.keys(data[0] ?? {})).toEqual(['id']);
  });

  it('takes a column that the related table is shown without', async () => {
    const shown = { select: 'id, owner:profiles!owner_id(id)' };
    const { data } = await list([{ field: 'owner.full_name', order: 'desc' }], 1, 100, shown);
    expect(data.map(({ id }) => id)).toEqual(await ordered('p.full_name desc nulls last, c.id'));
    expect(Object.keys(data[0] ?? {}).sort()).toEqual(['id', 'owner']);
  });

  it('gives pages that never overlap, by whatever they are sorted', async () => {
    for (const field of ['price_max', 'owner.full_name', 'kind']) {
      const pages = await Promise.all([1, 2, 3, 4].map((page) => list([{ field, order: 'desc' }], page, 7)));
      const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));
      expect(ids).toHaveLength(25);
      expect(new Set(ids).size).toBe(25);
    }
  });

  it.each(['price_max', 'owner.full_name', 'owner.email', 'name'])(
    'gives the same pages by %s where it asks for their keys first',
    async (field) => {
      const asked = async (keysFirst: boolean) =>
        Promise.all(
          [1, 2, 4, 5].map((page) =>
            provider.getList({
              resource,
              filters: [...here, { field: 'owner.full_name', operator: 'nnull', value: true }],
              sorters: [{ field, order: 'desc' }],
              pagination: { currentPage: page, pageSize: 6 },
              meta: { select: owned, count: 'none', keysFirst },
            }),
          ),
        );
      const [first] = await asked(true);
      expect(Object.keys(first?.data[0] ?? {}).sort()).toEqual(['id', 'name', 'owner', 'price_max']);
      expect(await asked(true)).toEqual(await asked(false));
    },
  );

  it('asks for keys first of tables by whatever their key is, and of what a function gives', async () => {
    const groups = (keysFirst: boolean) =>
      provider.getList({
        resource: 'field_groups',
        sorters: [{ field: 'column_name', order: 'desc' }],
        pagination: { pageSize: 3 },
        meta: { select: 'table_name,column_name,resource', count: 'none', keysFirst },
      });
    expect((await groups(true)).data).toHaveLength(3);
    expect(await groups(true)).toEqual(await groups(false));
    const found = (keysFirst: boolean) =>
      provider.getList({
        resource,
        filters: here,
        sorters: [{ field: 'name', order: 'desc' }],
        pagination: { pageSize: 5 },
        meta: {
          select: owned,
          count: 'none',
          keysFirst,
          rpc: { name: 'search_customers', args: { q: 'customer' } },
        },
      });
    expect((await found(true)).data).toHaveLength(5);
    const shown = ({ data, total }: Awaited<ReturnType<typeof found>>) => [
      data.map(({ id, name, owner }) => [id, name, owner]),
      total,
    ];
    expect(shown(await found(true))).toEqual(shown(await found(false)));
  });

  it('sorts tables by whatever their key is', async () => {
    for (const table of ['customer_contact_details', 'customer_tags']) {
      const answer = await provider.getList({ resource: table, sorters: [], pagination: { pageSize: 5 } });
      expect(answer.total).toBeGreaterThanOrEqual(0);
    }
  });

  it.each(['a.b.c', 'name;drop', ''])('by %j is an error', async (field) => {
    await expect(list([{ field, order: 'asc' }])).rejects.toMatchObject({ key: 'errors.invalid_filter' });
  });

  it('by a table of which a row may have many is an error', async () => {
    await expect(list([{ field: 'contacts.full_name', order: 'asc' }])).rejects.toMatchObject({
      key: 'errors.mismatch',
    });
  });
});

describe('counting', () => {
  const counting = (count: string, page: number, size: number) => list([], page, size, { count });

  it('is exact by default, also behind the last page', async () => {
    expect(await list([], 2, 10)).toMatchObject({ total: 25 });
    expect(await list([], 9, 10)).toEqual({ data: [], total: 25 });
  });

  it.each(['none', 'planned', 'estimated'])('%s offers a next page just when there is one', async (count) => {
    for (const [page, size, rows] of [
      [1, 10, 10],
      [2, 10, 10],
      [3, 10, 5],
      [1, 25, 25],
      [5, 5, 5],
    ] as const) {
      const { data, total } = await counting(count, page, size);
      expect(data).toHaveLength(rows);
      expect(total > page * size).toBe(page * size < 25);
    }
  });

  it.each(['planned', 'estimated'])('%s is right as soon as the last page is seen', async (count) => {
    expect(await counting(count, 3, 10)).toMatchObject({ total: 25 });
  });

  it.each(['none', 'planned', 'estimated'])('%s is empty behind the last page', async (count) => {
    expect(await counting(count, 9, 10)).toMatchObject({ data: [] });
  });

  it('refuses a page larger than an answer can be', async () => {
    await expect(list([], 1, 1000)).rejects.toMatchObject({ kind: 'too_large', params: { max: 999 } });
  });
});

it('gives a list without pages whole, beyond the 1,000 rows of an answer', async () => {
  const many = mark();
  await sql.query(
    `insert into public.customers (name, city) select 'n' || i, $1 from generate_series(1, 2100) i`,
    [many],
  );
  const { data, total } = await provider.getList({
    resource,
    filters: [{ field: 'city', operator: 'eq', value: many }],
    pagination: { mode: 'off' },
    meta: { select: 'id' },
  });
  expect(total).toBe(2100);
  expect(new Set(data.map(({ id }) => id)).size).toBe(2100);
});

describe('a list that a function gives', () => {
  const search = (q: string, rest: object = {}, meta: object = {}) =>
    provider.getList({
      resource,
      pagination: { pageSize: 50 },
      meta: { rpc: { name: 'search_customers', args: { q } }, ...meta },
      ...rest,
    });

  it('is filtered, sorted, cut to pages and shown like the table', async () => {
    const answer = await search(
      'customer',
      {
        filters: [...here, { field: 'owner.full_name', operator: 'in', value: ['Aa', 'Bb'] }],
        sorters: [{ field: 'price_max', order: 'desc' }],
        pagination: { currentPage: 2, pageSize: 4 },
      },
      { select: 'name,owner:profiles!customers_owner_id_fkey(full_name)' },
    );
    const { rows } = await sql.query(
      `select c.name from public.customers c join public.profiles p on p.id = c.owner_id
       where c.city = $1 and p.full_name in ('Aa', 'Bb') order by c.price_max desc nulls last, c.id`,
      [city],
    );
    expect(answer.total).toBe(rows.length);
    expect(answer.data.map(({ name }) => name)).toEqual(rows.slice(4, 8).map(({ name }) => name));
  });

  it.each(['in.gov', 'eq.5', 'not.is.null', 'fts(english).x', 'a,b', 'say "hi"', '{a: 1}', 'مریم'])(
    'takes %s for what is looked for, not for a filter',
    async (text) => {
      const q = `${text} ${mark()}`;
      const [made] = await insert(resource, [{ name: q }]);
      const { data } = await search(q);
      expect(data.map(({ id }) => id)).toEqual([made?.id]);
    },
  );

  it('takes a text that is too long for a URL', async () => {
    expect(await search('x'.repeat(5000))).toEqual({ data: [], total: 0 });
  });

  it('refuses a function that is not for lists, such as a link may name', async () => {
    const asked = provider.getList({ resource, meta: { rpc: { name: 'trash_records', args: {} } } });
    await expect(asked).rejects.toMatchObject({ key: 'errors.mismatch' });
  });
});

it('ends a request that nobody waits for', async () => {
  const controller = new AbortController();
  const asked = provider.getList({ resource, meta: { signal: controller.signal } });
  controller.abort();
  await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
