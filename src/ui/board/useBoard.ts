import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { hold } from '../../providers/live/live';
import { useRpc } from '../../providers/useRpc';
import { placeOf } from './columns';
import type { BoardCard, CardStack, Place } from './types';

const refreshEvery = 60_000;

/** How a resource's board is read, and what becomes of it. Made once, outside of components. */
export interface BoardKind<B, C extends BoardCard, K extends CardStack<C>> {
  resource: string;
  /** Function that gives the board, of `{request}`. */
  read: string;
  /** Function that gives further cards of a column, of the request and what `after` adds. */
  further: string;
  columnsOf: (board: B) => readonly K[];
  withCards: (board: B, columnId: string, more: readonly C[]) => B;
  /** A board that was read anew, with what one had scrolled to before. */
  keep: (before: B | undefined, fresh: B) => B;
  /** The board with a card put elsewhere: what is shown until the server has answered. */
  moved: (board: B, cardId: string, to: Place) => B;
  /** The board after the server has moved a card, with what it answered. */
  settled: (board: B, answer: unknown) => B;
  after: (column: K, last: C) => Record<string, unknown>;
}

/**
 * A board: read in one request, moved on by one request a drop, shown at once and put back when it fails. Moves go one
 * after the other, so that the server sees them in the order in which they were made.
 */
export function useBoard<B, C extends BoardCard, K extends CardStack<C>>(
  kind: BoardKind<B, C, K>,
  request: object,
) {
  const rpc = useRpc();
  const queries = useQueryClient();
  const asked = JSON.stringify(request);
  // Among the resource's lists, so that whatever makes those stale makes the board stale.
  const key = useMemo(() => ['data', 'default', kind.resource, 'list', { board: asked }], [kind, asked]);
  const [moving, setMoving] = useState(0);
  const [loading, setLoading] = useState<Record<string, 'busy' | 'failed'>>({});
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      // What these functions give is written down where they are made; the database tests hold it to that.
      const fresh = (await rpc(kind.read, { request: JSON.parse(asked) }, { stable: true, signal })) as B;
      return kind.keep(queries.getQueryData<B>(key), fresh);
    },
    refetchInterval: moving > 0 ? false : refreshEvery,
    refetchOnWindowFocus: moving === 0,
  });

  const change = useCallback(
    (next: (board: B) => B) =>
      queries.setQueryData<B>(key, (board) => (board === undefined ? board : next(board))),
    [queries, key],
  );

  /** Shows a card in its new place, before anybody is asked. */
  const show = useCallback(
    (cardId: string, to: Place) => {
      void queries.cancelQueries({ queryKey: key });
      change((board) => kind.moved(board, cardId, to));
    },
    [queries, key, change, kind],
  );

  /**
   * Moves a card that `show` has placed, by a function whose arguments the board's request is added to. Rejects with an
   * AtriumError once the card has been put back to `from`.
   */
  const move = useCallback(
    async (cardId: string, from: Place, name: string, args: Record<string, unknown>) => {
      setMoving((count) => count + 1);
      const release = hold();
      const turn = last.current.then(() => rpc(name, { ...args, board: JSON.parse(asked) }));
      last.current = turn.catch(() => undefined);
      try {
        const answer = await turn;
        change((board) => kind.settled(board, answer));
      } catch (error) {
        change((board) => kind.moved(board, cardId, from));
        void queries.invalidateQueries({ queryKey: key });
        throw error;
      } finally {
        setMoving((count) => count - 1);
        release();
      }
    },
    [rpc, asked, change, queries, key, kind],
  );

  /** Asks for further cards of a column, when there are more than are here. */
  const loadMore = useCallback(
    async (columnId: string) => {
      const board = queries.getQueryData<B>(key);
      const column = board && kind.columnsOf(board).find(({ id }) => id === columnId);
      const end = column?.cards.at(-1);
      if (!column || !end || column.cards.length >= column.count) return;
      setLoading((now) => ({ ...now, [columnId]: 'busy' }));
      try {
        const more = (await rpc(
          kind.further,
          { request: { ...JSON.parse(asked), ...kind.after(column, end) } },
          { stable: true },
        )) as C[];
        change((now) => kind.withCards(now, columnId, more));
        setLoading(({ [columnId]: _, ...others }) => others);
      } catch {
        setLoading((now) => ({ ...now, [columnId]: 'failed' }));
      }
    },
    [queries, key, rpc, asked, change, kind],
  );

  const place = useCallback(
    (cardId: string) => {
      const board = queries.getQueryData<B>(key);
      return board === undefined ? null : placeOf(kind.columnsOf(board), cardId);
    },
    [queries, key, kind],
  );

  return { query, board: query.data, show, move, loadMore, loading, place };
}
