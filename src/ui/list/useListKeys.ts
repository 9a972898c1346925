import { type RefObject, useEffect } from 'react';

const typing = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/** The links of the rows, in order: each row's first column is one. */
const rowLinks = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-row-link]')];

/** The button of the page that the list stands in. */
const addFilter = (list: HTMLElement | null) =>
  list?.closest('.at-list')?.querySelector<HTMLElement>('[data-add-filter]');

function step(list: HTMLElement, key: string): HTMLElement | undefined {
  const links = rowLinks(list);
  const row = document.activeElement?.closest('[data-row]');
  const at = row ? links.findIndex((link) => row.contains(link)) : -1;
  if (key === 'Home') return links[0];
  if (key === 'End') return links.at(-1);
  if (key === 'ArrowDown' || key === 'j') return links[at + 1];
  return at < 0 ? links.at(-1) : links[at - 1];
}

/**
 * The keys of a list: arrows, `j` and `k`, Home and End move from row to row (Enter opens, for each row's mark is a link),
 * `/` goes to the search, `f` puts a filter together, `n` makes a new record. They do nothing while somebody types or a dialog is open.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  search: RefObject<{ focus(): void } | null>,
  onCreate?: () => void,
): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest(typing) || document.querySelector('[aria-modal="true"]')) return;
      const inList = list.current?.contains(target) ?? false;
      if (event.key === '/' && search.current) search.current.focus();
      else if (event.key === 'n' && onCreate) onCreate();
      else if (event.key === 'f' && addFilter(list.current)) addFilter(list.current)?.click();
      else if (
        list.current &&
        (/^(Arrow(Down|Up)|j|k)$/.test(event.key) || (inList && /^(Home|End)$/.test(event.key)))
      ) {
        // Arrows scroll the page unless the focus is on the list or nowhere in particular.
        if (!inList && target !== document.body && target.id !== 'content') return;
        const next = step(list.current, event.key);
        if (!next) return;
        next.focus();
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [list, search, onCreate]);
}
