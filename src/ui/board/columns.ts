import type { BoardCard, CardStack, Place } from './types';

/** The height of a card, and of the room below it: cards are all alike, so that thousands of them need no measuring. */
export const cardHeight = 128;
export const gap = 8;
/** So many cards before the end, the next ones are asked for. */
const ahead = 20;

/** Whether further cards should be asked for, when those up to an index are drawn. */
export const wantsMore = <C extends BoardCard>(
  { cards, count }: CardStack<C>,
  lastShown: number,
  state: 'busy' | 'failed' | undefined,
): boolean => cards.length < count && lastShown >= cards.length - ahead && state === undefined;

/** The place of a card, null when it is in none of the columns. */
export function placeOf<C extends BoardCard>(columns: readonly CardStack<C>[], cardId: string): Place | null {
  for (const { id, cards } of columns) {
    const index = cards.findIndex((card) => card.id === cardId);
    if (index >= 0) return { column: id, index };
  }
  return null;
}

/** Columns with further cards at the end of one; those that are there already stay where they are. */
export function addCards<C extends BoardCard, K extends CardStack<C>>(
  columns: readonly K[],
  columnId: string,
  more: readonly C[],
): K[] {
  const known = new Set(columns.flatMap(({ cards }) => cards.map(({ id }) => id)));
  const fresh = more.filter(({ id }) => !known.has(id));
  return columns.map((column) =>
    column.id === columnId ? { ...column, cards: [...column.cards, ...fresh] } : column,
  );
}

/**
 * Columns that were read anew, with the cards that one had scrolled to before kept at the end of each.
 * @param comesAfter whether a card stands after the last one of a column
 */
export function keepLoaded<C extends BoardCard, K extends CardStack<C>>(
  before: readonly K[],
  fresh: readonly K[],
  comesAfter: (column: K, card: C, last: C) => boolean,
): K[] {
  const known = new Set(fresh.flatMap(({ cards }) => cards.map(({ id }) => id)));
  return fresh.map((column) => {
    const last = column.cards.at(-1);
    const old = before.find(({ id }) => id === column.id)?.cards ?? [];
    if (!last || column.cards.length >= column.count) return column;
    const kept = old.filter((card) => !known.has(card.id) && comesAfter(column, card, last));
    return { ...column, cards: [...column.cards, ...kept].slice(0, column.count) };
  });
}
