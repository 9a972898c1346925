import type { ReactNode } from 'react';

/** What a list can be narrowed by. */
export interface FilterDef {
  /** Name in the address. */
  key: string;
  /** Column that is asked. */
  field: string;
  label: string;
  /** Values to choose from, or how they are had when somebody wants to choose. */
  options: readonly FilterOption[] | (() => Promise<readonly FilterOption[]>);
  /** Offers "none", for what has no value. */
  none?: boolean;
  /** The words for a chosen value before the options are here. */
  labelOf?: (value: string) => string;
}

export interface FilterOption {
  value: string;
  label: string;
}

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Field that the head sorts by; `related.column` too. */
  sort?: string;
  /** Numbers stand at the line's end. */
  numeric?: boolean;
  /** Smallest width in pixels; 120 unless given. */
  width?: number;
}

/** What a list is made of, whatever resource it shows. */
export interface ListSpec {
  resource: string;
  /** Resource of the permission matrix, `resource` unless given. */
  permission?: string;
  /** Columns and embedded tables, in the data provider's words. */
  select: string;
  filters: readonly FilterDef[];
  /** Fields that may be sorted by. */
  sortable: readonly string[];
  /** A field, with `-` before it for descending. */
  defaultSort: string;
  /** Function that searches, `search_…(q)`; without one the list has no search. */
  search?: string;
  /** Column of whom a row belongs to; with it the list has "mine". */
  ownerField?: string;
}
