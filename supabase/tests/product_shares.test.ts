import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { aside, askAs } from './both-ways.ts';
import { newCustomer, newOrder, newProduct, type SalesCompany, salesCompany } from './metric-set.ts';
import { createPerson, type Person, sql, value } from './support.ts';

let company: SalesCompany;
let stranger: Person;
let line: string;
let plain: string;
let products: { a: string; b: string; other: string };
let mine: string;
let theirs: string;

/** The parts that are kept and what they should be, of the given deals or orders. */
const parts = async (of: 'deal' | 'order', ids: readonly string[]) => {
  const read = async (table: string) =>
    (
      await sql.query(
        `select s.* from private.${table} s where s.${of}_id = any ($1) order by s.${of}_id, s.product_id`,
        [ids],
      )
    ).rows;
  return { kept: await read(`${of}_shares`), reckoned: await read(`all_${of}_shares`) };
};

beforeAll(async () => {
  company = await salesCompany();
  stranger = await createPerson({ roles: ['sales_rep'] });
  [line, plain] = [randomUUID(), randomUUID()];
  products = { a: await newProduct(line), b: await newProduct(line), other: await newProduct(plain) };
  mine = await newCustomer();
  theirs = await newCustomer();
  await sql.query('update public.customers set owner_id = $1 where id = $2', [company.rep.id, mine]);
  await sql.query('update public.customers set owner_id = $1 where id = $2', [company.other.id, theirs]);
});

