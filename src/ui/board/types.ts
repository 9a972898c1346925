import type { HTMLAttributes, ReactNode } from 'react';

/** What every card on a board has. */
export interface BoardCard {
  id: string;
}

/** The first cards of a column, and how many there are in all. */
export interface CardStack<C extends BoardCard> {
  id: string;
  count: number;
  cards: C[];
}

/** A column of a board, as it is shown. */
export interface BoardColumn<C extends BoardCard> extends CardStack<C> {
  name: string;
}

/** Where a card stands. */
export interface Place {
  column: string;
  index: number;
}

export interface CardSlot<C, K> {
  card: C;
  column: K;
  /** Makes it one that can be dragged. */
  handle?: HTMLAttributes<HTMLElement>;
  dragging?: boolean;
}

/** What a board shows, and how. Its words are `<resource>.board.…`. */
export interface BoardLook<C extends BoardCard, K extends BoardColumn<C>> {
  resource: string;
  columns: readonly K[];
  /** What stands above a column; its heading has this id. */
  head: (column: K, id: string) => ReactNode;
  card: (slot: CardSlot<C, K>) => ReactNode;
  titleOf: (card: C) => string;
  /** What a reader hears of a card. */
  labelOf: (card: C) => string;
  hrefOf: (cardId: string) => string;
  mayMove: (card: C) => boolean;
  /** Whether cards may come to a column; to every one unless given. */
  takes?: (column: K) => boolean;
  /** Sets a column apart: `at-board-column-<tone>`. */
  toneOf?: (column: K) => string;
  /** How wide a column is, in the grid's words. */
  widthOf?: (column: K) => string;
  /** What is being fetched further, by column. */
  loading: Record<string, 'busy' | 'failed'>;
  onMore: (column: string) => void;
}
