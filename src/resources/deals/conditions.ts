import type { CrudFilter } from '@refinedev/core';
import { noValue, valuesOf } from '../../lib/list-state';
import { momentIs } from '../../ui/list/conditions';

const and = (...value: CrudFilter[]): CrudFilter => ({ operator: 'and', value });
const or = (...value: CrudFilter[]): CrudFilter => ({ operator: 'or', value });
const isNull = (field: string): CrudFilter => ({ field, operator: 'null', value: true });
const oneOf = (field: string, values: readonly (string | null)[]): CrudFilter => ({
  field,
  operator: 'in',
  value: values,
});

const owner = 'deals_owner_id_fkey';
const ownersTeam = `${owner}.profiles_team_id_fkey`;
const ownTeam = 'deals_team_id_fkey';
const withoutOwnersTeam = or(isNull('owner_id'), isNull(`${owner}.team_id`));

/** Open, won, lost; "closed" is won or lost. */
export const outcomeIs = (values: readonly string[]): CrudFilter[] => [
  oneOf('outcome', [...new Set(values.flatMap((value) => (value === 'closed' ? ['won', 'lost'] : [value])))]),
];

/** The sales team of a deal is its owner's, or, where there is none, its own: as the figures count it. */
export function teamIs(values: readonly string[]): CrudFilter[] {
  const teams = valuesOf(values);
  const named = teams.filter((team) => team !== null);
  const own = and(withoutOwnersTeam, oneOf('team_id', teams));
  return [named.length > 0 ? or(oneOf(`${owner}.team_id`, named), own) : own];
}

/** The region of the sales team. */
export function salesRegionIs(values: readonly string[]): CrudFilter[] {
  const regions = valuesOf(values);
  const own = oneOf(`${ownTeam}.region`, regions);
  const ownOrNone = regions.includes(null) ? or(own, isNull('team_id')) : own;
  return [or(oneOf(`${ownersTeam}.region`, regions), and(withoutOwnersTeam, ownOrNone))];
}

/** A condition on the deal's products; "none" also means a deal without any. Needs the embed `deal_items()`. */
function productIs(field: string, values: readonly string[]): CrudFilter[] {
  const asked = oneOf(field, valuesOf(values));
  return [values.includes(noValue) ? or(asked, isNull('deal_items')) : asked];
}
export const productOf = (values: readonly string[]) => productIs('deal_items.product_id', values);
export const productLineOf = (values: readonly string[]) =>
  productIs('deal_items.products.product_line', values);

/** Deals whose expected close date was moved later on one of these days. */
export function movedLater(values: readonly string[], timezone: string): CrudFilter[] {
  const when = momentIs('deal_close_dates.changed_at', values, timezone);
  return when.length > 0 ? [...when, { field: 'deal_close_dates.days_later', operator: 'gt', value: 0 }] : [];
}
