import { densities } from '../../../lib/list-state';
import type { Row } from '../../../providers/data/run';
import type { ListLayout, SavedView } from './types';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : null);
const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;
const density = (value: unknown) => densities.find((known) => known === value) ?? null;

const filtersOf = (value: unknown): Record<string, string[]> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, values]) => {
          const found = texts(values);
          return found && found.length > 0 ? [[key, found]] : [];
        }),
      )
    : {};

/** A row of `saved_views`. */
export const viewFrom = (row: Row): SavedView => ({
  id: String(row.id),
  name: String(row.name),
  profileId: String(row.profile_id),
  teamId: text(row.team_id),
  forAll: row.for_all === true,
  search: text(row.search) ?? '',
  mine: row.mine === true,
  filters: filtersOf(row.filters),
  sort: text(row.sort),
  columns: texts(row.columns),
  density: density(row.density),
});

const widthsOf = (value: unknown): Record<string, number> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, width]) => (typeof width === 'number' ? [[key, width]] : [])),
      )
    : {};

/** A row of `list_layouts`. */
export const layoutFrom = (row: Row): ListLayout => ({
  columns: texts(row.columns),
  widths: widthsOf(row.widths),
  density: density(row.density),
  viewId: text(row.view_id),
});
