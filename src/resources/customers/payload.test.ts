import { expect, it } from 'vitest';
import type { FieldDef } from '../../ui/form';
import { toPayload } from './payload';

const fields: FieldDef[] = [
  { name: 'name', part: 'customer', type: 'text', label: '' },
  { name: 'city', part: 'customer', type: 'text', label: '' },
  { name: 'phone', part: 'contact_details', type: 'phone', label: '' },
  { name: 'employees', part: 'demographics', type: 'number', label: '' },
  { name: 'tags', part: 'tags', type: 'tags', label: '' },
];
const versions = { customer: 't1', contact_details: null, demographics: 't3' };

it('holds the fields that changed, by part, with the versions of those parts alone', () => {
  const values = { name: 'A', city: null, phone: '123', employees: 5, tags: [] };
  expect(toPayload(fields, { values, changed: ['city', 'phone'], before: {}, versions })).toEqual({
    customer: { city: null },
    contact_details: { phone: '123' },
    versions: { customer: 't1', contact_details: null },
  });
});

it('says which tags come and which go', () => {
  const payload = toPayload(fields, {
    values: { tags: ['b', 'c'] },
    changed: ['tags'],
    before: { tags: ['a', 'b'] },
    versions,
  });
  expect(payload).toEqual({ versions: {}, add_tags: ['c'], remove_tags: ['a'] });
});
