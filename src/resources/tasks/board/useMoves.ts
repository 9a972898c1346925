import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../ui';
import type { Place } from '../../../ui/board';
import { useMovedNotice } from '../../../ui/tasks/useTaskStatus';
import type { BoardControl } from './kind';

/** Moves tasks on the board: shown at once, put back where that fails; what was done can be taken back. */
export function useMoves({ board, show, move, place }: BoardControl): (cardId: string, to: Place) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const notice = useMovedNotice();

  return useCallback(
    (cardId, to) => {
      const from = place(cardId);
      const card = from && board?.columns.find(({ id }) => id === from.column)?.cards[from.index];
      if (!from || !card || from.column === to.column) return;

      const go = async (source: Place, target: Place, completed: string | null) => {
        show(cardId, target);
        try {
          await move(cardId, source, 'move_task', { task: cardId, status: target.column, completed });
          return true;
        } catch (error) {
          notification.error({
            title: t('tasks.board.failed', { name: card.title }),
            description: errorText(error),
          });
          return false;
        }
      };
      const start = async () => {
        if (!(await go(from, to, null))) return;
        // A drag is taken back by another; what is done is out of the way, and wants a word.
        if (to.column === 'done') notice(card, to.column, () => go(to, from, card.completed_at));
      };
      void start();
    },
    [board, show, move, place, notification, t, errorText, notice],
  );
}
