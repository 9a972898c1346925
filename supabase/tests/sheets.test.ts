import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { alike, aside, askAs } from './both-ways.ts';
import { newCustomer, newOrder, newProduct, type SalesCompany, salesCompany } from './metric-set.ts';
import { type Person, sql, value } from './support.ts';

let company: SalesCompany;
let pipeline: string;
let stages: { won: string; open: string };
let products: string[];

const ranges = [
  { preset: 'all' },
  { preset: 'last_12_months' },
  { from: '2024-03-01', to: '2024-04-30' },
  { from: '2024-03-05', to: '2024-05-11' },
];
const requests = () =>
  ranges.flatMap((range) => [
    { call: 'sales.funnel', args: { pipeline }, range },
    { call: 'sales.funnel', args: { pipeline }, range, filters: { owner: [company.rep.id] } },
    { call: 'sales.funnel', args: { pipeline }, range, filters: { country: ['DE', null] } },
    { call: 'sales.activity_per_deal', range },
    { call: 'sales.activity_per_deal', range, filters: { industry: [null] } },
    { call: 'sales.source_quality', range },
    { call: 'sales.source_quality', range, filters: { source: ['event', null] } },
    { call: 'sales.learned_forecast', range },
    { call: 'sales.learned_forecast', range, filters: { sales_region: ['North', null] } },
    { metrics: ['customers.current_count'], by: ['tier', 'owner'], range, filters: { tier: ['key', null] } },
    { metrics: ['deals.open_count'], by: ['tier'], range },
    { call: 'sales.activity_per_deal', range, filters: { sales_region: ['North', null] } },
    { metrics: ['deals.won_value', 'deals.lost_value'], by: ['sales_region', 'product_line'], range },
    {
      metrics: [
        'deals.won_value',
        'products.sold_quantity',
        'orders.value',
        'products.ordered_quantity',
        'deals.won_count',
      ],
      by: ['product'],
      order: { by: 'deals.won_value', direction: 'desc' },
      range,
    },
    {
      metrics: ['deals.won_value', 'orders.value'],
      by: ['month'],
      filters: { product: [products[0]] },
      range,
    },
    { call: 'sales.forecast_ahead', range },
    { call: 'sales.forecast', range },
    { call: 'sales.forecast_rollup', range },
    {
      metrics: ['customers.lead_conversion', 'customers.new_leads', 'customers.current_count'],
      by: ['source'],
      range,
    },
    { metrics: ['customers.current_count', 'deals.open_count'], by: ['owner', 'tier'], range },
    { metrics: ['customers.new_leads', 'deals.opened_count'], by: ['month'], range, compare: 'previous' },
    {
      metrics: ['products.sold_quantity', 'products.ordered_quantity'],
      by: ['month', 'product_line'],
      range,
      compare: 'last_year',
    },
  ]);
const people = () => {
  const { rep, other, manager, exec } = company;
  return { rep, other, manager, exec };
};
const done = (deal: string, who: string, kind: string) =>
  sql.query(
    `insert into public.activities (kind, subject, deal_id, owner_id, duration_minutes) values ($1, 'Done', $2, $3, 10)`,
    [kind, deal, who],
  );
/** Expects that who bought most is found among those who can have, and so is about which deals probabilities differ most. */
async function foremost(who: Person) {
  const [every, one, two, learned, ofAll] = await aside(async (client) => {
    const customers = (limit: number) => ({
      metrics: ['deals.won_value', 'deals.won_count'],
      by: ['customer'],
      order: { by: 'deals.won_value', direction: 'desc' },
      limit,
    });
    const pipelines = (await client.query<{ id: string }>('select id from public.pipelines')).rows;
    const call = { call: 'sales.learned_forecast', args: { limit: 3 } };
    return askAs(client, who, [
      customers(500),
      customers(1),
      customers(2),
      call,
      { ...call, filters: { pipeline: pipelines.map(({ id }) => id) } },
    ]);
  });
  if (!every || !one || !two || !learned || !ofAll) throw new Error('no answer');
  expect(every.rows.length).toBeGreaterThan(1);
  for (const [answer, limit] of [
    [one, 1],
    [two, 2],
  ] as const) {
    expect(answer.rows).toEqual(every.rows.slice(0, limit));
    expect(answer.totals).toEqual(every.totals);
  }
  expect(learned.rows).toHaveLength(3);
  expect(learned).toEqual(ofAll);
}
const renew = () => sql.query('select private.renew_sheets()');

