import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../ui/board';
import { addToStage, cardAbove, keepCards, moveCard, settleMove } from './state';
import type { Board, BoardStage, Card } from './types';

const card = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  number: 1,
  name: id,
  stage_id: 'a',
  outcome: 'open',
  amount: 100,
  value: 100,
  currency: 'USD',
  amount_is_estimate: false,
  win_probability: null,
  owner_id: null,
  created_by: null,
  next_step: null,
  next_step_at: null,
  expected_close_date: null,
  closed_at: null,
  stage_entered_at: '2026-11-01T00:00:00Z',
  stale_on: null,
  last_activity_at: null,
  board_position: Number(id.replace(/\D/g, '')),
  customer: null,
  owner: null,
  ...more,
});

const stage = (id: string, cards: Card[], more: Partial<BoardStage> = {}): BoardStage => ({
  id,
  name: id,
  outcome: 'open',
  win_probability: 0.5,
  max_age_days: null,
  active: true,
  count: cards.length,
  amount: cards.length * 100,
  weighted: cards.length * 50,
  unconverted: 0,
  cards,
  ...more,
});

const board: Board = {
  pipeline: 'p',
  pipelines: [],
  stages: [
    stage('a', [card('a1'), card('a2'), card('a3')]),
    stage('b', [card('b1', { stage_id: 'b' })], { win_probability: 0.2, weighted: 20 }),
    stage('won', [card('w1', { stage_id: 'won', outcome: 'won', closed_at: '2026-11-20T00:00:00Z' })], {
      outcome: 'won',
      win_probability: 1,
      weighted: 100,
    }),
  ],
};
const ids = ({ stages }: Board) => stages.map(({ cards }) => cards.map(({ id }) => id).join(' '));
const totals = ({ stages }: Board) => stages.map(({ count, amount, weighted }) => [count, amount, weighted]);

describe('a card that is moved', () => {
  it('goes within its stage without changing what the stage comes to', () => {
    const moved = moveCard(board, 'a1', { column: 'a', index: 2 });
    expect(ids(moved)).toEqual(['a2 a3 a1', 'b1', 'w1']);
    expect(totals(moved)).toEqual(totals(board));
  });

  it('takes its amount along, at the chance of the stage it comes to', () => {
    const moved = moveCard(board, 'a2', { column: 'b', index: 1 });
    expect(ids(moved)).toEqual(['a1 a3', 'b1 a2', 'w1']);
    expect(totals(moved)).toEqual([
      [2, 200, 100],
      [2, 200, 40],
      [1, 100, 100],
    ]);
  });

  it('keeps the chance that was set by hand', () => {
    const own = {
      ...board,
      stages: [stage('a', [card('a1', { win_probability: 0.9 })]), ...board.stages.slice(1)],
    };
    expect(totals(moveCard(own, 'a1', { column: 'b', index: 0 }))[1]).toEqual([2, 200, 110]);
  });

  it('stands on top of the closed ones wherever it was dropped, and is closed', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    const moved = moveCard(board, 'a1', { column: 'won', index: 1 }, now);
    expect(ids(moved)[2]).toBe('a1 w1');
    expect(moved.stages[2]?.cards[0]).toMatchObject({
      outcome: 'won',
      closed_at: now.toISOString(),
      stage_id: 'won',
    });
  });

  it('comes back to its place with its stages as they were', () => {
    const from = placeOf(board.stages, 'a2');
    if (!from) throw new Error('a2 is on the board');
    const back = moveCard(moveCard(board, 'a2', { column: 'won', index: 0 }), 'a2', from);
    expect(ids(back)).toEqual(ids(board));
    expect(totals(back)).toEqual(totals(board));
    expect(back.stages[0]?.cards[1]).toMatchObject({ outcome: 'open', closed_at: null });
  });

  it('changes nothing when it or its stage is gone', () => {
    expect(moveCard(board, 'zz', { column: 'a', index: 0 })).toBe(board);
    expect(moveCard(board, 'a1', { column: 'zz', index: 0 })).toBe(board);
  });

  it('is below the card above it, itself left out', () => {
    const [first] = board.stages;
    if (!first) throw new Error('the board has stages');
    expect(cardAbove(first, 0, 'a3')).toBeNull();
    expect(cardAbove(first, 2, 'a1')).toBe('a3');
    expect(cardAbove(first, 1, 'b1')).toBe('a1');
  });
});

describe('what the server answers', () => {
  it('replaces the card and the totals that it counted', () => {
    const settled = settleMove(board, {
      card: card('a1', { name: 'Renamed' }),
      stages: [{ id: 'b', count: 7, amount: 70, weighted: 7, unconverted: 1 }],
    });
    expect(settled.stages[0]?.cards[0]?.name).toBe('Renamed');
    expect(settled.stages[1]).toMatchObject({
      count: 7,
      amount: 70,
      weighted: 7,
      unconverted: 1,
      cards: [{ id: 'b1' }],
    });
  });

  it('adds further cards, each once', () => {
    expect(ids(addToStage(board, 'a', [card('b1'), card('a4')]))[0]).toBe('a1 a2 a3 a4');
  });

  it('keeps what was scrolled to when the board is read anew', () => {
    const long = {
      ...board,
      stages: [
        stage(
          'a',
          [1, 2, 3, 4, 5].map((n) => card(`a${n}`)),
        ),
        ...board.stages.slice(1),
      ],
    };
    const fresh = {
      ...board,
      stages: [stage('a', [card('a1'), card('a3')], { count: 4 }), ...board.stages.slice(1)],
    };
    // a2 has left; what stood after the last fresh card stays, as far as there are so many.
    expect(ids(keepCards(long, fresh))[0]).toBe('a1 a3 a4 a5');
    expect(keepCards({ ...long, pipeline: 'other' }, fresh)).toBe(fresh);
    expect(keepCards(undefined, fresh)).toBe(fresh);
  });
});
