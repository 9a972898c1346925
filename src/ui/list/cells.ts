import type { KeyboardEvent } from 'react';

/** Where the focus goes from a cell that was changed: the one below, the next, the one before. */
export type Move = 'down' | 'next' | 'back';

/** What changes one field of a row in its cell. */
export interface CellEditorProps {
  /** The record's id. */
  id: string;
  /** The name of the field as the record's form has it. */
  field: string;
  onClose: (move?: Move) => void;
}

const pencilsOf = (row: Element | null | undefined) => [
  ...(row?.querySelectorAll<HTMLElement>('[data-cell]') ?? []),
];

function rowBeside(row: Element | null, by: 1 | -1): Element | undefined {
  const rows = [...(row?.parentElement?.querySelectorAll('[data-row]') ?? [])];
  return row ? rows[rows.indexOf(row) + by] : undefined;
}

const under = (pencil: HTMLElement, by: 1 | -1) =>
  pencilsOf(rowBeside(pencil.closest('[data-row]'), by)).find(
    ({ dataset }) => dataset.cell === pencil.dataset.cell,
  );

function beside(pencil: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const row = pencil.closest('[data-row]');
  const pencils = pencilsOf(row);
  return pencils[pencils.indexOf(pencil) + by] ?? pencilsOf(rowBeside(row, by)).at(by === 1 ? 0 : -1);
}

/** Focuses the pencil that lies where a move goes, or the one that it began at. */
export function focusAfter(pencil: HTMLElement | null, move: Move | undefined): void {
  if (!pencil) return;
  const next = move === 'down' ? under(pencil, 1) : move ? beside(pencil, move === 'next' ? 1 : -1) : null;
  (next ?? pencil).focus();
}

/** Which pencil a key leads to from another, or from a row's link. */
function target(from: HTMLElement, key: string): HTMLElement | undefined {
  const forward = getComputedStyle(from).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (from.dataset.cell === undefined) {
    const row = from.closest('[data-row]');
    return key === forward || key === 'F2' ? pencilsOf(row)[0] : undefined;
  }
  if (key === 'ArrowUp' || key === 'ArrowDown') return under(from, key === 'ArrowDown' ? 1 : -1);
  if (key === 'ArrowLeft' || key === 'ArrowRight') return beside(from, key === forward ? 1 : -1);
  if (key === 'Escape')
    return from.closest('[data-row]')?.querySelector<HTMLElement>('[data-row-link]') ?? undefined;
}

/**
 * Keys among the cells of a table that can be changed: from a row's link the arrow along the line, or F2, goes to the first;
 * arrows go from one to the next, Enter or F2 opens it, Escape goes back to the row.
 */
export function cellKeys(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target instanceof HTMLElement ? event.target : null;
  // What an open cell shows stands elsewhere in the page, but its keys come by here.
  if (!from?.matches('[data-cell], [data-row-link]') || !event.currentTarget.contains(from)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === 'F2' && from.dataset.cell !== undefined) from.click();
  else {
    const to = target(from, event.key);
    if (!to) return;
    to.focus();
  }
  event.preventDefault();
}
