import { describe, expect, it } from 'vitest';
import { checkedValues } from '../../lib/checked-values';
import * as options from './options';

describe('the choices are those of the database', () => {
  it.each([
    ['status', options.statuses],
    ['priority', options.priorities],
    ['channel', options.channels],
    ['category', options.categories],
  ])('%s', (column, values) => {
    expect(values.toSorted()).toEqual(checkedValues('20261121100500_support.sql', column));
    expect(values.length).toBeGreaterThan(1);
  });
});
