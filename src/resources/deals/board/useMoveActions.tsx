import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { RowAction } from '../../../ui';
import type { Board, Card } from './types';

/** "Move to …" for each other stage: for who does not drag. */
export function useMoveActions(
  board: Board | undefined,
  start: (cardId: string, to: { stage: string; index: number }) => void,
) {
  const { t } = useTranslation();
  return (card: Card): RowAction[] =>
    (board?.stages ?? [])
      .filter(({ id }) => id !== card.stage_id)
      .map((stage) => ({
        key: `to-${stage.id}`,
        label: t('deals.board.moveTo', { stage: stage.name }),
        icon: <ArrowRightOutlined className="at-flip" />,
        onClick: () => start(card.id, { stage: stage.id, index: 0 }),
      }));
}
