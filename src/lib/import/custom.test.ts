import { expect, test } from 'vitest';
import { analyse } from './analyse';
import { converter } from './convert';
import { customTarget } from './custom';
import { detect } from './rows';
import { missingFields, openQuestions, suggestMapping, suggestTarget } from './suggest';
import type { Mapping } from './types';
import { suggestValues } from './values';

const field = (key: string, type: string, labels: object, more: object = {}) =>
  customTarget({ key, type, labels, required: false, default_value: null, choices: [], ...more });
const choices = [
  { key: 'gold', labels: { en: 'Gold', fa: 'طلایی', 'zh-CN': '金牌' }, active: true },
  { key: 'iron', labels: { en: 'Iron', fa: 'آهنی' }, active: true },
];
const custom = {
  customers: [
    field('level', 'choice', { en: 'Partner level', fa: 'سطح همکار' }, { choices, required: true }),
    field('uses', 'choices', { en: 'Uses', 'zh-TW': '用途' }, { choices }),
    field('met', 'boolean', { en: 'Met in person', 'zh-CN': '见过面' }),
    field('visits', 'number', { en: 'Visits a year' }),
    field('renewal', 'date', { en: 'Renewal' }),
    field('guide', 'person', { en: 'Guided by' }),
    field('wiki', 'link', { en: 'Wiki page' }),
    field('nick', 'text', { en: 'Nickname' }),
  ],
};

async function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const file = {
    name: 'file.csv',
    size: bytes.length,
    async *bytes() {
      yield bytes;
    },
  };
  const analysis = await analyse(file, await detect(file));
  const mapping = suggestMapping(analysis, 'customers', { today: '2026-11-21', custom });
  const rows = text.trim().split('\n').slice(1);
  const convert = converter(
    analysis.columns.map(({ name }) => name),
    mapping,
  );
  return {
    analysis,
    mapping,
    rows: rows.map((row, at) => convert({ number: at + 2, cells: row.split(',') })),
  };
}
const placesOf = ({ columns }: Mapping) =>
  Object.fromEntries(Object.entries(columns).map(([name, { field: key }]) => [name, key]));

test('columns go to custom fields by their label in any language, or by their key', async () => {
  const { mapping, analysis } = await read(
    'Company,سطح همکار,用途,见过面,visits,Renewal,Guided by,Wiki page,Nickname\nAcme,Gold,Gold;Iron,是,3,2026-03-14,ada@atrium.example,wiki.example,A\n',
  );
  expect(placesOf(mapping)).toEqual({
    Company: 'name',
    'سطح همکار': 'custom.level',
    用途: 'custom.uses',
    见过面: 'custom.met',
    visits: 'custom.visits',
    Renewal: 'custom.renewal',
    'Guided by': 'custom.guide',
    'Wiki page': 'custom.wiki',
    Nickname: 'custom.nick',
  });
  expect(suggestTarget(analysis, custom)).toBe('customers');
  // what is needed of new records is the check's to demand: old ones are found without it
  expect(missingFields('customers', new Set(['name']))).toEqual([]);
});

test('their values are read as what they are, and what is no value is said at the field', async () => {
  const { rows } = await read(
    [
      'Company,Partner level,Uses,Met in person,Visits a year,Renewal,Guided by,Wiki page,Nickname',
      'Acme,طلایی,gold; آهنی,بله,3,2026-03-14,ada@atrium.example,wiki.example,A',
      'Birch,iron,,否,1,2026-03-15,,https://w.example/a,B',
      'Cedar,Silver,Gold;Silver,perhaps,many,soon,,not a page,C',
      '',
    ].join('\n'),
  );
  expect(rows[0]).toMatchObject({
    issues: [],
    data: {
      'custom.level': 'gold',
      'custom.uses': ['gold', 'iron'],
      'custom.met': true,
      'custom.visits': 3,
      'custom.renewal': '2026-03-14',
      'custom.guide': 'ada@atrium.example',
      'custom.wiki': 'https://wiki.example',
      'custom.nick': 'A',
    },
  });
  expect(rows[1]?.data).toMatchObject({ 'custom.level': 'iron', 'custom.met': false });
  expect(rows[1]?.data).not.toHaveProperty('custom.uses');
  expect(rows[2]?.issues.map(({ field: at, key, params }) => [at, key, params?.value])).toEqual([
    ['custom.level', 'unknown_value', 'Silver'],
    ['custom.uses', 'unknown_value', 'Silver'],
    ['custom.met', 'unknown_value', 'perhaps'],
    ['custom.visits', 'not_a_number', 'many'],
    ['custom.renewal', 'not_a_date', 'soon'],
    ['custom.wiki', 'not_a_url', 'not a page'],
  ]);
});

test('a name that two choices have means neither; a key always means its own', () => {
  const both = [
    { key: 'a', labels: { en: 'First', fa: 'Same' }, active: true },
    { key: 'same', labels: { en: 'Second' }, active: true },
    { key: 'c', labels: { en: 'Twin' }, active: true },
    { key: 'd', labels: { en: 'Twin' }, active: true },
  ];
  const mapping: Mapping = {
    version: 1,
    target: 'customers',
    columns: { x: { field: 'custom.pick' } },
    custom: [field('pick', 'choice', { en: 'Pick' }, { choices: both })],
    defaults: {},
    options: { estimateFromListPrice: false, createMissing: false },
  };
  const convert = converter(['x'], mapping);
  const of = (cell: string) => convert({ number: 2, cells: [cell] }).data['custom.pick'];
  expect(['First', 'same', 'Same', 'Twin', 'D'].map(of)).toEqual(['a', 'same', 'same', undefined, 'd']);
});

test('values under another spelling are asked about, and dates that can be read in two ways', async () => {
  const { mapping, analysis } = await read(
    'Company,Partner level,Renewal\nAcme,Goldd,03/04/2026\nBirch,Iron,05/06/2026\n',
  );
  const found = await suggestValues(mapping, analysis, () => Promise.resolve(new Map()));
  expect(found[0]?.values.map(({ value, how, to }) => [value, how, to])).toEqual([
    ['Goldd', 'similar', 'gold'],
    ['Iron', 'same', 'iron'],
  ]);
  expect(openQuestions(mapping, analysis).map(({ column, kind }) => [column, kind])).toEqual([
    ['Renewal', 'date'],
  ]);
});

test('an earlier mapping is used with the fields of today', async () => {
  const { mapping, analysis } = await read('Company,Partner level,Nickname\nAcme,Gold,A\n');
  const [level, ...others] = custom.customers;
  const suggest = (before: Mapping, now: typeof custom.customers) =>
    placesOf(
      suggestMapping(analysis, 'customers', { today: '2026-11-21', before, custom: { customers: now } }),
    );
  expect(suggest(mapping, others)).toEqual({ Company: 'name', Nickname: 'custom.nick' });
  const before = { ...mapping, custom: others, columns: { Company: { field: 'name' } } };
  expect(level?.key).toBe('custom.level');
  // left out on purpose stays out; what was not there yet is suggested
  expect(suggest(before, custom.customers)).toEqual({ Company: 'name', 'Partner level': 'custom.level' });
});