describe('parts by product', () => {
  test('follow every statement on items, orders and deals', async () => {
    const deals = [
      await company.deal({
        stage: 'open',
        items: [
          [products.a, 10],
          [products.b, 30],
        ],
      }),
      await company.deal({ stage: 'open', items: [[products.a, 0]] }),
    ];
    const orders = [
      await newOrder(mine, company.rep.id, {
        items: [
          [products.a, 10, 2],
          [products.other, 5, 1],
        ],
      }),
    ];
    const [deal, free] = deals;
    const changes: [string, unknown[]][] = [
      [
        'insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, 0)',
        [free, products.b],
      ],
      [
        'insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, 7)',
        [deal, products.a],
      ],
      ['update public.deal_items set discount_rate = 0.5 where deal_id = $1', [deal]],
      [
        'update public.deal_items set product_id = $2 where deal_id = $1 and unit_price = 7',
        [deal, products.other],
      ],
      ['update public.deals set owner_id = $2 where id = $1', [deal, company.other.id]],
      ['update public.deals set deleted_at = now() where id = $1', [deal]],
      ['update public.deals set deleted_at = null where id = $1', [deal]],
      ['delete from public.deal_items where deal_id = $1 and unit_price = 30', [deal]],
      ['update public.order_items set quantity = 9 where order_id = $1', [orders[0]]],
      ['update public.orders set owner_id = $2 where id = $1', [orders[0], company.other.id]],
      ['update public.customers set owner_id = $2 where id = $1', [mine, company.other.id]],
      ['update public.customers set owner_id = $2 where id = $1', [mine, company.rep.id]],
      ['delete from public.deals where id = $1', [free]],
    ];
    for (const [change, values] of changes) {
      await sql.query(change, values);
      for (const [of, ids] of [
        ['deal', deals],
        ['order', orders],
      ] as const) {
        const { kept, reckoned } = await parts(of, ids);
        expect(kept, change).toEqual(reckoned);
        expect(reckoned.length, change).toBeGreaterThan(0);
      }
    }
    const { kept } = await parts('deal', [deal ?? '']);
    expect(kept.map(({ share }) => Number(share)).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test('hold what two add to the same deal at the same time', async () => {
    const deal = await company.deal({ stage: 'open', items: [[products.a, 10]] });
    const add = 'insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, 30)';
    const first = await sql.connect();
    const second = await sql.connect();
    try {
      await first.query('begin');
      await first.query(add, [deal, products.b]);
      const later = second.query(add, [deal, products.other]);
      await expect
        .poll(() =>
          value(`select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and query = $1`, [
            add,
          ]),
        )
        .toBeGreaterThan(0);
      await first.query('commit');
      await later;
    } finally {
      first.release();
      second.release();
    }
    const { kept, reckoned } = await parts('deal', [deal]);
    expect(kept).toEqual(reckoned);
    expect(kept).toHaveLength(3);
  });
});

describe('figures narrowed by product line, size or pipeline', () => {
  const range = { from: '2024-04-01', to: '2024-06-30' };
  const bounds = `>= '2024-04-01 00:00+08' and %s < '2024-07-01 00:00+08'`;
  const during = (column: string) => `${column} ${bounds.replace('%s', column)}`;

  /** What a person reads in rows, by SQL written by hand under the person's own policies. */
  const byHand = async (client: pg.PoolClient, who: Person, text: string, values: unknown[]) => {
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: who.userId, role: 'authenticated' }),
    ]);
    await client.query('set local role authenticated');
    const { rows } = await client.query(text, values);
    await client.query('reset role');
    return rows[0];
  };

  test('are those of the rows that each person may read', async () => {
    const deals: string[] = [];
    for (const owner of [company.rep.id, company.other.id, company.manager.id]) {
      for (const [amount, items] of [
        [
          300,
          [
            [products.a, 10],
            [products.b, 20],
            [products.other, 70],
          ],
        ],
        [4000, [[products.other, 5]]],
        [30_000, [[products.b, 1]]],
        [6000, []],
        [null, [[products.a, 3]]],
      ] as [number | null, [string, number][]][]) {
        for (const stage of ['won', 'lost', 'open'] as const) {
          deals.push(
            await company.deal({
              owner,
              amount,
              stage,
              items,
              customer: owner === company.other.id ? theirs : mine,
            }),
          );
        }
      }
    }
    for (const [place, [customer, owner]] of [
      [mine, company.rep.id],
      [theirs, company.rep.id],
      [mine, company.other.id],
      [theirs, company.other.id],
    ].entries()) {
      const order = await newOrder(customer ?? '', owner ?? '', {
        total: 10 + place,
        items: [
          [products.a, 1, 2],
          [products.other, 3, 1 + place],
        ],
      });
      await sql.query('update public.orders set deal_id = $2 where id = $1', [order, deals[place * 9]]);
    }
    const line_sql = `d.id in (select it.deal_id from public.deal_items it join public.products p on p.id = it.product_id where p.product_line = any ($1))`;
    const share_sql = `(select sum(it.amount) filter (where p.product_line = any ($1)) / sum(it.amount) from public.deal_items it join public.products p on p.id = it.product_id where it.deal_id = d.id)`;
    const size_sql = (amount: string) =>
      `case when ${amount} < 1000 then 'under_1k' when ${amount} < 5000 then '1k_5k' when ${amount} < 25000 then '5k_25k' when ${amount} < 100000 then '25k_100k' when ${amount} >= 100000 then 'from_100k' end`;
    const cases: { request: object; text: string; values: unknown[] }[] = [
      ...[[line], [plain], [line, plain]].map((lines) => ({
        request: {
          metrics: ['deals.won_count', 'deals.won_value'],
          range,
          filters: { product_line: lines, customer: [mine, theirs] },
        },
        text: `select count(*) filter (where outcome = 'won')::float as "deals.won_count", sum(d.amount * ${share_sql}) filter (where outcome = 'won')::float as "deals.won_value" from public.deals d where ${during('d.closed_at')} and d.customer_id = any ($2) and ${line_sql}`,
        values: [lines, [mine, theirs]],
      })),
      {
        request: {
          metrics: ['deals.won_count'],
          range,
          filters: { product_line: [null], customer: [mine, theirs] },
        },
        text: `select count(*)::float as "deals.won_count" from public.deals d where d.outcome = 'won' and ${during('d.closed_at')} and d.customer_id = any ($1) and not exists (select from public.deal_items i where i.deal_id = d.id)`,
        values: [[mine, theirs]],
      },
      ...[['under_1k'], ['25k_100k', '5k_25k']].map((sizes) => ({
        request: {
          metrics: ['deals.closed_count', 'deals.lost_value'],
          range,
          filters: { deal_size: sizes, customer: [mine, theirs] },
        },
        text: `select count(*)::float as "deals.closed_count", sum(d.amount) filter (where outcome = 'lost')::float as "deals.lost_value" from public.deals d where d.outcome in ('won', 'lost') and ${during('d.closed_at')} and d.customer_id = any ($2) and ${size_sql('d.amount')} = any ($1)`,
        values: [sizes, [mine, theirs]],
      })),
      {
        request: {
          metrics: ['orders.count', 'products.ordered_quantity'],
          range,
          filters: { product: [products.a], customer: [mine, theirs] },
        },
        text: `select count(distinct d.id)::float as "orders.count", sum(i.quantity)::float as "products.ordered_quantity" from public.orders d join public.order_items i on i.order_id = d.id and i.product_id = $1 where ${during('d.ordered_at')} and d.customer_id = any ($2)`,
        values: [products.a, [mine, theirs]],
      },
      {
        request: {
          metrics: ['orders.count', 'orders.value', 'products.ordered_quantity'],
          range,
          filters: { deal_size: ['under_1k', '5k_25k'], customer: [mine, theirs] },
        },
        text: `select count(*)::float as "orders.count", sum(d.total)::float as "orders.value", sum((select sum(i.quantity) from public.order_items i where i.order_id = d.id))::float as "products.ordered_quantity" from public.orders d join public.deals od on od.id = d.deal_id and ${size_sql('od.amount')} in ('under_1k', '5k_25k') where ${during('d.ordered_at')} and d.customer_id = any ($1)`,
        values: [[mine, theirs]],
      },
    ];
    const seen = new Set<string>();
    for (const who of [company.rep, company.other, company.manager, company.exec, stranger]) {
      await aside(async (client) => {
        const answers = await askAs(
          client,
          who,
          cases.map(({ request }) => request),
        );
        for (const [place, { request, text, values }] of cases.entries()) {
          const answer = answers[place];
          expect(answer?.error, JSON.stringify(request)).toBeUndefined();
          const expected = await byHand(client, who, text, values);
          for (const [metric, figure] of Object.entries(expected)) {
            expect(
              Number(answer?.totals[metric] ?? 0),
              `${who.email} ${metric} ${JSON.stringify(request)}`,
            ).toBeCloseTo(Number(figure ?? 0), 6);
          }
          seen.add(`${place} ${JSON.stringify(expected)}`);
        }
      });
    }
    // that the people read different figures, or else nothing was tried
    expect(seen.size).toBeGreaterThan(cases.length * 2);
  });

  test('read no parts of what the reader may not read', async () => {
    const deal = await company.deal({ owner: company.other.id, stage: 'open', items: [[products.a, 10]] });
    const order = await newOrder(theirs, company.other.id, { items: [[products.a, 1, 1]] });
    const tables = [
      'deal_shares',
      'every_deal_shares',
      'order_shares',
      'known_order_shares',
      'every_order_shares',
    ];
    // what hangs on a record in the trash is nobody's
    const trashed = await company.deal({ stage: 'open', items: [[products.a, 10]] });
    await sql.query('update public.deals set deleted_at = now() where id = $1', [trashed]);
    const gone = await newCustomer();
    await sql.query('update public.customers set deleted_at = now() where id = $1', [gone]);
    const lookups = [
      'known_deals',
      'known_orders',
      'known_customers',
      'known_activities',
      'known_deal_stage_history',
      'known_customer_lifecycle_history',
    ];
    await aside(async (client) => {
      for (const name of tables) {
        const id = name.includes('deal') ? 'deal_id' : 'order_id';
        const read = async (who: Person) =>
          Number(
            (
              await byHand(client, who, `select count(*) as n from private.${name} where ${id} = $1`, [
                id === 'deal_id' ? deal : order,
              ])
            ).n,
          );
        for (const who of [company.exec, company.rep]) {
          const { n } = await byHand(
            client,
            who,
            `select count(*) as n from private.${name} where ${id} = $1`,
            [trashed],
          );
          expect(Number(n), name).toBe(0);
        }
        expect(await read(stranger), name).toBe(0);
        expect(await read(company.rep), name).toBe(0);
        expect(await read(company.exec), name).toBe(1);
        expect(await read(company.other), name).toBe(name.startsWith('every_') ? 0 : 1);
      }
      for (const name of lookups) {
        const table = name.replace('known_', '');
        for (const who of [stranger, company.rep, company.other, company.manager, company.exec]) {
          const count = async (from: string) =>
            Number((await byHand(client, who, `select count(*) as n from ${from}`, [])).n);
          expect(await count(`private.${name}`), `${name} ${who.email}`).toBe(await count(`public.${table}`));
        }
      }
    });
  });
});
