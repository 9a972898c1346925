import { describe, expect, it } from 'vitest';
import type { FieldDef } from '../../../ui/form/types';
import type { CustomerRecord } from '../record';
import { changedFields, customOfAll, differing, mergedValues, usual } from './values';

const field = (name: string, part: string, type: FieldDef['type'] = 'text'): FieldDef => ({
  name,
  part,
  type,
  label: name,
});
const fields = [
  field('name', 'customer'),
  field('city', 'customer'),
  field('tier', 'customer'),
  field('aliases', 'customer', 'tags'),
  field('product_interests', 'customer', 'tags'),
  field('phone', 'contact_details'),
  field('tags', 'tags', 'tags'),
];
const customer = (id: string, own: object, details: object | null = null) =>
  ({
    id,
    name: id,
    city: null,
    tier: 'key',
    aliases: [],
    product_interests: [],
    tags: [],
    demographics: null,
    details,
    ...own,
  }) as unknown as CustomerRecord;

describe('merging values', () => {
  const kept = customer('Acme', { aliases: ['ACME Inc'] });
  const other = customer('acme inc', { city: 'Berlin', product_interests: ['Pumps'] }, { phone: '1' });
  const third = customer('Akme', { city: 'Hamburg' });

  it('asks only where they differ, and never of what holds several', () => {
    const names = (list: FieldDef[]) => list.map(({ name }) => name);
    const { choose, fill } = differing(fields, [kept, other, third]);
    expect(names(choose)).toEqual(['name', 'city']);
    expect(names(fill)).toEqual(['phone']);
  });

  it('takes the kept one’s value, else the first that there is, else what was chosen', () => {
    expect(usual('name', kept, [other])).toBe('Acme');
    expect(usual('city', kept, [third, other])).toBe('Akme');
    const values = mergedValues(fields, kept, [other, third], { city: 'Akme' });
    expect(values).toMatchObject({ name: 'Acme', city: 'Hamburg', phone: '1', tier: 'key' });
  });

  it('gathers lists, each once, and the other names as aliases', () => {
    const values = mergedValues(fields, kept, [other, third], {});
    expect(values.aliases).toEqual(['ACME Inc', 'Akme']);
    expect(values.product_interests).toEqual(['Pumps']);
    expect(mergedValues(fields, kept, [third], { name: 'Akme' }).aliases).toEqual(['ACME Inc', 'Acme']);
  });

  it('takes custom fields as others: the kept one’s, else what another has, of many choices one record’s', () => {
    const custom = [
      field('custom.level', 'customer'),
      field('custom.met', 'customer', 'select'),
      { ...field('custom.uses', 'customer', 'tags'), options: [] },
    ];
    const [one, two] = [
      customer('One', { custom: { uses: ['a', 'b'] } }),
      customer('Two', { custom: { level: 'gold', met: false, uses: ['b', 'c'] } }),
    ];
    const names = (list: FieldDef[]) => list.map(({ name }) => name);
    const { choose, fill } = differing(custom, [one, two]);
    expect(names(choose)).toEqual(['custom.uses']);
    expect(names(fill)).toEqual(['custom.level', 'custom.met']);
    const values = mergedValues(custom, one, [two], {});
    expect(values).toMatchObject({
      'custom.level': 'gold',
      'custom.met': false,
      'custom.uses': ['a', 'b'],
    });
    expect(mergedValues(custom, one, [two], { 'custom.uses': 'Two', 'custom.level': 'One' })).toMatchObject({
      'custom.level': null,
      'custom.uses': ['b', 'c'],
    });
    const reversed = customer('Three', { custom: { uses: ['b', 'a'] } });
    expect(differing(custom, [one, reversed]).choose).toEqual([]);
    expect(customOfAll([one, two, customer('None', { custom: null })])).toEqual({
      uses: ['a', 'b', 'b', 'c'],
      level: ['gold'],
      met: [false],
    });
  });

  it('says what changes of the kept one', () => {
    const values = mergedValues(fields, kept, [other], { name: 'Acme' });
    const before = { name: 'Acme', city: null, aliases: ['ACME Inc'], product_interests: [] };
    expect(changedFields(fields, before, values)).toContain('city');
    expect(changedFields(fields, before, values)).not.toContain('name');
    expect(changedFields(fields, before, values)).not.toContain('aliases');
  });
});
