import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  densities,
  type ListRules,
  noValue,
  pageSizes,
  readDays,
  readListState,
  toConditions,
  unknownFilters,
  writeDays,
  writeListState,
} from './list-state';

const rules: ListRules = {
  filters: ['stage', 'region'],
  sortable: ['name', 'updated_at'],
  defaultSort: '-updated_at',
  mineByDefault: true,
};
const read = (address: string) => readListState(new URLSearchParams(address), rules);

describe('a list in its address', () => {
  it('is at its defaults in an empty one, and writes them as an empty one', () => {
    const state = read('');
    expect(state).toEqual({
      page: 1,
      size: 25,
      q: '',
      sort: { field: 'updated_at', order: 'desc' },
      mine: true,
      filters: {},
      view: null,
      columns: null,
      density: null,
    });
    expect(writeListState(state, rules).toString()).toBe('');
  });

  it('reads what is there', () => {
    expect(
      read(
        'q=a%26b&stage=lead&stage=at_risk&region=Asia,%20Pacific&mine=0&sort=name&page=3&size=50&view=all&columns=name+region&density=compact',
      ),
    ).toEqual({
      page: 3,
      size: 50,
      q: 'a&b',
      sort: { field: 'name', order: 'asc' },
      mine: false,
      filters: { stage: ['lead', 'at_risk'], region: ['Asia, Pacific'] },
      view: 'all',
      columns: ['name', 'region'],
      density: 'compact',
    });
  });

  it('ignores what makes no sense, or was forged', () => {
    expect(
      read(
        'page=-1&size=100000&sort=-access_id&stage=&select=*&rpc=setup&mine=perhaps&density=tiny&columns=%3Cb%3E',
      ),
    ).toEqual({
      ...read(''),
      mine: false,
    });
  });

  it('comes back as it was written', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 });
    const values = fc.uniqueArray(text, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({
          page: fc.integer({ min: 1, max: 9_999_999 }),
          size: fc.constantFrom(...pageSizes),
          q: fc.string({ maxLength: 20 }),
          sort: fc.record({
            field: fc.constantFrom('name', 'updated_at'),
            order: fc.constantFrom('asc' as const, 'desc' as const),
          }),
          mine: fc.boolean(),
          filters: fc.oneof(
            fc.constant({}),
            fc.record({ stage: values }),
            fc.record({ stage: values, region: values }),
          ),
          view: fc.constantFrom(null, 'all', '8a4d0c9e-0f3f-4a53-9a57-1d4b2f6b0a11'),
          columns: fc.constantFrom<string[] | null>(null, ['name'], ['region', 'name']),
          density: fc.constantFrom(null, ...densities),
        }),
        (state) => {
          const address = writeListState(state, rules).toString();
          expect(read(address)).toEqual(state);
        },
      ),
    );
  });
});

it('tells what an address narrows by that the list does not have', () => {
  const params = new URLSearchParams('q=a&stage=lead&cost=1&cost=2&view=all&page=2&margin=..');
  expect(unknownFilters(params, rules)).toEqual(['cost', 'margin']);
});

describe('a filter that is usually on', () => {
  const usual: ListRules = { ...rules, defaults: { stage: ['lead'] } };
  const readUsual = (address: string) => readListState(new URLSearchParams(address), usual);

  it('is on in an empty address, and leaves it empty', () => {
    expect(readUsual('').filters).toEqual({ stage: ['lead'] });
    expect(writeListState(readUsual(''), usual).toString()).toBe('');
  });

  it('can be taken off, and chosen otherwise', () => {
    const off = writeListState({ ...readUsual(''), filters: {} }, usual).toString();
    expect(off).toBe('stage=');
    expect(readUsual(off).filters).toEqual({});
    const other = writeListState({ ...readUsual(''), filters: { stage: ['at_risk'] } }, usual).toString();
    expect(readUsual(other).filters).toEqual({ stage: ['at_risk'] });
  });
});

describe('its conditions', () => {
  const fields = { stage: 'lifecycle_stage', region: 'region' };

  it('ask each column for any of the values, nothing at all among them', () => {
    expect(
      toConditions({ mine: false, filters: { stage: ['lead'], region: ['EMEA', noValue] } }, fields),
    ).toEqual([
      { field: 'lifecycle_stage', operator: 'in', value: ['lead'] },
      { field: 'region', operator: 'in', value: ['EMEA', null] },
    ]);
  });

  it('name the owner for "mine" where there is one', () => {
    expect(toConditions({ mine: true, filters: {} }, fields, { field: 'owner_id', me: 'x' })).toEqual([
      { field: 'owner_id', operator: 'in', value: ['x'] },
    ]);
    expect(toConditions({ mine: true, filters: {} }, fields)).toEqual([]);
  });
});

describe('a range of days in the address', () => {
  it('reads both days, or one of them, and writes them the same', () => {
    for (const [text, days] of [
      ['2026-01-01..2026-03-31', { from: '2026-01-01', to: '2026-03-31' }],
      ['2026-01-01..', { from: '2026-01-01', to: null }],
      ['..2026-03-31', { from: null, to: '2026-03-31' }],
    ] as const) {
      expect(readDays(text)).toEqual(days);
      expect(writeDays(days)).toEqual([text]);
    }
  });

  it('takes nothing that is no range, and no day that there is not', () => {
    for (const text of [undefined, '', '..', 'none', '2026-02-30..', '2026-01-01', "2026-01-01..';--"])
      expect(readDays(text)).toBeNull();
    expect(writeDays({ from: null, to: null })).toEqual([]);
  });

  it('becomes whatever conditions a filter makes of it', () => {
    const conditions = toConditions(
      { mine: false, filters: { closed: ['2026-01-01..'], other: ['x'] } },
      { closed: ([days]) => [{ field: 'closed_at', operator: 'gte', value: readDays(days)?.from }] },
    );
    expect(conditions).toEqual([{ field: 'closed_at', operator: 'gte', value: '2026-01-01' }]);
  });
});
