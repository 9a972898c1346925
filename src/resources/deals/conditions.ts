import type { CrudFilter } from '@refinedev/core';
import { momentIs } from '../../ui/list/conditions';

/** Open, won, lost; "closed" is won or lost. */
export const outcomeIs = (values: readonly string[]): CrudFilter[] => [
  {
    field: 'outcome',
    operator: 'in',
    value: [...new Set(values.flatMap((value) => (value === 'closed' ? ['won', 'lost'] : [value])))],
  },
];

/** Deals whose expected close date was moved later on one of these days. */
export function movedLater(values: readonly string[], timezone: string): CrudFilter[] {
  const when = momentIs('deal_close_dates.changed_at', values, timezone);
  return when.length > 0 ? [...when, { field: 'deal_close_dates.days_later', operator: 'gt', value: 0 }] : [];
}
