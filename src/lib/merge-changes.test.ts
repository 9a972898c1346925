import { expect, it } from 'vitest';
import { changedFields, mergeChanges } from './merge-changes';

const types = { name: 'text', city: 'text', tier: 'select', tags: 'tags' } as const;
const base = { name: 'A', city: null, tier: 'key', tags: [] };

it('knows what changed, and not what only looks so', () => {
  expect(changedFields(types, base, { ...base, city: ' ', tags: undefined })).toEqual([]);
  expect(changedFields(types, base, { ...base, city: 'Ulm', tags: ['x'] })).toEqual(['city', 'tags']);
});

it('finds a clash only where both changed one field, and not alike', () => {
  const result = mergeChanges(types, {
    base,
    mine: { ...base, name: 'Mine', city: 'Ulm', tier: 'small' },
    theirs: { ...base, name: 'Theirs', city: 'Ulm', tags: ['x'] },
  });
  expect(result).toEqual({
    clashes: [{ name: 'name', mine: 'Mine', theirs: 'Theirs' }],
    theirsOnly: ['tags'],
  });
});
