import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import sales from '../../plugins/sales/plugin.ts';
import { batchFor } from '../../src/dashboards/batch.ts';
import { defaultState, presets } from '../../src/dashboards/period.ts';
import { savedFrom, tilesOf } from '../../src/dashboards/tiles.ts';
import { alike as alikeFor, aside, askAs } from './both-ways.ts';
import { type Json, newOrder, type SalesCompany, salesCompany } from './metric-set.ts';
import { sql, value } from './support.ts';

let company: SalesCompany;
const moments = [
  '2023-12-31T20:00:00Z',
  '2024-03-31T15:59:00Z',
  '2024-03-31T16:01:00Z',
  '2024-05-10T08:00:00Z',
  '2024-05-31T23:30:00Z',
];

/** Every metric that stands in cells by every dimension that these have, and by two of them. */
async function everything(): Promise<Json[]> {
  const { rows: dimensions } = await sql.query<{ source: string; key: string; cell_moments: string[] }>(
    `select source, key, cell_moments from public.metric_dimensions where cell_moments <> '{}' order by 1, 2`,
  );
  const { rows: metrics } = await sql.query<{
    keys: string[];
    source: string;
    moment: string;
    dated: boolean;
  }>(
    `select array_agg(key order by key) as keys, source, cell_moment as moment, time_sql is not null as dated
     from public.metrics where cells is not null and cells not in ('sold_cells', 'ordered_cells') group by 2, 3, 4 order by 2, 3`,
  );
  const ranges = [
    { preset: 'all' },
    { from: '2024-03-01', to: '2024-04-30' },
    { from: '2024-03-31', to: '2024-05-11' },
    { from: '2024-05-02', to: '2024-05-30' },
  ];
  return metrics.flatMap(({ keys, source, moment, dated }) => {
    const cuts = dimensions
      .filter((one) => one.source === source && one.cell_moments.includes(moment))
      .filter(
        (one) => dated || !['month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'].includes(one.key),
      )
      .map((one) => one.key);
    return [
      ...ranges.map((range) => ({ by: [], range })),
      ...cuts.flatMap((one, place) =>
        [0, 2].map((more) => ({ by: [one], range: ranges[(place + more) % 4] })),
      ),
      ...cuts.slice(1).map((one, place) => ({ by: [cuts[place] ?? one, one], range: ranges[place % 4] })),
    ].map((cut) => ({ metrics: keys, ...cut, compare: 'last_year' }));
  });
}

const asked = () =>
  sales.dashboards.flatMap(({ layout }) =>
    presets
      .filter((period) => ['this_quarter', 'last_12_months', 'this_fiscal_year', 'all'].includes(period))
      .map(
        (period) =>
          batchFor(
            Object.fromEntries(
              tilesOf(savedFrom(layout, sales.widgets), sales.widgets).map(({ id, queries }) => [
                id,
                queries,
              ]),
            ),
            { ...defaultState, period },
          ).requests,
      ),
  );

const alike = (requests: readonly object[]) => {
  const { rep, manager, exec } = company;
  return alikeFor({ rep, manager, exec }, requests);
};

