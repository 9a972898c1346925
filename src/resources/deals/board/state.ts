import { currentTime } from '../../../lib/clock';
import { addCards, keepLoaded, type Place, placeOf } from '../../../ui/board';
import type { Board, BoardStage, Card, Moved, Totals } from './types';

export const stageOf = (board: Board, id: string): BoardStage | undefined =>
  board.stages.find((stage) => stage.id === id);

/** The card below which a card is put when it goes to an index of a stage; null on top. */
export function cardAbove(stage: BoardStage, index: number, movingId: string): string | null {
  const others = stage.cards.filter(({ id }) => id !== movingId);
  return others[index - 1]?.id ?? null;
}

/** A stage's totals with a card's part added (1) or taken away (-1). */
function counted(stage: BoardStage, card: Card, sign: 1 | -1): Totals {
  const value = card.value ?? 0;
  const chance =
    stage.outcome === 'open' ? (card.win_probability ?? stage.win_probability) : stage.win_probability;
  return {
    id: stage.id,
    count: stage.count + sign,
    amount: stage.amount + sign * value,
    weighted: stage.weighted + sign * value * chance,
    unconverted: stage.unconverted + (card.amount !== null && card.value === null ? sign : 0),
  };
}

/** The board with a card put elsewhere, its stages' totals as they will be: what is shown until the server has answered. */
export function moveCard(board: Board, cardId: string, to: Place, now: Date = currentTime()): Board {
  const from = placeOf(board.stages, cardId);
  const card = from && stageOf(board, from.column)?.cards[from.index];
  const target = stageOf(board, to.column);
  if (!from || !card || !target) return board;
  const entered: Card =
    from.column === to.column
      ? card
      : {
          ...card,
          stage_id: to.column,
          outcome: target.outcome,
          stage_entered_at: now.toISOString(),
          closed_at: target.outcome === 'open' ? null : now.toISOString(),
        };
  // Closed deals stand with the latest on top, wherever they were dropped.
  const index = target.outcome === 'open' || from.column === to.column ? to.index : 0;
  return {
    ...board,
    stages: board.stages.map((stage) => {
      let next = stage;
      if (stage.id === from.column) {
        const cards = stage.cards.filter(({ id }) => id !== cardId);
        next = { ...stage, ...(from.column === to.column ? {} : counted(stage, card, -1)), cards };
      }
      if (stage.id === to.column)
        next = {
          ...next,
          ...(from.column === to.column ? {} : counted(stage, card, 1)),
          cards: next.cards.toSpliced(index, 0, entered),
        };
      return next;
    }),
  };
}

/** The board after the server has moved a card: the card as it is now, and the totals that it counted. */
export function settleMove(board: Board, { card, stages }: Moved): Board {
  return {
    ...board,
    stages: board.stages.map((stage) => {
      const totals = stages?.find(({ id }) => id === stage.id);
      const cards = stage.cards.map((old) => (old.id === card.id ? card : old));
      return { ...stage, ...totals, cards };
    }),
  };
}

/** Adds further cards at the end of a stage; those that are on the board already stay where they are. */
export const addToStage = (board: Board, stageId: string, more: readonly Card[]): Board => ({
  ...board,
  stages: addCards(board.stages, stageId, more),
});

const comesAfter = (stage: BoardStage, card: Card, last: Card) =>
  stage.outcome === 'open'
    ? card.board_position > last.board_position
    : (card.closed_at ?? '') < (last.closed_at ?? '');

/** A board that was read anew, with the cards that one had scrolled to before kept at the end of each stage. */
export const keepCards = (before: Board | undefined, fresh: Board): Board =>
  before?.pipeline === fresh.pipeline
    ? { ...fresh, stages: keepLoaded(before.stages, fresh.stages, comesAfter) }
    : fresh;
