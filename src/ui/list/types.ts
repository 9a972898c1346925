import type { CrudFilter } from '@refinedev/core';
import type { ReactNode } from 'react';

/** What a list can be narrowed by. */
export interface FilterDef {
  /** Name in the address. */
  key: string;
  /** Column that is asked, unless `conditions` says more. */
  field: string;
  label: string;
  /** Values to choose from, or how they are had when somebody wants to choose; or a range of days or numbers, or a text. */
  options: readonly FilterOption[] | (() => Promise<readonly FilterOption[]>) | 'days' | 'number' | 'text';
  /** The values are people: the reader and the reader's team can be named as such. */
  people?: boolean;
  /** Where there are too many to choose from: finds those with a text in their name. */
  find?: (text: string) => Promise<readonly FilterOption[]>;
  /** The chosen values with their names, for a filter with `find`. */
  named?: (values: readonly string[]) => Promise<readonly FilterOption[]>;
  /** A text of which only the whole is asked for, not a part: how the column has it. */
  exact?: (text: string) => string;
  /** What the values mean, where it is more than `field in values`. */
  conditions?: (values: readonly string[]) => CrudFilter[];
  /** Stands behind "more filters" until it is on. */
  lesser?: boolean;
  /** Ranges of days offered beside the two days. */
  ranges?: readonly FilterOption[];
  /** Offers "none", for what has no value. */
  none?: boolean;
  /** What is chosen until somebody chooses otherwise. */
  usual?: readonly string[];
  /** A value that a button beside "mine" chooses at once. */
  quick?: FilterOption;
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
  /** Smallest width in pixels; 104 unless given. */
  width?: number;
  /** Holds the row's link: it can be moved, not taken off. */
  always?: boolean;
  /** Offered, and shown to who asks for it. */
  more?: boolean;
  /** What must be asked for it beside the list's own `select`. */
  needs?: string;
  /** The field of the record's form that it shows as it is: it can be changed in the cell. */
  field?: string;
  /** What one must be allowed to do to a row to change it there; "update" unless given. */
  action?: 'assign';
}

/** What a list is made of, whatever resource it shows. */
export interface ListSpec {
  resource: string;
  /** Resource of the permission matrix, `resource` unless given. */
  permission?: string;
  /** Columns and embedded tables, in the data provider's words. */
  select: string;
  /** Embeds that conditions name, asked for where rows are counted too: `deal_items()`. */
  embeds?: string;
  filters: readonly FilterDef[];
  /** Fields that may be sorted by. */
  sortable: readonly string[];
  /** A field, with `-` before it for descending. */
  defaultSort: string;
  /** Function that searches, `search_…(q)`; without one the list has no search. */
  search?: string;
  /** Its records have custom fields, which the list shows and is narrowed by. */
  custom?: boolean;
  /** What the address names is not known yet. */
  waiting?: boolean;
  /** Column of whom a row belongs to; with it the list has "mine". */
  ownerField?: string;
}

/** What chooses a filter's values. */
export interface OptionsProps {
  filter: FilterDef;
  values: readonly string[];
  onChange: (values: string[]) => void;
  onClose: () => void;
}
