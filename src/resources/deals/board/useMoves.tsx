import { TrophyOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hold } from '../../../providers/live/live';
import { useErrorText } from '../../../ui';
import type { Place } from '../../../ui/board';
import type { Closing } from '../Closing';
import { useAsksFor } from '../useLookups';
import type { BoardControl } from './kind';
import { cardAbove, stageOf } from './state';

const ClosingDialog = lazy(() => import('../Closing'));

interface Asking {
  cardId: string;
  name: string;
  outcome: 'won' | 'lost';
  from: Place;
  to: Place;
}

/** Gives the focus back to a card whose drag a dialog interrupted, once it is drawn in its place. */
function focusCard(cardId: string): void {
  requestAnimationFrame(() =>
    document
      .querySelector<HTMLElement>(`[data-rfd-drag-handle-draggable-id="${cardId}"]`)
      ?.focus({ preventScroll: true }),
  );
}

/**
 * Moving deals with what belongs to it: what is asked of one that closes, a quiet word when one is won, and where it was when it
 * fails. Returns `move` and the dialog that asks.
 */
export function useMoves({ board, show, move, place }: BoardControl): {
  start: (cardId: string, to: Place) => void;
  dialog: ReactNode;
} {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<Asking | null>(null);
  const asksFor = useAsksFor();
  // While one is asked, the card stays where it was put.
  useEffect(() => (asking ? hold() : undefined), [asking]);

  const send = useCallback(
    async (cardId: string, name: string, from: Place, to: Place, below: string | null, closing?: Closing) => {
      try {
        await move(cardId, from, 'move_deal', {
          deal: cardId,
          stage: to.column,
          below,
          lost_reason: closing?.reason ?? null,
          lost_note: closing?.note ?? null,
          competitor: closing?.competitor ?? null,
        });
        const outcome = board && stageOf(board, to.column)?.outcome;
        if (outcome === 'won' && from.column !== to.column)
          void message.success({
            content: t('deals.board.won', { name }),
            icon: <TrophyOutlined className="at-board-won" />,
          });
      } catch (error) {
        notification.error({ title: t('deals.board.failed', { name }), description: errorText(error) });
      }
    },
    [board, move, message, notification, t, errorText],
  );

  const start = useCallback(
    (cardId: string, to: Place) => {
      const from = place(cardId);
      const target = board && stageOf(board, to.column);
      const card = from && board && stageOf(board, from.column)?.cards[from.index];
      if (!from || !target || !card || (from.column === to.column && from.index === to.index)) return;
      // Closed deals have no order by hand.
      if (target.outcome !== 'open' && from.column === to.column) return;
      const below = target.outcome === 'open' ? cardAbove(target, to.index, cardId) : null;
      show(cardId, to);
      const { name } = card;
      void asksFor(from.column === to.column ? 'open' : target.outcome).then((outcome) =>
        outcome ? setAsking({ cardId, name, outcome, from, to }) : send(cardId, name, from, to, below),
      );
    },
    [board, place, show, send, asksFor],
  );

  const dialog = asking ? (
    <Suspense>
      <ClosingDialog
        name={asking.name}
        outcome={asking.outcome}
        onCancel={() => {
          show(asking.cardId, asking.from);
          setAsking(null);
          focusCard(asking.cardId);
        }}
        onClosed={(closing) => {
          void send(asking.cardId, asking.name, asking.from, asking.to, null, closing);
          setAsking(null);
          focusCard(asking.cardId);
        }}
      />
    </Suspense>
  ) : null;
  return { start, dialog };
}
