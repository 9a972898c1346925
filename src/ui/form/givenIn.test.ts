import { expect, it } from 'vitest';
import { givenIn } from './givenIn';
import type { FieldDef } from './types';

const field = (name: string, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  part: 'customer',
  label: name,
  type: 'text',
  ...more,
});

it('names what is filled in, and what was emptied of its default, of the fields that are shown', () => {
  const company = field('custom.size', { when: ({ kind }) => kind === 'company' });
  const fields = [field('name'), field('city'), field('custom.level'), company];
  const values = { kind: 'person', name: 'Ada', city: null, 'custom.level': null, 'custom.size': 'large' };
  expect(givenIn(fields, values, { 'custom.level': 'gold', 'custom.size': 'large' })).toEqual([
    'name',
    'custom.level',
  ]);
  expect(givenIn([company], { ...values, kind: 'company' }, {})).toEqual(['custom.size']);
});