/** Cells of sheets with no mark that are not what the rows say. */
const wrong = async (client: pg.PoolClient | pg.Pool = sql): Promise<number> => {
  const { rows } = await client.query<{ cells: string; moment: string; source: string; names: string }>(
    `select s.cells, s.moment, private.counted_sql(s.cells, private.sheet_source(s.moment)) as source,
       (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a where a.attrelid = ('private.' || s.cells)::regclass and a.attnum > 0) as names
     from private.sheets() s`,
  );
  let differing = 0;
  for (const { cells, moment, source, names } of rows) {
    const columns = names.replace(
      'hours',
      '(select array_agg(h order by h) from unnest(x.hours) h) as hours',
    );
    const { rows: found } = await client.query<{ n: number }>(
      `with counted as (select ${columns} from (${source}) x (${names})), kept as (select ${columns} from private.${cells} x),
         differing as ((select * from counted except all select * from kept) union all (select * from kept except all select * from counted))
       select count(*)::int as n from differing d
       where not exists (select from private.stale_sheets s where s.moment = $1 and s.access_id = d.access_id and s.month = d.month)`,
      [moment],
    );
    differing += found[0]?.n ?? 1;
  }
  const { rows: added } = await client.query<{ totals: string; parts: string; names: string; sums: string }>(
    `select t.totals, private.total_parts_sql(t.cells, 'private.' || t.cells, '-', t.totals) as parts,
       string_agg(a.attname, ', ' order by a.attnum) filter (where not a.adds) as names,
       string_agg(format('sum(%I) <> 0', a.attname), ' or ') filter (where a.adds) as sums
     from private.sheet_totals() t join (
       select attrelid, attname, attnum, private.adds(attname) as adds from pg_attribute where attnum > 0
     ) a on a.attrelid = ('private.' || t.totals)::regclass group by t.cells, t.totals`,
  );
  for (const { totals, parts, names, sums } of added) {
    const { rows: found } = await client.query<{ n: number }>(
      `select count(*)::int as n from (select from (select * from private.${totals} union all ${parts}) x group by ${names} having ${sums}) y`,
    );
    differing += found[0]?.n ?? 1;
  }
  return differing;
};

