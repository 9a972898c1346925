import { expect, it } from 'vitest';
import { checkedValues } from '../../lib/checked-values';
import { orderTones } from '../../ui/related/statuses';
import { nextStatus, statuses } from './options';

it('the statuses are those of the database, each with its look', () => {
  expect(statuses.toSorted()).toEqual(checkedValues('20261121100400_sales.sql', 'status'));
  expect(Object.keys(orderTones).toSorted()).toEqual(statuses.toSorted());
});

it('an order goes on until it is delivered', () => {
  let status: string | undefined = 'draft';
  const passed: string[] = [];
  while (status) {
    passed.push(status);
    status = nextStatus[status];
  }
  expect(passed).toEqual(['draft', 'confirmed', 'shipped', 'delivered']);
});
