import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { allRows, type Density, unknownFilters } from '../../../lib/list-state';
import type { useListState } from '../useListState';
import { type ColumnInfo, shownColumns } from './columns';
import { differs, type Kept, viewAddress } from './state';
import { useListViews } from './useListViews';

/**
 * How a list looks: the view that it stands in, its columns and density, by the address where that says so, else by the
 * reader's own layout; and how these are changed.
 */
export function useListLook<C extends ColumnInfo>(
  resource: string,
  { state, change, params, setParams, rules }: ReturnType<typeof useListState>,
  offered: readonly C[],
) {
  const { i18n } = useTranslation();
  const kept = useListViews(resource);
  const { layout, views, keep } = kept;

  // A list that is opened without any wish opens with the view that its reader chose for that.
  const opening = useRef(true);
  const first = views.find(({ id }) => id === layout.viewId);
  useEffect(() => {
    if (!opening.current) return;
    // What was there last time opens it at once; that there is none is believed only of what is kept now.
    if (kept.known || first || params.size > 0) opening.current = false;
    if (params.size === 0 && first)
      setParams(viewAddress(first, rules, state.size), { replace: true, preventScrollReset: true });
  }, [kept.known, first, params, rules, setParams, state.size]);

  const view = views.find(({ id }) => id === state.view);
  const columns = useMemo(
    () => shownColumns(offered, state.columns ?? layout.columns),
    [offered, state.columns, layout.columns],
  );
  const wordOf = (key: string) => {
    const text = `${resource}.fields.${key}`;
    return i18n.exists(text) ? i18n.t(text) : key;
  };
  const leftOut = [
    ...unknownFilters(params, rules),
    ...(state.columns ?? []).filter((key) => !offered.some((column) => column.key === key)),
  ].map(wordOf);

  return {
    ...kept,
    /** The view that the list stands in. */
    view,
    /** Whether it was changed since. */
    changed: view !== undefined && differs(state, view, rules),
    /** The columns shown. */
    columns,
    /** What must be asked for them. */
    needs: columns.flatMap(({ needs }) => needs ?? []),
    density: state.density ?? layout.density ?? ('comfortable' as Density),
    widths: layout.widths,
    /** Names of what the address asks for and the reader may not have, or nobody knows. */
    leftOut,
    rules,
    /** Stands in the address of a view as part of it, else it is the reader's own. null: the usual ones. */
    setColumns: (keys: string[] | null) =>
      state.columns
        ? change({ columns: keys, page: state.page }, { replace: true })
        : void keep({ columns: keys }),
    setDensity: (density: Density) =>
      state.density ? change({ density, page: state.page }, { replace: true }) : void keep({ density }),
    setWidth: (key: string, width: number | null) => {
      const { [key]: _, ...others } = layout.widths;
      void keep({ widths: width === null ? others : { ...others, [key]: Math.round(width) } });
    },
    clearWidths: () => void keep({ widths: {} }),
    /** Shows a view; null for all rows. `fresh` is what it keeps, where that was saved just now. */
    go: (id: string | null, fresh?: Kept) => {
      const known = views.find((one) => one.id === id);
      const next = id !== null && fresh ? { ...fresh, id } : known;
      setParams(next ? viewAddress(next, rules, state.size) : new URLSearchParams({ view: allRows }), {
        preventScrollReset: true,
      });
    },
  };
}

export type ListLook = ReturnType<typeof useListLook>;
