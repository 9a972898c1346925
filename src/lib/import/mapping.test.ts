import { expect, test } from 'vitest';
import { analyse } from './analyse';
import { converter } from './convert';
import { detect } from './rows';
import type { ByteSource } from './source';
import {
  closedColumns,
  isOpen,
  missingFields,
  openQuestions,
  suggestMapping,
  suggestTarget,
} from './suggest';
import { fieldOf } from './targets';
import { similarity } from './text';
import type { Target } from './types';
import { type ColumnValues, isAbsent, suggestValues, withValues } from './values';

const source = (text: string): ByteSource => {
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'file.csv',
    size: bytes.length,
    async *bytes() {
      yield bytes;
    },
  };
};

async function look(text: string) {
  const file = source(text);
  const analysis = await analyse(file, await detect(file));
  const suggest = (target: Target) => suggestMapping(analysis, target, { today: '2026-11-21' });
  return { analysis, suggest, target: suggestTarget(analysis) };
}

const fieldsOf = (mapping: { columns: Record<string, { field: string | null }> }) =>
  Object.fromEntries(Object.entries(mapping.columns).map(([name, { field }]) => [name, field]));

test('what a file holds and where its columns go is told from names and values', async () => {
  const products = await look('product,series,sales_price\nGTX Basic,GTX,550');
  expect(products.target).toBe('products');
  expect(fieldsOf(products.suggest('products'))).toEqual({
    product: 'name',
    series: 'product_line',
    sales_price: 'list_price',
  });

  const accounts = await look(
    'account,sector,year_established,revenue,employees,office_location,subsidiary_of\nAcme,technolgy,1996,1100.04,2822,Philipines,',
  );
  expect(accounts.target).toBe('customers');
  const mapping = accounts.suggest('customers');
  expect(fieldsOf(mapping)).toEqual({
    account: 'name',
    sector: 'industry',
    year_established: 'founded_year',
    revenue: 'annual_revenue',
    employees: 'employees',
    office_location: 'country',
    subsidiary_of: 'parent',
  });
  expect(mapping.columns.revenue?.scale).toBe(1_000_000);

  const people = await look('sales_agent,manager,regional_office\nAnna Bell,Rosa Dell,East');
  expect(people.target).toBe('profiles');
  expect(fieldsOf(people.suggest('profiles'))).toEqual({
    sales_agent: 'full_name',
    manager: 'manager',
    regional_office: 'team',
  });

  const deals = await look(
    'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value,weather\n1,Anna,GTX,Acme,Won,10/20/2016,3/1/2017,1054,rain',
  );
  expect(deals.target).toBe('deals');
  expect(fieldsOf(deals.suggest('deals'))).toEqual({
    opportunity_id: 'external_id',
    sales_agent: 'owner',
    product: 'product',
    account: 'customer',
    deal_stage: 'stage',
    engage_date: 'opened_at',
    close_date: 'closed_at',
    close_value: 'amount',
  });
});

test('a file of an ERP is one of orders, its rows their lines', async () => {
  const erp = await look(
    'Order No.,Sold to,Document date,Status,Material,Qty,Net price,Discount %\n4711,Acme,2026-03-04,shipped,GTX,2,90,10',
  );
  expect(erp.target).toBe('orders');
  expect(fieldsOf(erp.suggest('orders'))).toEqual({
    'Order No.': 'external_id',
    'Sold to': 'customer',
    'Document date': 'ordered_at',
    Status: 'status',
    Material: 'product',
    Qty: 'quantity',
    'Net price': 'unit_price',
    'Discount %': 'discount',
  });
  expect(missingFields('orders', new Set(['external_id', 'product']))).toEqual(['customer']);
});

test('column names in Chinese and Persian are known', async () => {
  const chinese = await look('客户名称,行业,国家,负责人\n华为,科技,中国,张三');
  expect(fieldsOf(chinese.suggest('customers'))).toEqual({
    客户名称: 'name',
    行业: 'industry',
    国家: 'country',
    负责人: 'owner',
  });
  const persian = await look('نام شرکت,صنعت,کشور\nپارس,فناوری,ایران');
  expect(fieldsOf(persian.suggest('customers'))).toEqual({
    'نام شرکت': 'name',
    صنعت: 'industry',
    کشور: 'country',
  });
});

