import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importText, prepare } from './import-run.ts';
import { companyFiles } from './import-set.ts';
import { ask, type Json } from './metric-set.ts';
import { drawing } from './pipeline-set.ts';
import { createPerson, type Person, sql, value } from './support.ts';

/** A line of a sales file, as its columns are called there. */
interface Line {
  opportunity_id: string;
  sales_agent: string;
  product: string;
  account: string;
  deal_stage: string;
  engage_date: string;
  close_date: string;
  close_value: string;
}

const mark = randomUUID().slice(0, 8);
const files = companyFiles(mark);
const lines = (text: string) => text.split(/\r?\n/).map((line) => line.split(','));
const [, ...agents] = lines(files.profiles);
const [, ...products] = lines(files.products);
const accounts = lines(files.customers)
  .slice(1)
  .map(([name = '']) => name);
const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A year of sales as such files have them: nobody's own numbers, the same at each run. */
function salesFile(): Line[] {
  const next = drawing(2017);
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T;
  return Array.from({ length: 400 }, (_, n) => {
    const stage = pick(['Won', 'Won', 'Won', 'Lost', 'Lost', 'Engaging', 'Prospecting']);
    const engaged = day('2016-10-20', Math.floor(next() * 430));
    const [product = '', , price = '0'] = pick(products);
    const closed = stage === 'Won' || stage === 'Lost';
    return {
      opportunity_id: `${mark}-F${n}`,
      sales_agent: pick(agents)[0] ?? '',
      // as those files misspell one of them
      product: product.replace('RX Pro', 'RXPro'),
      account: !closed && next() < 0.5 ? '' : pick(accounts),
      deal_stage: stage,
      engage_date: stage === 'Prospecting' ? '' : engaged,
      close_date: closed ? day(engaged, 1 + Math.floor(next() * 137)) : '',
      close_value:
        stage === 'Won'
          ? String(Math.round(Number(price) * (0.8 + next() * 0.4)))
          : stage === 'Lost'
            ? '0'
            : '',
    };
  });
}

const deals = salesFile();
const won = deals.filter(({ deal_stage }) => deal_stage === 'Won');
const lost = deals.filter(({ deal_stage }) => deal_stage === 'Lost');
const total = (rows: Line[]) => rows.reduce((sum, { close_value }) => sum + Number(close_value), 0);
const days = (row: Line) => (Date.parse(row.close_date) - Date.parse(row.engage_date)) / 86_400_000;
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Won value by what a line is in, as a sorted list. */
function wonBy(keyOf: (row: Line) => string) {
  const sums = new Map<string, number>();
  for (const row of won) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + Number(row.close_value));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

