import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { ask, batch, newProduct } from './metric-set.ts';
import { calling, pipelineSet } from './pipeline-set.ts';
import { sql, value } from './support.ts';

type Set = Awaited<ReturnType<typeof pipelineSet>>;
interface Ahead {
  rows: { key: string | null; key_label: string | null; total: number; weighted: number[] }[];
  totals: { total: number; weighted: number[] };
  more: boolean;
}

let set: Set;
const lines = ['A', 'B'].map((name) => `${name} ${randomUUID()}`);
const lastOf = (n: number) =>
  value<string>(
    `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + ($1 + 1) * interval '3 months' - interval '1 day', 'YYYY-MM-DD')`,
    [n],
  );
const ahead = async (person: Set['rep'], args?: object) =>
  (await ask(
    person.api,
    calling('sales.forecast_ahead', set.pipeline, args && { args }),
  )) as unknown as Ahead;

beforeAll(async () => {
  set = await pipelineSet();
  const products = await Promise.all(lines.map(newProduct));
  const sold = async (deal: string, ...prices: number[]) => {
    for (const [n, price] of prices.entries())
      await sql.query('insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, $3)', [
        deal,
        products[n],
        price,
      ]);
  };
  const open = (stage: 'first' | 'offered', amount: number, expected: string, owner?: string) =>
    set.travelled({ path: [[stage, '2024-03-01T00:00:00Z']], amount, expected, owner });
  await sold(await open('offered', 1000, await lastOf(0)), 30, 70);
  await sold(await open('offered', 500, await lastOf(2)), 5);
  await open('first', 200, await lastOf(1), set.other.id);
  await sold(await set.travelled({ path: [['won', new Date().toISOString()]], amount: 80 }), 5);
  await open('offered', 9000, await lastOf(4));
});

test('a deal of several lines falls to each by its items’ amounts, and the sums are the forecast’s', async () => {
  const { rows, totals } = await ahead(set.exec);
  expect(rows.map(({ key, weighted, total }) => [key, weighted, total])).toEqual([
    // 80 won, 30 % of 1000 × 0.6, 500 × 0.6
    [lines[0], [260, 0, 300, 0], 560],
    [lines[1], [420, 0, 0, 0], 420],
    [null, [0, 20, 0, 0], 20],
  ]);
  expect(totals).toEqual({ total: 1000, weighted: [680, 20, 300, 0] });
  const forecast = await ask(set.exec.api, calling('sales.forecast', set.pipeline));
  expect(forecast.rows.map(({ weighted }) => weighted)).toEqual(totals.weighted);
});

test('by person and by sales region, of what one may read, and no more than asked', async () => {
  const byOwner = await ahead(set.exec, { by: 'owner' });
  expect(byOwner.rows.map(({ key, key_label, weighted }) => [key, key_label, weighted])).toEqual([
    [set.rep.id, set.rep.fullName, [680, 0, 300, 0]],
    [set.other.id, set.other.fullName, [0, 20, 0, 0]],
  ]);
  expect((await ahead(set.rep, { by: 'owner' })).rows.map(({ key }) => key)).toEqual([set.rep.id]);
  expect((await ahead(set.manager, { by: 'sales_region' })).rows).toMatchObject([
    { key: 'North', key_label: 'North', total: 980 },
  ]);
  const one = await ahead(set.exec, { by: 'owner', limit: 1 });
  expect([one.rows.length, one.more, one.totals.total]).toEqual([1, true, 1000]);
});

test('by nothing else', async () => {
  const answers = await batch(
    set.rep.api,
    ['amount', 'stage', `owner' or true --`, 7].map((by, n) => ({
      id: String(n),
      call: 'sales.forecast_ahead',
      args: { by },
    })),
  );
  for (const { error } of Object.values(answers))
    expect(error).toMatchObject({ key: 'bad_args', field: 'args.by' });
});
