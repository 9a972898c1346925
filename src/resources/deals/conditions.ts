import type { CrudFilter } from '@refinedev/core';
import { valuesOf } from '../../lib/list-state';
import { dealSizes } from '../../ui/dealSizes';
import { and, isNull, momentIs, oneOf, or } from '../../ui/list/conditions';

/** Open, won, lost; "closed" is won or lost. */
export const outcomeIs = (values: readonly string[]): CrudFilter[] => [
  oneOf('outcome', [...new Set(values.flatMap((value) => (value === 'closed' ? ['won', 'lost'] : [value])))]),
];

/** Open, and standing still on a day: too long in its stage, or with nothing done and no next step. */
export const staleOn = (day: string): CrudFilter[] => [
  { field: 'outcome', operator: 'eq', value: 'open' },
  { field: 'stale_on', operator: 'lte', value: day },
];

/** Deals whose expected close date was moved later on one of these days. */
export function movedLater(values: readonly string[], timezone: string): CrudFilter[] {
  const when = momentIs('deal_close_dates.changed_at', values, timezone);
  return when.length > 0 ? [...when, { field: 'deal_close_dates.days_later', operator: 'gt', value: 0 }] : [];
}

/**
 * The size of a deal's amount in the base currency. What is in that currency is found by the amount itself: the computed
 * column is asked of the other deals alone.
 */
export function dealSizeIs(values: readonly string[], baseCurrency: string): CrudFilter[] {
  const asked = valuesOf(values);
  const bounds = dealSizes
    .filter(({ value }) => asked.includes(value))
    .map(({ from, to }) =>
      and(
        ...(from === undefined ? [] : [{ field: 'amount', operator: 'gte' as const, value: from }]),
        ...(to === undefined ? [] : [{ field: 'amount', operator: 'lt' as const, value: to }]),
      ),
    );
  if (asked.includes(null)) bounds.push(isNull('amount'));
  if (bounds.length === 0) return [oneOf('deal_size', asked)];
  const own = and({ field: 'currency', operator: 'eq', value: baseCurrency }, or(...bounds));
  return [
    or(own, and({ field: 'currency', operator: 'ne', value: baseCurrency }, oneOf('deal_size', asked))),
  ];
}
