import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { noValue } from '../../src/lib/list-state.ts';
import { compileFilters } from '../../src/providers/data/filters.ts';
import { dealSizeIs } from '../../src/resources/deals/conditions.ts';
import { ask, newCustomer, type SalesCompany, salesCompany } from './metric-set.ts';
import { sql } from './support.ts';

let company: SalesCompany;
let there: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  company = await salesCompany();
  there = await newCustomer();
  await sql.query(
    `insert into public.exchange_rates (currency, valid_from, rate) values ('QQA', '2024-01-01', 10), ('QQA', '2024-05-05', 1000)`,
  );
  const customer = there;
  const make = async (name: string, wishes: Parameters<SalesCompany['deal']>[0]) => {
    ids[name] = await company.deal({ customer, ...wishes });
  };
  await make('small', { amount: 999.99 });
  await make('at the bound', { amount: 1000 });
  await make('huge', { amount: 100_000 });
  await make('without an amount', { amount: null });
  await make('at the rate of its day', { amount: 100, currency: 'QQA', closed: '2024-05-03T00:00:00Z' });
  // In Taipei the fifth has begun.
  await make('at the rate of its day there', { amount: 30, currency: 'QQA', closed: '2024-05-04T16:30:00Z' });
  await make('open, at the rate of today', { amount: 2, currency: 'QQA', stage: 'open' });
  await make('in a currency without a rate', { amount: 5, currency: 'QQB' });
});

const bands: Record<string, string[]> = {
  under_1k: ['small'],
  '1k_5k': ['at the bound', 'at the rate of its day', 'open, at the rate of today'],
  '5k_25k': [],
  '25k_100k': ['at the rate of its day there'],
  from_100k: ['huge'],
  [noValue]: ['without an amount', 'in a currency without a rate'],
};

test('a deal’s size is the computed column, and the list’s condition finds by it', async () => {
  const found = async (values: string[]) => {
    const [tree = ''] = compileFilters(dealSizeIs(values, 'USD'), 'id').trees;
    const { data, error } = await company.exec.api
      .from('deals')
      .select('id')
      .eq('customer_id', there)
      .or(tree);
    if (error) throw error;
    return data.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id)).sort();
  };
  for (const [band, names] of Object.entries(bands))
    expect(await found([band]), band).toEqual([...names].sort());
  expect(await found(['from_100k', noValue])).toEqual([
    'huge',
    'in a currency without a rate',
    'without an amount',
  ]);
  expect(await found(['nonsense'])).toEqual([]);
});

test('figures have the same sizes', async () => {
  const request = { metrics: ['deals.won_count', 'deals.open_count'], filters: { customer: [there] } };
  for (const [band, names] of Object.entries(bands)) {
    const { totals } = await ask(company.exec.api, {
      ...request,
      filters: { ...request.filters, deal_size: [band === noValue ? null : band] },
    });
    const sum = (totals['deals.won_count'] ?? 0) + (totals['deals.open_count'] ?? 0);
    // What has no rate is left out of sums of money, not of counts.
    expect(sum, band).toBe(names.length);
  }
});

test('the column gives nobody a deal that is out of sight', async () => {
  const { data } = await company.other.api
    .from('deals')
    .select('id')
    .filter('deal_size', 'eq', 'from_100k')
    .eq('customer_id', there);
  expect(data).toEqual([]);
  const { data: own } = await company.rep.api
    .from('deals')
    .select('deal_size')
    .eq('id', ids.huge ?? randomUUID());
  expect(own).toEqual([{ deal_size: 'from_100k' }]);
});
