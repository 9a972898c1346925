import type { CrudFilter } from '@refinedev/core';
import { valuesOf } from '../lib/list-state';
import { and, isNull, oneOf, or } from './list/conditions';

type Sold = 'deals' | 'orders';
const withoutOwnersTeam = (table: Sold) => or(isNull('owner_id'), isNull(`${table}_owner_id_fkey.team_id`));

/** The sales team of a deal or an order is its owner's, or, where there is none, its own: as the figures count it. */
export function teamIs(table: Sold, values: readonly string[]): CrudFilter[] {
  const teams = valuesOf(values);
  const named = teams.filter((team) => team !== null);
  const own = and(withoutOwnersTeam(table), oneOf('team_id', teams));
  return [named.length > 0 ? or(oneOf(`${table}_owner_id_fkey.team_id`, named), own) : own];
}

/** Whose manager the owner's is. */
export function managerIs(table: Sold, values: readonly string[]): CrudFilter[] {
  const managers = valuesOf(values);
  const owners = oneOf(`${table}_owner_id_fkey.manager_id`, managers);
  return [managers.includes(null) ? or(owners, isNull('owner_id')) : owners];
}

/** The region of the sales team. */
export function salesRegionIs(table: Sold, values: readonly string[]): CrudFilter[] {
  const regions = valuesOf(values);
  const own = oneOf(`${table}_team_id_fkey.region`, regions);
  const ownOrNone = regions.includes(null) ? or(own, isNull('team_id')) : own;
  const owners = oneOf(`${table}_owner_id_fkey.profiles_team_id_fkey.region`, regions);
  return [or(owners, and(withoutOwnersTeam(table), ownOrNone))];
}
