import { currentTime } from '../../../lib/clock';
import { addCards, keepLoaded, type Place, placeOf } from '../../../ui/board';
import { isLate, isOpen } from '../../../ui/tasks/options';
import type { Board, Card, Moved, StatusStack } from './types';

/** Nothing is due later than what has no date. */
const dueOf = ({ due_at }: Card) => (due_at ? Date.parse(due_at) : Number.POSITIVE_INFINITY);
const doneOf = ({ completed_at }: Card) => (completed_at ? Date.parse(completed_at) : 0);
const byId = (a: Card, b: Card) => (a.id < b.id ? -1 : 1);

/** The order of a column: what is due first on top, or what was done last. */
function comesAfter({ id }: StatusStack, card: Card, other: Card): boolean {
  const [a, b] = isOpen(id) ? [dueOf(card), dueOf(other)] : [doneOf(other), doneOf(card)];
  return a === b ? byId(card, other) > 0 === isOpen(id) : a > b;
}

const counted = (column: StatusStack, card: Card, sign: 1 | -1) => ({
  count: column.count + sign,
  late: column.late + (isLate({ ...card, status: column.id }) ? sign : 0),
});

/**
 * The board with a card in another column, where its order puts it whatever the place that was meant: what is shown until
 * the server has answered.
 */
export function moveCard(board: Board, cardId: string, to: Place, now: Date = currentTime()): Board {
  const from = placeOf(board.columns, cardId);
  const card = from && board.columns.find(({ id }) => id === from.column)?.cards[from.index];
  if (!from || !card || from.column === to.column || !board.columns.some(({ id }) => id === to.column))
    return board;
  const moved: Card = {
    ...card,
    status: to.column,
    completed_at: to.column === 'done' ? now.toISOString() : null,
  };
  return {
    columns: board.columns.map((column) => {
      if (column.id === from.column)
        return {
          ...column,
          ...counted(column, card, -1),
          cards: column.cards.filter(({ id }) => id !== cardId),
        };
      if (column.id !== to.column) return column;
      const above = column.cards.filter((other) => comesAfter(column, moved, other)).length;
      return { ...column, ...counted(column, card, 1), cards: column.cards.toSpliced(above, 0, moved) };
    }),
  };
}

/** The board after the server has moved a card: the card as it is now, and the totals that it counted. */
export const settleMove = (board: Board, { card, columns }: Moved): Board => ({
  columns: board.columns.map((column) => ({
    ...column,
    ...columns?.find(({ id }) => id === column.id),
    cards: column.cards.map((old) => (old.id === card.id ? card : old)),
  })),
});

/** Adds further cards at the end of a column. */
export const addToColumn = (board: Board, columnId: string, more: readonly Card[]): Board => ({
  columns: addCards(board.columns, columnId, more),
});

/** A board that was read anew, with the cards that one had scrolled to before. */
export const keepCards = (before: Board | undefined, fresh: Board): Board =>
  before ? { columns: keepLoaded(before.columns, fresh.columns, comesAfter) } : fresh;
