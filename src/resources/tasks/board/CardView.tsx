import { CheckOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTimeText, PersonAvatar } from '../../../ui';
import { CardFrame, type CardSlot } from '../../../ui/board';
import { Due, TaskPriority } from '../../../ui/tasks/Cells';
import { priorityTone } from '../../../ui/tasks/options';
import { Subject } from '../../../ui/tasks/Subject';
import { useAvatar } from '../../../ui/useAvatar';
import type { Card, StatusColumn } from './types';

/** What the board shows of a task. */
export function CardView({
  slot: { card, handle, dragging },
  tick,
  menu,
}: {
  slot: CardSlot<Card, StatusColumn>;
  tick?: ReactNode;
  menu?: ReactNode;
}) {
  const { t } = useTranslation();
  const avatar = useAvatar(card.assignee ? card.assignee_id : null);
  return (
    <CardFrame
      to={`/tasks/${card.id}`}
      name={card.title}
      handle={handle}
      dragging={dragging}
      before={tick}
      menu={menu}
    >
      <span className="at-board-line at-board-customer">
        <Subject of={card} plain />
      </span>
      <div className="at-board-line">
        {priorityTone(card.priority) ? <TaskPriority priority={card.priority} /> : null}
        <span className="at-board-owner" title={card.assignee ?? t('ui.nobody')}>
          {card.assignee ? <PersonAvatar name={card.assignee} avatar={avatar} size={20} /> : null}
          <span className="at-hidden">{card.assignee ?? t('ui.nobody')}</span>
        </span>
      </div>
      <div className="at-board-line at-board-next">
        {card.completed_at ? (
          <span>
            <CheckOutlined aria-hidden /> <DateTimeText value={card.completed_at} />
          </span>
        ) : (
          <Due task={card} />
        )}
      </div>
    </CardFrame>
  );
}
