import { useEffect, useState } from 'react';
import type { FilterDef, FilterOption } from './types';

const pause = 250;

export type Options = readonly FilterOption[] | 'failed' | undefined;

/** The values that a filter offers, asked for when its menu is open (or a chosen one wants its name), and how to ask again. */
export function useFilterOptions(filter: FilterDef, { open, named }: { open: boolean; named: boolean }) {
  const { options: source } = filter;
  const [loaded, setLoaded] = useState<Options>();
  const needed =
    typeof source === 'function' && !loaded && (open || (named && !filter.labelOf && !filter.find));

  useEffect(() => {
    if (!needed || typeof source !== 'function') return;
    let wanted = true;
    source().then(
      (found) => wanted && setLoaded(found),
      () => wanted && setLoaded('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [needed, source]);

  const options: Options = typeof source === 'function' ? loaded : typeof source === 'string' ? [] : source;
  return { options, retry: () => setLoaded(undefined) };
}

/** What a filter with `find` finds for a text, a moment after the last key; undefined while it is not known. */
export function useFoundOptions(find: FilterDef['find'], text: string, open: boolean): Options {
  const [found, setFound] = useState<Options>();
  useEffect(() => {
    if (!find || !open) return;
    let wanted = true;
    const timer = setTimeout(() => {
      find(text).then(
        (options) => wanted && setFound(options),
        () => wanted && setFound('failed'),
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [find, text, open]);
  return found;
}

/** The names of the chosen values of a filter with `find`. */
export function useChosenNames({ named }: FilterDef, values: readonly string[]): readonly FilterOption[] {
  const [names, setNames] = useState<readonly FilterOption[]>([]);
  const unknown = values.filter((value) => !names.some((option) => option.value === value)).join(' ');
  useEffect(() => {
    if (!named || unknown === '') return;
    let wanted = true;
    named(unknown.split(' ')).then(
      (found) => wanted && setNames((known) => [...known, ...found]),
      // Without a name the chip shows that something is chosen, which is all that it must.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [named, unknown]);
  return names;
}
