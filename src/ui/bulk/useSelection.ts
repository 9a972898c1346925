import { useCallback, useMemo, useRef, useState } from 'react';

interface Chosen {
  /** The list that was chosen from: another filter or search is another one. */
  of: string;
  ids: ReadonlySet<string>;
  /** How many there are where all that match are meant. */
  all: number | null;
}

/** Which rows of a list are chosen. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** How many match, where all that match are chosen; else null. */
  all: number | null;
  count: number;
  has: (id: string) => boolean;
  /** Chooses a row or leaves it out; `through` takes along every row of the page since the last one. */
  toggle: (id: string, through?: boolean) => void;
  /** Whether all of the page is chosen, or some of it. */
  page: 'all' | 'some' | 'none';
  togglePage: () => void;
  selectAll: (count: number) => void;
  clear: () => void;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Which rows are chosen, page after page of the same list.
 * @param rows ids of the rows of this page
 * @param list what the list is narrowed by: with another, nothing is chosen any more
 */
export function useSelection(rows: readonly string[], list: string): Selection {
  const [chosen, setChosen] = useState<Chosen>({ of: list, ids: nothing, all: null });
  const last = useRef<string>(null);
  const current = chosen.of === list;
  const ids = current ? chosen.ids : nothing;
  const all = current ? chosen.all : null;

  const choose = useCallback(
    (next: Iterable<string>) => setChosen({ of: list, ids: new Set(next), all: null }),
    [list],
  );
  const toggle = useCallback(
    (id: string, through = false) => {
      const next = new Set(all === null ? ids : rows);
      const on = !next.has(id);
      const from = through && last.current ? rows.indexOf(last.current) : -1;
      const to = rows.indexOf(id);
      const touched = from < 0 || to < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      for (const one of touched) on ? next.add(one) : next.delete(one);
      last.current = id;
      choose(next);
    },
    [all, ids, rows, choose],
  );

  return useMemo(() => {
    const has = (id: string) => all !== null || ids.has(id);
    const on = rows.filter(has).length;
    const page = on === 0 ? 'none' : on === rows.length ? 'all' : 'some';
    return {
      ids,
      all,
      count: all ?? ids.size,
      has,
      toggle,
      page,
      togglePage: () =>
        choose(
          page === 'all'
            ? all === null
              ? [...ids].filter((id) => !rows.includes(id))
              : []
            : [...ids, ...rows],
        ),
      selectAll: (count) => setChosen({ of: list, ids, all: count }),
      clear: () => choose([]),
    };
  }, [all, ids, rows, list, toggle, choose]);
}
