import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { RowAction } from '../RowMenu';
import type { Place } from './types';

/** "Move to …" for each other column: for who does not drag. */
export function useMoveActions(
  resource: string,
  columns: readonly { id: string; name: string }[],
  start: (cardId: string, to: Place) => void,
) {
  const { t } = useTranslation();
  return (cardId: string, from: string): RowAction[] =>
    columns
      .filter(({ id }) => id !== from)
      .map(({ id, name }) => ({
        key: `to-${id}`,
        label: t(`${resource}.board.moveTo`, { stage: name }),
        icon: <ArrowRightOutlined className="at-flip" />,
        onClick: () => start(cardId, { column: id, index: 0 }),
      }));
}
