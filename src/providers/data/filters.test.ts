import type { CrudFilter } from '@refinedev/core';
import { expect, it } from 'vitest';
import { gathers } from './filters';

it.each<[boolean, CrudFilter[]]>([
  [true, [{ field: 'due_at', operator: 'between', value: ['2026-01-01', '2026-02-01'] }]],
  [
    true,
    [{ operator: 'or', value: [{ field: 'expected_close_date', operator: 'lt', value: '2026-01-01' }] }],
  ],
  [true, [{ field: 'deal_close_dates.changed_at', operator: 'gte', value: '2026-01-01' }]],
  [true, [{ field: 'owner_id', operator: 'in', value: ['a', 'b'] }]],
  [true, [{ field: 'deals_owner_id_fkey.manager_id', operator: 'in', value: ['a'] }]],
  [false, [{ field: 'owner_id', operator: 'in', value: ['a'] }]],
  [false, [{ field: 'updated_at', operator: 'gte', value: '2026-01-01' }]],
  [false, [{ field: 'status', operator: 'in', value: ['open', 'new'] }]],
  [false, [{ field: 'amount', operator: 'gte', value: 1 }]],
  [false, [{ field: 'due_at', operator: 'null', value: true }]],
  [false, []],
])('gathers is %s of %j', (expected, filters) => {
  expect(gathers(filters, 'updated_at')).toBe(expected);
});