let reader: Person;
let owners: string[];
let timezone: string;
const figures = (request: Json) => ask(reader.api, { ...request, filters: { owner: owners } });
/** Won value by a dimension as the dashboards show it, as a sorted list. */
async function shownBy(by: string) {
  const { rows } = await figures({ metrics: ['deals.won_value'], by: [by] });
  return rows
    .map((row): [string, unknown] => [String(row[`${by}_label`]), row['deals.won_value']])
    .filter(([, sum]) => sum !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

beforeAll(async () => {
  await prepare();
  timezone = await value<string>('select timezone from public.settings');
  // where clocks change within the year of the file
  await sql.query(`update public.settings set timezone = 'America/New_York'`);
  const admin = await createPerson({ roles: ['admin'] });
  const columns = Object.keys(deals[0] ?? {}) as (keyof Line)[];
  const text = [
    columns.join(','),
    ...deals.map((row) => columns.map((column) => row[column]).join(',')),
  ].join('\n');
  for (const target of ['products', 'customers', 'profiles'] as const)
    await importText(admin, target, files[target]);
  const { counts } = await importText(admin, 'deals', text);
  expect([counts.create, counts.refuse]).toEqual([deals.length, 0]);
  reader = await createPerson({ roles: ['executive'] });
  owners = (
    await sql.query<{ id: string }>('select id from public.profiles where full_name like $1', [`% ${mark}`])
  ).rows.map(({ id }) => id);
});
afterAll(() => sql.query('update public.settings set timezone = $1', [timezone]));

test('won, lost, win rate and averages are those of the file', async () => {
  const { totals } = await figures({
    metrics: [
      'deals.won_value',
      'deals.won_count',
      'deals.lost_count',
      'deals.win_rate',
      'deals.average_won_value',
      'deals.open_count',
    ],
  });
  expect(totals).toEqual({
    'deals.won_value': total(won),
    'deals.won_count': won.length,
    'deals.lost_count': lost.length,
    'deals.win_rate': expect.closeTo(won.length / (won.length + lost.length), 5),
    'deals.average_won_value': expect.closeTo(total(won) / won.length, 2),
    'deals.open_count': deals.length - won.length - lost.length,
  });
});

test('the sales cycle is the mean of the days from engaging to winning, over clocks put forward and back', async () => {
  const { totals, rows } = await figures({ metrics: ['deals.sales_cycle'], by: ['owner'] });
  expect(totals['deals.sales_cycle']).toBeCloseTo(mean(won.map(days)), 4);
  for (const row of rows) {
    const own = won.filter(({ sales_agent }) => sales_agent === row.owner_label);
    if (own.length > 0) expect(row['deals.sales_cycle']).toBeCloseTo(mean(own.map(days)), 4);
  }
});

test('each quarter holds what was closed in it', async () => {
  const { rows } = await figures({
    metrics: ['deals.won_value', 'deals.won_count', 'deals.lost_count'],
    by: ['quarter'],
    range: { from: '2017-01-01', to: '2017-12-31' },
  });
  const within = (row: Line, first: string) =>
    row.close_date >= first && row.close_date < day(first, 93).slice(0, 8).concat('01');
  expect(rows).toMatchObject(
    ['2017-01-01', '2017-04-01', '2017-07-01', '2017-10-01'].map((first) => ({
      quarter: first,
      'deals.won_value': total(won.filter((row) => within(row, first))),
      'deals.won_count': won.filter((row) => within(row, first)).length,
      'deals.lost_count': lost.filter((row) => within(row, first)).length,
    })),
  );
});

test('regions, managers, sellers, products and lines add up to what the file says', async () => {
  const agent = new Map(agents.map(([name = '', manager = '', region = '']) => [name, { manager, region }]));
  const product = new Map(products.map(([name = '', line = '']) => [name, line]));
  const nameOf = (row: Line) => row.product.replace('RXPro', 'RX Pro');
  expect(await shownBy('sales_region')).toEqual(wonBy((row) => agent.get(row.sales_agent)?.region ?? ''));
  expect(await shownBy('owner')).toEqual(wonBy((row) => row.sales_agent));
  expect(await shownBy('product')).toEqual(wonBy(nameOf));
  expect(await shownBy('product_line')).toEqual(wonBy((row) => product.get(nameOf(row)) ?? ''));
  expect(await shownBy('customer')).toEqual(wonBy((row) => row.account));
  expect(await shownBy('manager')).toEqual(wonBy((row) => agent.get(row.sales_agent)?.manager ?? ''));
});

test('the best seller stands first, with their own average and win rate', async () => {
  const [best, most] = wonBy((row) => row.sales_agent).sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  const { rows } = await figures({
    metrics: ['deals.won_value', 'deals.average_won_value', 'deals.win_rate'],
    by: ['owner'],
    order: { by: 'deals.won_value', direction: 'desc' },
    limit: 1,
  });
  const own = (from: Line[]) => from.filter(({ sales_agent }) => sales_agent === best);
  expect(rows).toMatchObject([
    {
      owner_label: best,
      'deals.won_value': most,
      'deals.average_won_value': expect.closeTo(most / own(won).length, 2),
      'deals.win_rate': expect.closeTo(own(won).length / own([...won, ...lost]).length, 5),
    },
  ]);
});