test('a date that can be read in two ways is a question, and none when another value settles it', async () => {
  const doubtful = await look('deal,stage,close date\nA,won,3/1/2017\nB,won,4/2/2017');
  const mapping = doubtful.suggest('deals');
  expect(openQuestions(mapping, doubtful.analysis)).toEqual([
    { column: 'close date', kind: 'date', examples: ['3/1/2017', '4/2/2017'], choices: ['mdy', 'dmy'] },
  ]);
  expect(mapping.columns['close date']?.date).toBeUndefined();
  const settled = await look('deal,stage,close date\nA,won,3/1/2017\nB,won,4/22/2017');
  expect(openQuestions(settled.suggest('deals'), settled.analysis)).toEqual([]);
});

test('values are taken for another spelling where they come near, and asked about where they do not', async () => {
  const { analysis, suggest } = await look(
    'name,sector,country\nA,technolgy,Philipines\nB,retail,Korea\nC,alchemy,Deutschland',
  );
  const mapping = suggest('customers');
  const found = await suggestValues(mapping, analysis, async () => new Map());
  const means = Object.fromEntries(
    found.flatMap(({ values }) => values.map(({ value, how, to }) => [value, `${how} ${to ?? ''}`])),
  );
  expect(means).toEqual({
    technolgy: 'similar technology',
    retail: 'same retail',
    alchemy: 'open ',
    Philipines: 'similar PH',
    Korea: 'same KR',
    Deutschland: 'same DE',
  });
  expect(withValues(mapping, found).columns.sector?.values).toEqual({ technolgy: 'technology' });
});

test('names of records and stages are matched with what the database has', async () => {
  const { analysis, suggest } = await look(
    'product,stage\nGTXPro,Prospecting\nGTX Basic,Engaging\nNew Thing,Won',
  );
  const candidates = {
    products: ['GTX Basic', 'GTX Pro', 'GTX Plus Pro'].map((name) => ({ key: name, name })),
    stages: [
      ['qualification', 'open'],
      ['discovery', 'open'],
      ['won', 'won'],
      ['lost', 'lost'],
    ].map(([key = '', outcome]) => ({ key, name: key, outcome })),
  };
  const known = new Set(['GTX Basic', 'Won']);
  const found = await suggestValues(suggest('deals'), analysis, async (kind, texts) => {
    const list = kind === 'products' ? candidates.products : candidates.stages;
    return new Map(
      texts.map((text) => [
        text,
        { found: known.has(text), hits: known.has(text) ? 1 : 0, candidates: list },
      ]),
    );
  });
  const means = Object.fromEntries(
    found.flatMap(({ values }) => values.map(({ value, how, to }) => [value, `${how} ${to ?? ''}`])),
  );
  expect(means).toEqual({
    GTXPro: 'similar GTX Pro',
    'GTX Basic': 'same GTX Basic',
    'New Thing': 'open ',
    Prospecting: 'similar qualification',
    Engaging: 'similar discovery',
    Won: 'same Won',
  });
});

