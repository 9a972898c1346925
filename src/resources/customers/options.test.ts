import { describe, expect, it } from 'vitest';
import { checkedValues } from '../../lib/checked-values';
import * as options from './options';

describe('the choices are those of the database', () => {
  it.each([
    ['kind', options.kinds],
    ['lifecycle_stage', options.stages],
    ['tier', options.tiers],
    ['industry', options.industries],
    ['size_band', options.sizes],
    ['source', options.sources],
    ['gender', options.genders],
    ['education', options.educations],
    ['income_band', options.incomes],
  ])('%s', (column, values) => {
    expect(values.toSorted()).toEqual(checkedValues('20261121100300_customers.sql', column));
    expect(values.length).toBeGreaterThan(1);
  });
});