/** What cells there should be, by the rows, against those that there are. */
const wrongCells = async (client: pg.PoolClient | pg.Pool = sql): Promise<number> => {
  const { rows } = await client.query<{
    n: number;
  }>(`select sum(c.n)::int as n from (select 'public.' || rows as rows, cells from private.kept_cells()) k
    cross join lateral (select (xpath('//n/text()', query_to_xml(format('select count(*) as n from (select 1 from (%s union all select %s from private.%I) x group by %s having %s) y',
      private.cells_sql(k.cells, k.rows, '-'),
      (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a where a.attrelid = ('private.' || k.cells)::regclass and a.attnum > 0 and a.attname <> 'waiting'), k.cells,
      (select string_agg(format('x.%I', a.attname), ', ') from pg_attribute a where a.attrelid = ('private.' || k.cells)::regclass and a.attnum > 0 and a.attname not in ('n', 'priced', 'amount', 'days', 'waiting')),
      (select string_agg(format('sum(x.%I) <> 0', a.attname), ' or ') from pg_attribute a where a.attrelid = ('private.' || k.cells)::regclass and a.attname in ('n', 'priced', 'amount'))), false, true, '')))[1]::text::integer as n) c`);
  const { rows: added } = await client.query<{ n: number }>(
    `select sum(c.n)::int as n from private.kept_cells() k cross join lateral (select string_agg(a.attname, ', ') filter (where not a.adds) as names,
       string_agg(a.attname, ', ') filter (where a.adds) as figures, string_agg(format('-%I', a.attname), ', ') filter (where a.adds) as taken,
       string_agg(format('sum(%I) <> 0', a.attname), ' or ') filter (where a.adds and a.attname <> 'days') as sums
       from (select attname, attname in ('n', 'priced', 'amount', 'days') as adds from pg_attribute where attrelid = ('private.' || private.totals_of(k.cells))::regclass and attnum > 0) a) t
     cross join lateral (select (xpath('//n/text()', query_to_xml(format('select count(*) as n from (select from (select %1$s, %2$s from private.%4$I union all select %1$s, %3$s from private.%5$I) x group by %1$s having %6$s) y',
       t.names, t.figures, t.taken, private.totals_of(k.cells), k.cells, t.sums), false, true, '')))[1]::text::integer as n) c`,
  );
  return (rows[0]?.n ?? -1) + (added[0]?.n ?? -1) + (await wrongUnits(client));
};

/** What of cells that do not wait should be in their units' sums, against what is. */
const wrongUnits = async (client: pg.PoolClient | pg.Pool): Promise<number> => {
  const { rows } = await client.query<{ units: string; parts: string; names: string; sums: string }>(
    `select k.units, private.total_parts_sql(k.cells, format('(select c.* from private.%I c where %s)', k.cells, k.only_sql), '-', k.units) as parts,
       string_agg(a.attname, ', ' order by a.attnum) filter (where not private.adds(a.attname)) as names,
       string_agg(format('sum(%I) <> 0', a.attname), ' or ') filter (where private.adds(a.attname) and a.attname <> 'days') as sums
     from private.unit_sums() k join pg_attribute a on a.attrelid = ('private.' || k.units)::regclass and a.attnum > 0 group by k.cells, k.units, k.only_sql`,
  );
  let wrong = 0;
  for (const { units, parts, names, sums } of rows) {
    const { rows: found } = await client.query<{ n: number }>(
      `select count(*)::int as n from (select from (select * from private.${units} union all ${parts}) x group by ${names} having ${sums}) y`,
    );
    wrong += found[0]?.n ?? 1;
  }
  return wrong;
};

