import { describe, expect, it } from 'vitest';
import { checkedValues } from '../../lib/checked-values';
import * as options from './options';

describe('the choices are those of the database', () => {
  it.each([
    ['outcome', options.outcomes],
    ['source', options.sources],
    ['role', options.contactRoles],
  ])('%s', (column, values) => {
    expect(values.toSorted()).toEqual(checkedValues('20261121100400_sales.sql', column));
    expect(values.length).toBeGreaterThan(1);
  });
});
