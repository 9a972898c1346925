import type { Column } from '../types';

/** What a list's columns are chosen by; their rows do not matter here. */
export type ColumnInfo = Pick<Column<never>, 'key' | 'title' | 'always' | 'more' | 'needs' | 'width'>;

/** The columns of a list that its reader asked for, in that order; the usual ones where nothing was asked. */
export function shownColumns<C extends ColumnInfo>(
  offered: readonly C[],
  asked: readonly string[] | null,
): readonly C[] {
  const usual = offered.filter(({ more }) => !more);
  const chosen = (asked ?? []).flatMap((key) => offered.find((column) => column.key === key) ?? []);
  if (chosen.length === 0) return usual;
  // What holds the row's link is there whatever was asked.
  return [...offered.filter((column) => column.always && !chosen.includes(column)), ...chosen];
}
