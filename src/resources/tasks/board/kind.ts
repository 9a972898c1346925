import { type ListState, valuesOf } from '../../../lib/list-state';
import { type BoardKind, useBoard } from '../../../ui/board';
import { isOpen } from '../../../ui/tasks/options';
import { dueSpans } from '../due';
import { addToColumn, keepCards, moveCard, settleMove } from './state';
import type { Board, Card, Moved, StatusStack } from './types';

const statusBoard: BoardKind<Board, Card, StatusStack> = {
  resource: 'tasks',
  read: 'task_board',
  further: 'task_board_cards',
  columnsOf: ({ columns }) => columns,
  withCards: addToColumn,
  keep: keepCards,
  moved: moveCard,
  settled: (board, answer) => settleMove(board, answer as Moved),
  after: (column, { id, due_at, completed_at }) => ({
    column: column.id,
    after: isOpen(column.id) ? { id, due_at } : { id, completed_at },
  }),
};

const lists = ['assignee', 'priority', 'customer'];
/** The filters that narrow the board; what its columns say instead. */
export const follows: readonly string[] = [...lists, 'due'];
export const says: readonly string[] = ['status'];

/** The request for a board, of the filters that stand in the address. */
export function boardRequest(
  { filters, mine, q }: Pick<ListState, 'filters' | 'mine' | 'q'>,
  timezone: string,
  now: Date,
): { filters: Record<string, unknown> } {
  const asked: Record<string, unknown> = {};
  for (const key of lists) {
    const values = filters[key];
    if (values) asked[key] = valuesOf(values);
  }
  if (filters.due) asked.due = dueSpans(filters.due, timezone, now);
  if (mine) asked.mine = true;
  if (q.trim() !== '') asked.q = q.trim();
  return { filters: asked };
}

/** The board of what is asked for. */
export const useStatusBoard = (request: object) => useBoard(statusBoard, request);
export type BoardControl = ReturnType<typeof useStatusBoard>;
