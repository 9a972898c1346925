import {
  ArrowRightOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn, daysBetween } from '../../../lib/days';
import { useMe } from '../../../providers/me';
import { PersonAvatar, useFormats } from '../../../ui';
import { CardFrame, type CardSlot } from '../../../ui/board';
import { useAvatar } from '../../../ui/useAvatar';
import { Amount, Quiet } from '../Cells';
import type { BoardStage, Card } from './types';

function Owner({ card }: { card: Card }) {
  const { t } = useTranslation();
  const avatar = useAvatar(card.owner ? card.owner_id : null);
  return (
    <span className="at-board-owner" title={card.owner ?? t('ui.nobody')}>
      {card.owner ? <PersonAvatar name={card.owner} avatar={avatar} size={20} /> : null}
      <span className="at-hidden">{card.owner ?? t('ui.nobody')}</span>
    </span>
  );
}

/** When it should close, marked when that has passed; when it was closed. */
function CloseDay({ card }: { card: Card }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { organisation } = useMe();
  const day = card.closed_at ?? card.expected_close_date;
  if (!day) return null;
  const late = !card.closed_at && day < dayIn(organisation.timezone);
  return (
    <span className={late ? 'at-deal-late' : undefined} title={late ? t('deals.overdue') : undefined}>
      {late ? <WarningOutlined aria-hidden /> : <CalendarOutlined aria-hidden />}
      <span className="at-figure">{formats.shortDate(day)}</span>
      {late ? <span className="at-hidden">{t('deals.overdue')}</span> : null}
    </span>
  );
}

/** The last line: when it should close, how long it has stood still, what comes next. */
function Next({ card, stage }: { card: Card; stage: BoardStage | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const days = daysBetween(card.stage_entered_at);
  const stale = card.outcome === 'open' && Boolean(stage?.max_age_days && days > stage.max_age_days);
  return (
    <div className="at-board-line at-board-next">
      <CloseDay card={card} />
      {stale ? (
        <span
          className="at-deal-late"
          title={t('deals.staleHint', { days: formats.number(stage?.max_age_days ?? 0) })}
        >
          <ClockCircleOutlined aria-hidden />
          <span className="at-figure">
            {formats.number(days, { style: 'unit', unit: 'day', unitDisplay: 'narrow' })}
          </span>
          <span className="at-hidden">{t('deals.stale')}</span>
        </span>
      ) : null}
      <Quiet deal={card} most={stage?.max_age_days} short />
      {card.outcome !== 'open' ? null : card.next_step ? (
        <bdi title={card.next_step}>
          <ArrowRightOutlined className="at-flip" aria-hidden /> {card.next_step}
        </bdi>
      ) : (
        <bdi>{t('deals.board.noNextStep')}</bdi>
      )}
    </div>
  );
}

/** What the board shows of a deal. */
export function CardView({
  slot: { card, column, handle, dragging },
  menu,
}: {
  slot: CardSlot<Card, BoardStage>;
  menu?: ReactNode;
}) {
  return (
    <CardFrame to={`/deals/${card.id}`} name={card.name} handle={handle} dragging={dragging} menu={menu}>
      <span className="at-board-line at-board-customer">
        <bdi>{card.customer?.name ?? '–'}</bdi>
      </span>
      <div className="at-board-line">
        <strong>
          <Amount deal={card} />
        </strong>
        <Owner card={card} />
      </div>
      <Next card={card} stage={column} />
    </CardFrame>
  );
}