describe('sheets', () => {
  beforeAll(async () => {
    company = await salesCompany();
    await sql.query('select private.gather_cells()');
    const { deal, rep, other, manager } = company;
    products = [await newProduct(`line ${randomUUID()}`), await newProduct(`line ${randomUUID()}`)];
    const [one = '', two = ''] = products;
    const owned = await newCustomer();
    await sql.query('update public.customers set owner_id = $1 where id = $2', [rep.id, owned]);
    await sql.query(
      `insert into public.exchange_rates (currency, rate, valid_from) values ('XCA', 1.1, '2023-01-01'), ('XCA', 1.2, '2024-05-11') on conflict do nothing`,
    );
    let place = 0;
    for (const opened of [
      '2024-03-01T00:00:00Z',
      '2024-03-31T23:30:00Z',
      '2024-04-20T08:00:00Z',
      '2024-05-11T08:00:00Z',
    ])
      for (const owner of [rep.id, other.id, manager.id])
        for (const stage of ['open', 'won', 'lost'] as const) {
          const made = await deal({
            owner,
            opened,
            stage,
            closed: `2024-05-${10 + place}T09:00:00Z`,
            customer: place % 2 ? owned : undefined,
            currency: place % 4 ? 'USD' : 'XCA',
            amount: place === 5 ? null : 100 + place,
            items: place % 3 ? [[one, 10 + place], ...(place % 2 ? [[two, 7] as [string, number]] : [])] : [],
          });
          await newOrder(place % 2 ? owned : company.customer, owner, {
            at: opened,
            currency: place % 5 ? 'USD' : 'XCA',
            items:
              place % 2
                ? [
                    [one, 5, 2],
                    [two, 3, 1],
                  ]
                : [],
          });
          place = (place + 1) % 15;
          if (place % 3) await done(made, place % 4 ? owner : other.id, place % 2 ? 'call' : 'demo');
        }
    pipeline = await value<string>('select pipeline_id from public.deals where owner_id = $1 limit 1', [
      rep.id,
    ]);
    const stage = (outcome: string) =>
      value<string>('select id from public.pipeline_stages where pipeline_id = $1 and outcome = $2', [
        pipeline,
        outcome,
      ]);
    stages = { open: await stage('open'), won: await stage('won') };
    await sql.query(
      `insert into public.deal_win_probabilities (deal_id, probability, access_id)
       select d.id, 0.01 * (10 + d.amount::integer % 80), d.access_id from public.deals d where d.pipeline_id = $1 and d.outcome = 'open' and d.amount % 5 <> 0`,
      [pipeline],
    );
    await renew();
  }, 60_000);

  test('hold what the rows say, and no mark is left, once the job has run', async () => {
    expect(await wrong()).toBe(0);
    expect(await value<string>('select count(*) from private.stale_sheets')).toBe('0');
  });

  test('find those who bought most', async () => {
    await foremost(company.exec);
    await foremost(company.manager);
    await sql.query('select private.add_won()');
    await foremost(company.exec);
  });

  test('say what the rows say, whoever reads', () => alike(people(), requests()), 240_000);

  test('are what is read', () =>
    aside(async (client) => {
      const { exec, manager, rep, other, team } = company;
      const asked = [
        { call: 'sales.funnel', args: { pipeline } },
        { call: 'sales.activity_per_deal' },
        { metrics: ['deals.won_value'], by: ['product'] },
        { metrics: ['products.ordered_quantity'] },
        { metrics: ['customers.new_leads'] },
      ];
      const read = async (who: typeof exec) => {
        const [funnel, work, sold, ordered, came] = await askAs(client, who, asked);
        const ofNone = sold?.rows.find((row) => row.product === null)?.['deals.won_value'];
        return [
          Number(funnel?.totals.deals),
          Number(work?.totals.won),
          Number(ofNone ?? 0),
          Number(ordered?.totals['products.ordered_quantity']),
          Number(came?.totals['customers.new_leads']),
        ];
      };
      const before = [await read(exec), await read(manager), await read(rep), await read(other)];
      for (const [cells, columns, values] of [
        ['funnel_cells', 'pipeline_id, outcome, n', `'${pipeline}', 'open', 7`],
        [
          'work_cells',
          'pipeline_id, outcome, deals, untouched, n, minutes',
          `'${pipeline}', 'won', 7, 0, 0, 0`,
        ],
        [
          'sold_cells',
          'moment, pipeline_id, outcome, currency, n, priced, amount, quantity',
          `'closed', '${pipeline}', 'won', 'USD', 1, 1, 7, 0`,
        ],
        [
          'ordered_cells',
          'moment, status, currency, product_id, n, priced, amount, quantity',
          `'ordered', 'confirmed', 'USD', '${products[0]}', 1, 1, 0, 7`,
        ],
        ['customer_cells', 'moment, lifecycle_stage, n', `'came', 'lead', 7`],
      ] as const) {
        await client.query(
          `insert into private.${cells} (month, access_id, ${columns}) values ('2024-03-01', $1, ${values})`,
          [rep.id],
        );
        // who sees everything reads totals, who reads a team its sums, where there are any
        const { rows } = await client.query<{ totals: string; by_unit: boolean }>(
          `select totals, totals like '%\\_units' as by_unit from private.sheet_totals() where cells = $1 and totals not like 'standing%'`,
          [cells],
        );
        for (const { totals, by_unit: byUnit } of rows)
          await client.query(
            `insert into private.${totals} (month, ${byUnit ? 'unit_id, ' : ''}${columns}) values ('2024-03-01', ${byUnit ? `'${team}', ` : ''}${values})`,
          );
      }
      const more = (figures: number[] | undefined) => figures?.map((figure) => figure + 7);
      expect([await read(exec), await read(manager), await read(rep), await read(other)]).toEqual([
        more(before[0]),
        more(before[1]),
        more(before[2]),
        before[3],
      ]);
    }));

  test('follow every change, before the job has run and after', async () => {
    const { rep, other, team, exec, manager } = company;
    const [one, two] = products;
    const otherTeam = await value<string>('select team_id from public.profiles where id = $1', [other.id]);
    const changes = [
      `update public.deals set owner_id = '${other.id}' where owner_id = '${rep.id}' and outcome = 'lost' and pipeline_id = '${pipeline}'`,
      `update public.deals set amount = amount + 0.01, currency = 'XCA' where outcome = 'won' and pipeline_id = '${pipeline}'`,
      `update public.deals set stage_id = '${stages.won}' where outcome = 'open' and owner_id = '${rep.id}'`,
      `update public.deals set stage_id = '${stages.open}' where outcome = 'won' and owner_id = '${other.id}'`,
      `update public.deals set closed_at = closed_at - interval '2 months' where outcome = 'won' and owner_id = '${rep.id}' and closed_at < '2024-06-01'`,
      `update public.deals set deleted_at = now() where owner_id = '${rep.id}' and extract(month from opened_at) = 4`,
      `update public.deals set deleted_at = null where owner_id = '${rep.id}'`,
      `update public.deals set shared = true where owner_id = '${other.id}' and outcome = 'lost'`,
      `update public.deal_items set quantity = 3 where product_id = '${one}'`,
      `update public.deal_items set product_id = '${two}' where product_id = '${one}' and unit_price > 20`,
      `delete from public.deal_items where product_id = '${two}' and unit_price > 21`,
      `update public.order_items set unit_price = 9 where product_id = '${two}'`,
      `update public.orders set status = 'cancelled', total = 1 where owner_id = '${rep.id}' and currency = 'XCA'`,
      `delete from public.orders where owner_id = '${other.id}' and ordered_at < '2024-04-01'`,
      `update public.activities set kind = 'meeting' where owner_id = '${rep.id}'`,
      `update public.activities set owner_id = '${other.id}' where owner_id = '${rep.id}' and kind = 'meeting'`,
      `update public.activities set deleted_at = now() where owner_id = '${other.id}'`,
      `update public.deal_stage_history h set left_at = h.entered_at + interval '90 hours' from public.deals d where d.id = h.deal_id and h.left_at is not null and d.pipeline_id = '${pipeline}'`,
      `update public.customers set tier = 'key', owner_id = '${other.id}' where owner_id = '${rep.id}'`,
      `update public.customers set lifecycle_stage = 'customer', source = 'event' where owner_id = '${other.id}'`,
      `update public.deals set win_probability = 0.7 where outcome = 'open' and pipeline_id = '${pipeline}' and owner_id = '${other.id}'`,
      `update public.deal_win_probabilities p set probability = 0.55 from public.deals d where d.id = p.deal_id and d.pipeline_id = '${pipeline}'`,
      `delete from public.deal_win_probabilities p using public.deals d where d.id = p.deal_id and d.pipeline_id = '${pipeline}' and d.owner_id = '${other.id}'`,
      `update public.deals set customer_id = (select id from public.customers where owner_id = '${other.id}' limit 1) where pipeline_id = '${pipeline}' and owner_id = '${other.id}'`,
      `update public.customers set tier = 'small', deleted_at = now() where owner_id = '${other.id}'`,
      `update public.customers set deleted_at = null where owner_id = '${other.id}'`,
      `update public.profiles set team_id = '${team}' where id = '${other.id}'`,
      // their former team comes below the manager's, and leaves it again; one of the rep's deals is the other's to read
      `update public.teams set parent_id = '${team}' where id = '${otherTeam}'`,
      `update public.profiles set team_id = '${otherTeam}' where id in ('${rep.id}', '${other.id}')`,
      `update public.teams set parent_id = null where id = '${otherTeam}'`,
      `update public.profiles set team_id = '${team}' where id = '${rep.id}'`,
      `insert into public.record_shares (resource, record_id, profile_id, access)
         select 'deals', d.id, '${other.id}', 'read' from public.deals d where d.owner_id = '${rep.id}' order by d.id limit 3`,
      `insert into public.record_shares (resource, record_id, profile_id, access)
         select 'deals', d.id, '${manager.id}', 'read' from public.deals d where d.owner_id = '${other.id}' order by d.id limit 3`,
      `update public.teams set lead_id = '${other.id}' where id = '${otherTeam}'`,
      `update public.pipeline_stages set position = position + 10 where pipeline_id = '${pipeline}'`,
      `insert into public.deals (name, pipeline_id, stage_id, owner_id, amount, currency, opened_at)
         select 'Many', '${pipeline}', '${stages.won}', case n % 2 when 0 then '${rep.id}'::uuid else '${other.id}'::uuid end, n, 'USD', '2024-03-02'::timestamptz + n * interval '1 day' from generate_series(1, 300) n`,
    ];
    for (const [place, change] of changes.entries()) {
      const { rowCount } = await sql.query(change);
      expect(rowCount, change).toBeGreaterThan(0);
      expect(await wrong(), change).toBe(0);
      await alike(
        [{ exec }, { manager }, { other }][place % 3] ?? {},
        requests().slice(0, requests().length / ranges.length),
        true,
      );
    }
    await renew();
    expect(await wrong()).toBe(0);
    await alike(people(), requests());
    await foremost(exec);
    await sql.query('select private.add_won()');
    await foremost(exec);
    // what customers bought in all is what their deals say
    expect(
      await value<string>(
        `select count(*) from (
           (select customer_id, currency, sum(amount) from public.deals where outcome = 'won' and amount > 0 and deleted_at is null and customer_id is not null group by 1, 2
            except select customer_id, currency, sum(amount) from private.customer_won group by 1, 2)
           union all (select customer_id, currency, sum(amount) from private.customer_won group by 1, 2
            except select customer_id, currency, sum(amount) from public.deals where outcome = 'won' and amount > 0 and deleted_at is null and customer_id is not null group by 1, 2)) x`,
      ),
    ).toBe('0');
  }, 600_000);

  test('nobody writes them, and who is nobody reads none', () =>
    aside(async (client) => {
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: randomUUID(), role: 'authenticated' }),
      ]);
      await client.query('set local role authenticated');
      for (const cells of [
        'funnel_cells',
        'stay_cells',
        'work_cells',
        'sold_cells',
        'due_cells',
        'ordered_cells',
        'customer_cells',
        'stay_totals',
        'sold_totals',
        'ordered_totals',
        'customer_totals',
        'learned_cells',
        'tier_cells',
        'quality_cells',
        'learned_totals',
        'due_totals',
        'tier_totals',
        'standing_totals',
        'quality_totals',
        'funnel_totals',
        'sold_units',
        'customer_units',
        'standing_units',
        'funnel_units',
        'learned_units',
        'due_units',
      ]) {
        expect((await client.query(`select count(*)::int as n from private.${cells}`)).rows).toEqual([
          { n: 0 },
        ]);
        await client.query('savepoint before');
        await expect(client.query(`delete from private.${cells}`)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback to before');
      }
      await expect(client.query('select from private.stale_sheets')).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback to before');
      await expect(client.query('select from private.customer_won')).rejects.toMatchObject({ code: '42501' });
    }));
});
