import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useRpc } from '../../../providers/useRpc';
import type { BoardRequest } from './request';
import { addCards, keepLoaded, moveCard, type Place, placeOf, settleMove, stageOf } from './state';
import type { Board, Card, Moved } from './types';

const refreshEvery = 60_000;

/** Where a card goes, and what belongs to it. */
export interface Move {
  cardId: string;
  to: Place;
  /** The card right above, null on top. */
  below: string | null;
  lostReason?: string;
  lostNote?: string | null;
}

// What these functions give is written down where they are made; the database tests hold it to that.
const asBoard = (data: unknown) => data as Board;
const asCards = (data: unknown) => data as Card[];
const asMoved = (data: unknown) => data as Moved;

/**
 * The board: read in one request, moved on by one request a drop, shown at once and put back when it fails. Moves go one
 * after the other, so that the server sees them in the order in which they were made.
 */
export function useBoard(request: BoardRequest) {
  const rpc = useRpc();
  const queries = useQueryClient();
  const asked = JSON.stringify(request);
  // Among the lists of deals, so that whatever makes those stale makes the board stale.
  const key = useMemo(() => ['data', 'default', 'deals', 'list', { board: asked }], [asked]);
  const [moving, setMoving] = useState(0);
  const [loading, setLoading] = useState<Record<string, 'busy' | 'failed'>>({});
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const fresh = asBoard(
        await rpc('deal_board', { request: JSON.parse(asked) }, { stable: true, signal }),
      );
      return keepLoaded(queries.getQueryData<Board>(key), fresh);
    },
    refetchInterval: moving > 0 ? false : refreshEvery,
    refetchOnWindowFocus: moving === 0,
  });

  const change = useCallback(
    (next: (board: Board) => Board) =>
      queries.setQueryData<Board>(key, (board) => (board ? next(board) : board)),
    [queries, key],
  );

  /** Shows a card in its new place, before anybody is asked. */
  const show = useCallback(
    (cardId: string, to: Place) => {
      void queries.cancelQueries({ queryKey: key });
      change((board) => moveCard(board, cardId, to));
    },
    [queries, key, change],
  );

  /** Moves a card that `show` has placed. Rejects with an AtriumError once it has been put back to `from`. */
  const move = useCallback(
    async ({ cardId, to, below, lostReason, lostNote }: Move, from: Place) => {
      setMoving((count) => count + 1);
      const turn = last.current.then(() =>
        rpc('move_deal', {
          deal: cardId,
          stage: to.stage,
          below,
          lost_reason: lostReason ?? null,
          lost_note: lostNote ?? null,
          board: JSON.parse(asked),
        }),
      );
      last.current = turn.catch(() => undefined);
      try {
        const moved = asMoved(await turn);
        change((board) => settleMove(board, moved));
      } catch (error) {
        change((board) => moveCard(board, cardId, from));
        void queries.invalidateQueries({ queryKey: key });
        throw error;
      } finally {
        setMoving((count) => count - 1);
      }
    },
    [rpc, asked, change, queries, key],
  );

  /** Asks for further cards of a stage, when there are more than are here. */
  const loadMore = useCallback(
    async (stageId: string) => {
      const board = queries.getQueryData<Board>(key);
      const stage = board && stageOf(board, stageId);
      const end = stage?.cards.at(-1);
      if (!stage || !end || stage.cards.length >= stage.count) return;
      setLoading((now) => ({ ...now, [stageId]: 'busy' }));
      const after = {
        id: end.id,
        ...(stage.outcome === 'open' ? { board_position: end.board_position } : { closed_at: end.closed_at }),
      };
      try {
        const more = asCards(
          await rpc(
            'deal_board_cards',
            { request: { ...JSON.parse(asked), stage: stageId, after } },
            { stable: true },
          ),
        );
        change((now) => addCards(now, stageId, more));
        setLoading(({ [stageId]: _, ...others }) => others);
      } catch {
        setLoading((now) => ({ ...now, [stageId]: 'failed' }));
      }
    },
    [queries, key, rpc, asked, change],
  );

  const place = useCallback(
    (cardId: string) => {
      const board = queries.getQueryData<Board>(key);
      return board ? placeOf(board, cardId) : null;
    },
    [queries, key],
  );

  return { query, board: query.data, show, move, loadMore, loading, place };
}

export type BoardControl = ReturnType<typeof useBoard>;