describe('cells', () => {
  beforeAll(async () => {
    company = await salesCompany();
    const { deal, rep, other, manager } = company;
    await sql.query(
      `insert into public.exchange_rates (currency, rate, valid_from) values ('XCA', 1.1, '2023-01-01'), ('XCA', 1.2, '2024-05-11') on conflict do nothing`,
    );
    // a file before this one may have had the organisation in another time zone
    await sql.query('select private.gather_cells()');
    await sql.query('select private.renew_sheets()');
    for (const [place, closed] of moments.entries())
      for (const owner of [rep.id, other.id, manager.id]) {
        const opened = moments[Math.max(0, place - 1)] ?? closed;
        const currency = place % 2 ? 'XCA' : 'USD';
        await deal({ owner, closed, opened, amount: 100 + place, currency });
        await deal({ owner, closed, opened, stage: 'lost', amount: place === 3 ? null : 10 });
        await deal({
          owner,
          stage: 'open',
          opened: closed,
          amount: 50,
          probability: place === 2 ? 0.6 : undefined,
          currency: place === 4 ? 'XCB' : 'USD',
        });
        await sql.query(
          `insert into public.activities (kind, subject, owner_id, customer_id, happened_at) values ($1, 'Done', $2, $3, $4)`,
          [place % 2 ? 'call' : 'demo', owner, company.customer, closed],
        );
        await newOrder(company.customer, owner, {
          at: closed,
          total: 70 + place,
          currency,
          status: place === 2 ? 'draft' : 'shipped',
        });
      }
  });

  test('say what the rows say, whoever reads, however it is cut', async () => {
    expect(await value<boolean>('select private.cells_in_step()')).toBe(true);
    await alike(await everything());
  }, 480_000);

  test('say it of all that the sales dashboards ask', async () => {
    for (const requests of asked()) await alike(requests);
  }, 240_000);

  test('are what is read', () =>
    aside(async (client) => {
      const won = async () =>
        (await askAs(client, company.rep, [{ metrics: ['deals.won_count'] }]))[0]?.totals['deals.won_count'];
      const before = Number(await won());
      await client.query(
        `insert into private.deal_cells (moment, month, access_id, owner_id, pipeline_id, outcome, currency, n, priced, amount, days)
         select 'closed', '2024-05-01', $1, $1, (select id from public.pipelines limit 1), 'won', 'USD', 7, 0, 0, 0`,
        [company.rep.id],
      );
      expect(await won()).toBe(before + 7);
      // who leads the team reads its sums, once they are made with the rates that there are
      await client.query('select private.renew_sheets()');
      const team = async () =>
        Number(
          (await askAs(client, company.manager, [{ metrics: ['deals.won_count'] }]))[0]?.totals[
            'deals.won_count'
          ],
        );
      const ofTeam = await team();
      await client.query(
        `insert into private.deal_units (moment, month, unit_id, pipeline_id, outcome, currency, n, priced, amount, days)
         select 'closed', '2024-05-01', $1, (select id from public.pipelines limit 1), 'won', 'USD', 5, 0, 0, 0`,
        [company.team],
      );
      expect(await team()).toBe(ofTeam + 5);
    }));

  test('follow every change in its own transaction, and their merging changes nothing', async () => {
    const { deal, rep, other, exec } = company;
    const mine = `owner_id in ('${rep.id}', '${other.id}')`;
    const changes = [
      `update public.deals set owner_id = '${other.id}' where owner_id = '${rep.id}' and amount = 100`,
      `update public.deals set amount = amount + 0.01, currency = 'XCA' where outcome = 'won' and ${mine}`,
      `update public.deals set stage_id = (select s.id from public.pipeline_stages s where s.pipeline_id = deals.pipeline_id and s.outcome = 'won') where outcome = 'open' and win_probability is null and owner_id = '${rep.id}'`,
      `update public.deals set deleted_at = now() where outcome = 'lost' and owner_id = '${rep.id}'`,
      `update public.deals set deleted_at = null where outcome = 'lost' and owner_id = '${rep.id}'`,
      `update public.deals set shared = true where outcome = 'won' and owner_id = '${other.id}'`,
      `update public.deals set name = name || '.' where ${mine}`,
      `update public.orders set status = 'cancelled', total = 1 where owner_id = '${rep.id}' and status = 'shipped'`,
      `delete from public.orders where owner_id = '${other.id}'`,
      `update public.activities set kind = 'meeting', happened_at = happened_at - interval '40 days' where owner_id = '${rep.id}' and kind = 'call'`,
      `update public.activities set owner_id = '${rep.id}' where owner_id = '${other.id}'`,
      `update public.activities set deleted_at = now() where owner_id = '${rep.id}' and kind = 'demo'`,
    ];
    const sample = (await everything()).filter((_, place) => place % 7 === 0);
    await deal({ amount: 12, closed: '2024-05-20T00:00:00Z' });
    for (const change of changes) {
      const { rowCount } = await sql.query(change);
      expect(rowCount, change).toBeGreaterThan(0);
      expect(await wrongCells(), change).toBe(0);
    }
    await alike(sample);
    await aside(async (client) => {
      const many = async () =>
        Number((await client.query('select count(*) as n from private.deal_cells')).rows[0].n);
      const [before, rows] = [await askAs(client, exec, sample), await many()];
      await client.query('select private.gather_cells()');
      expect(await many()).toBeLessThan(rows);
      expect(await wrongCells(client)).toBe(0);
      expect(await askAs(client, exec, sample)).toEqual(before);
    });
  }, 240_000);

  test(
    'are exact while a rate is new, and once sums by unit are made with it',
    () =>
      aside(async (client) => {
        const { rep, manager, exec } = company;
        const sample = (await everything()).filter((_, place) => place % 5 === 0);
        await client.query('select private.gather_cells()');
        await client.query('select private.renew_sheets()');
        expect((await client.query('select private.rates_in_step() as ok')).rows).toEqual([{ ok: true }]);
        const former = await askAs(client, manager, sample);
        await client.query(
          `insert into public.exchange_rates (currency, rate, valid_from) values ('XCA', 7.25, '2023-06-01'), ('XCB', 0.5, '2020-01-01')
         on conflict (currency, valid_from) do update set rate = excluded.rate`,
        );
        expect((await client.query('select private.rates_in_step() as ok')).rows).toEqual([{ ok: false }]);
        const people = [rep, manager, exec];
        const waiting = [];
        for (const one of people) waiting.push(await askAs(client, one, sample));
        expect(waiting[1]).not.toEqual(former);
        await client.query('select private.gather_cells()');
        await client.query('select private.renew_sheets()');
        expect((await client.query('select private.rates_in_step() as ok')).rows).toEqual([{ ok: true }]);
        expect(await wrongCells(client)).toBe(0);
        for (const [place, one] of people.entries())
          expect(await askAs(client, one, sample)).toEqual(waiting[place]);
        await client.query(`update private.cells_state set timezone = 'Etc/UTC'`);
        for (const [place, one] of people.entries())
          expect(await askAs(client, one, sample)).toEqual(waiting[place]);
      }),
    240_000,
  );

  test('a statement that is undone leaves nothing of it behind', async () => {
    await aside(async (client) => {
      await client.query('update public.deals set amount = 5 where owner_id = $1', [company.rep.id]);
      expect(await wrongCells(client)).toBe(0);
    });
    expect(await wrongCells()).toBe(0);
  });

  test('are made anew where they were cut by another time zone', () =>
    aside(async (client) => {
      await client.query(`update private.cells_state set timezone = 'America/New_York'`);
      expect((await client.query('select private.cells_in_step() as ok')).rows).toEqual([{ ok: false }]);
      expect(await wrongCells(client)).toBeGreaterThan(0);
      await client.query('select private.gather_cells()');
      expect((await client.query('select private.cells_in_step() as ok')).rows).toEqual([{ ok: true }]);
      expect(await wrongCells(client)).toBe(0);
    }));

  test('nobody writes them, and who is nobody reads none', () =>
    aside(async (client) => {
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: randomUUID(), role: 'authenticated' }),
      ]);
      await client.query('set local role authenticated');
      for (const cells of [
        'deal_cells',
        'order_cells',
        'activity_cells',
        'deal_totals',
        'order_totals',
        'activity_totals',
        'deal_units',
        'person_units',
        'order_units',
        'ordered_units',
        'activity_units',
        'other_deal_cells',
        'other_order_cells',
        'other_activity_cells',
        'every_deal_cells',
        'every_sold_cells',
        'every_customer_cells',
      ])
        expect((await client.query(`select count(*)::int as n from private.${cells}`)).rows).toEqual([
          { n: 0 },
        ]);
      await expect(client.query('delete from private.deal_cells')).rejects.toMatchObject({ code: '42501' });
    }));

  test('by month and not by key are for who sees everything alone', () =>
    aside(async (client) => {
      const seen = async ({ userId }: { userId: string }) => {
        await client.query(`select set_config('request.jwt.claims', $1, true)`, [
          JSON.stringify({ sub: userId, role: 'authenticated' }),
        ]);
        await client.query('set local role authenticated');
        const { rows } = await client.query<{ keyed: number; every: number }>(
          `select (select count(*)::int from private.deal_cells) as keyed, (select count(*)::int from private.every_deal_cells) as every`,
        );
        await client.query('reset role');
        return rows[0] ?? { keyed: 0, every: 0 };
      };
      const all = await seen(company.exec);
      expect(all.keyed).toBeGreaterThan(0);
      expect(all.every).toBe(all.keyed);
      for (const one of [company.rep, company.manager]) {
        const found = await seen(one);
        expect(found.keyed).toBeGreaterThan(0);
        expect(found.every).toBe(0);
      }
      await client.query('set local role authenticated');
      await expect(client.query('delete from private.every_deal_cells')).rejects.toMatchObject({
        code: '42501',
      });
    }));
});
