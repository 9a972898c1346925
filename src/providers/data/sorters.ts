import type { CrudSort } from '@refinedev/core';
import { fieldPath } from './filters';
import { neverNull } from './schema';
import { embeds, silentEmbed } from './select';
import { invalidQuery } from './values';

/** An order in supabase-js' words. */
export interface Order {
  terms: { column: string; ascending: boolean; nullsFirst?: boolean }[];
  /** Embeds to add to the select. */
  embeds: string[];
  /** The table's own columns that are asked. */
  columns: Set<string>;
  /** The select's own embeds that are asked. */
  shown: string[];
}

/**
 * Puts Refine's sorters into an order: rows without a value last either way, and the primary key in the end, ascending as
 * in our indexes, so that pages never overlap.
 * A field of a related table (`owner.full_name`) orders the rows themselves, where each has one related row at most.
 * @param apart whether to put columns without nulls into an order that no index has, so that Postgres gathers what matches and
 * sorts it instead of walking along the order until enough matches were met
 */
export function compileSorters(sorters: CrudSort[], select: string, key: string[], apart = false): Order {
  const order: Order = { terms: [], embeds: [], columns: new Set(), shown: [] };
  for (const { field, order: direction } of sorters) {
    const [path, column] = fieldPath(field);
    const ascending = direction === 'asc';
    // Ascending, Postgres puts nulls last by itself; saying so of a column without nulls would only lose its index.
    const full = path === '' && neverNull.has(column);
    const nullsFirst = full ? (apart ? ascending : undefined) : ascending ? undefined : false;
    if (path.includes('.')) invalidQuery(field);
    if (path === '') {
      order.columns.add(column.replace(/->.*/, ''));
      order.terms.push({ column, ascending, nullsFirst });
    } else {
      const shown = embeds(select, path, column);
      const name = shown ? path : `_s${order.embeds.length + 1}`;
      if (shown) order.shown.push(path);
      else order.embeds.push(silentEmbed(select, name, [path], false));
      order.terms.push({ column: `${name}(${column})`, ascending, nullsFirst });
    }
  }
  for (const column of key) {
    if (order.terms.some((term) => term.column === column)) continue;
    order.columns.add(column);
    order.terms.push({ column, ascending: true });
  }
  return order;
}
