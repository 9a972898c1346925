import { describe, expect, it } from 'vitest';
import { addToColumn, keepCards, moveCard, settleMove } from './state';
import type { Board, Card, StatusStack } from './types';

const card = (id: string, due_at: string | null, more: Partial<Card> = {}): Card => ({
  id,
  number: 1,
  title: id,
  status: 'todo',
  priority: 'normal',
  due_at,
  completed_at: null,
  assignee_id: null,
  assignee: null,
  created_by: null,
  customer: null,
  deal: null,
  ticket: null,
  ...more,
});
const stack = (id: string, cards: Card[], late = 0): StatusStack => ({
  id,
  cards,
  late,
  count: cards.length,
});

const board: Board = {
  columns: [
    stack('todo', [card('a', '2020-01-01T00:00:00Z'), card('b', '2999-01-02T00:00:00Z'), card('c', null)], 1),
    stack('waiting', [card('d', '2999-01-01T00:00:00Z'), card('e', null)]),
    stack('done', [card('f', null, { status: 'done', completed_at: '2026-11-01T00:00:00Z' })]),
  ],
};
const ids = ({ columns }: Board) => columns.map(({ cards }) => cards.map(({ id }) => id).join(' '));
const totals = ({ columns }: Board) => columns.map(({ count, late }) => [count, late]);

describe('a task that is moved', () => {
  it('stands where it is due, wherever it was dropped, and takes its lateness along', () => {
    const moved = moveCard(board, 'b', { column: 'waiting', index: 0 });
    expect(ids(moved)).toEqual(['a c', 'd b e', 'f']);
    expect(moved.columns[1]?.cards[1]?.status).toBe('waiting');
    expect(ids(moveCard(board, 'c', { column: 'waiting', index: 0 }))[1]).toBe('d c e');
    expect(totals(moveCard(board, 'a', { column: 'waiting', index: 1 }))).toEqual([
      [2, 0],
      [3, 1],
      [1, 0],
    ]);
  });

  it('stands on top of what is done, and is late no more', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    const moved = moveCard(board, 'a', { column: 'done', index: 1 }, now);
    expect(ids(moved)).toEqual(['b c', 'd e', 'a f']);
    expect(totals(moved)).toEqual([
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    expect(moved.columns[2]?.cards[0]?.completed_at).toBe(now.toISOString());
    const back = moveCard(moved, 'a', { column: 'todo', index: 0 });
    expect([ids(back), totals(back)]).toEqual([ids(board), totals(board)]);
  });

  it('changes nothing within its column, or when it or the column is gone', () => {
    expect(moveCard(board, 'a', { column: 'todo', index: 2 })).toBe(board);
    expect(moveCard(board, 'zz', { column: 'done', index: 0 })).toBe(board);
    expect(moveCard(board, 'a', { column: 'zz', index: 0 })).toBe(board);
  });
});

describe('what the server answers', () => {
  it('replaces the card and the totals that it counted', () => {
    const settled = settleMove(board, {
      card: card('a', null, { title: 'Renamed' }),
      columns: [{ id: 'waiting', count: 9, late: 4 }],
    });
    expect(settled.columns[0]?.cards[0]?.title).toBe('Renamed');
    expect(settled.columns[1]).toMatchObject({ count: 9, late: 4, cards: [{ id: 'd' }, { id: 'e' }] });
  });

  it('adds further cards, and keeps what was scrolled to when the board is read anew', () => {
    const long = addToColumn(board, 'done', [card('g', null, { completed_at: '2026-10-01T00:00:00Z' })]);
    expect(ids(long)[2]).toBe('f g');
    const fresh: Board = {
      columns: board.columns.map((column) => (column.id === 'done' ? { ...column, count: 2 } : column)),
    };
    expect(ids(keepCards(long, fresh))[2]).toBe('f g');
    expect(keepCards(undefined, fresh)).toBe(fresh);
  });
});