test('rows are read under the mapping, and say at the field what is wrong', async () => {
  const { suggest } = await look('name,email,employees,website,revenue in millions\nA,a@b.co,12,b.co,1.5');
  const convert = converter(['name', 'email', 'employees', 'website', 'revenue in millions'], {
    ...suggest('customers'),
    columns: {
      name: { field: 'name' },
      email: { field: 'email' },
      employees: { field: 'employees', decimal: '.' },
      website: { field: 'website' },
      'revenue in millions': { field: 'annual_revenue', decimal: '.', scale: 1_000_000 },
    },
  });
  expect(convert({ number: 2, cells: ['=cmd', 'A@B.co', '12', 'www.b.co/x', '1100.04'] })).toEqual({
    number: 2,
    raw: ['=cmd', 'A@B.co', '12', 'www.b.co/x', '1100.04'],
    data: {
      name: '=cmd',
      email: 'a@b.co',
      employees: 12,
      size_band: '11-50',
      website: 'https://www.b.co/x',
      domain: 'b.co',
      annual_revenue: 1_100_040_000,
    },
    issues: [],
  });
  expect(convert({ number: 3, cells: ["'=cmd", 'nobody', 'ten', '', '-1'] }).issues).toEqual([
    { field: 'email', key: 'not_an_email', params: { value: 'nobody' } },
    { field: 'employees', key: 'not_a_number', params: { value: 'ten' } },
    { field: 'annual_revenue', key: 'negative', params: { value: '-1' } },
  ]);
  expect(convert({ number: 4, cells: ['A', 'b'] }).issues).toEqual([
    { key: 'too_few_cells', params: { count: 2, expected: 5 } },
  ]);
});

test('first and last name make a full name', () => {
  expect(missingFields('profiles', new Set(['first_name', 'last_name']))).toEqual([]);
  expect(missingFields('deals', new Set(['name']))).toEqual(['stage']);
});

test('likeness counts letters to change, of the longer text', () => {
  expect(similarity('GTXPro', 'GTX Pro')).toBe(1);
  expect(similarity('technolgy', 'technology')).toBeCloseTo(0.9);
  expect(similarity('retail', 'finance')).toBeLessThan(0.3);
  expect(similarity('GTX', 'Something long')).toBe(0);
});

test('a file names what another file is to bring when most of its names are not there', () => {
  const field = fieldOf('deals', 'customer');
  const stage = fieldOf('deals', 'stage');
  if (!field || !stage) throw new Error('deals have a customer and a stage');
  const named = (of: typeof field, open: number, same: number): ColumnValues => ({
    column: 'account',
    field: of,
    values: Array.from({ length: open + same }, (_, n) => ({
      value: `V ${n}`,
      count: 1,
      how: n < open ? 'open' : 'same',
      candidates: [],
    })),
  });
  expect(isAbsent(named(field, 3, 2))).toBe(true);
  expect(isAbsent(named(field, 2, 3))).toBe(false);
  expect(isAbsent(named(field, 0, 0))).toBe(false);
  // stages are chosen from what there is, not brought by a file
  expect(isAbsent(named(stage, 3, 0))).toBe(false);
});

test('a column goes only to a field that the importer may both see and change, whatever was chosen before', async () => {
  const { analysis } = await look(
    'company,phone,e-mail,employees\nAcme,+1 212 555 0100,info@acme.example,12',
  );
  const today = '2026-11-21';
  const before = suggestMapping(analysis, 'customers', { today });
  expect(Object.keys(before.columns)).toEqual(['company', 'phone', 'e-mail', 'employees']);

  const group = (read?: string, update?: string) => ({ 'customers.contact_details': { read, update } });
  const demographics = { 'customers.demographics': { read: 'all', update: 'own' } };
  for (const closed of [group('all'), group(undefined, 'all'), group(), {}]) {
    const permissions = { ...closed, ...demographics };
    for (const asked of [
      { today, permissions },
      { today, permissions, before },
    ])
      expect(Object.keys(suggestMapping(analysis, 'customers', asked).columns)).toEqual([
        'company',
        'employees',
      ]);
    expect(closedColumns(analysis, 'customers', permissions)).toEqual([
      { column: 'phone', field: 'phone' },
      { column: 'e-mail', field: 'email' },
    ]);
    expect(
      isOpen({ key: 'phone', type: 'text', group: 'customers.contact_details', synonyms: [] }, permissions),
    ).toBe(false);
  }
  const all = { ...group('own', 'own'), ...demographics };
  expect(suggestMapping(analysis, 'customers', { today, permissions: all })).toEqual(before);
  expect(closedColumns(analysis, 'customers', all)).toEqual([]);
});
