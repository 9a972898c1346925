import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { type ReactNode, type TouchEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import { CardView } from './CardView';
import { cardHeight } from './Column';
import { ColumnHead } from './ColumnHead';
import type { Board, BoardStage, Card } from './types';

const gap = 8;
const ahead = 20;
/** So far a finger goes sideways to turn to the next stage. */
const swipe = 60;

function Cards({
  stage,
  titleId,
  state,
  onMore,
  menu,
}: {
  stage: BoardStage;
  titleId: string;
  state: 'busy' | 'failed' | undefined;
  onMore: () => void;
  menu: (card: Card) => ReactNode;
}) {
  const { t } = useTranslation();
  const run = useRef<HTMLUListElement>(null);
  const { cards } = stage;
  const rows = useWindowVirtualizer({
    count: cards.length,
    estimateSize: () => cardHeight + gap,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
    scrollMargin: run.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const wantsMore =
    cards.length < stage.count && (shown.at(-1)?.index ?? 0) >= cards.length - ahead && state === undefined;
  useEffect(() => {
    if (wantsMore) onMore();
  }, [wantsMore, onMore]);

  if (cards.length === 0) return <p className="at-board-empty">{t('deals.board.empty')}</p>;
  return (
    <>
      <ul
        ref={run}
        className="at-board-run"
        aria-labelledby={titleId}
        style={{ blockSize: rows.getTotalSize() }}
      >
        {shown.map(({ index, start }) => {
          const card = cards[index];
          return card ? (
            <li
              key={card.id}
              className="at-board-slot"
              aria-setsize={stage.count}
              aria-posinset={index + 1}
              style={{ insetBlockStart: start - rows.options.scrollMargin, blockSize: cardHeight + gap }}
            >
              <CardView card={card} stage={stage} menu={menu(card)} />
            </li>
          ) : null;
        })}
      </ul>
      {state === 'failed' ? (
        <p className="at-board-empty" role="alert">
          {t('states.broken')}{' '}
          <Button size="small" onClick={onMore}>
            {t('actions.retry')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** The board of a phone: one stage at a time, turned by its tabs or a swipe; deals are moved by their menu. */
export default function OneColumn({
  board,
  everClosed,
  loading,
  onMore,
  menu,
}: {
  board: Board;
  everClosed: boolean;
  loading: Record<string, 'busy' | 'failed'>;
  onMore: (stage: string) => void;
  menu: (card: Card) => ReactNode;
}) {
  const { i18n, t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [at, setAt] = useState(0);
  const began = useRef<{ x: number; y: number } | null>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const stage = board.stages[Math.min(at, board.stages.length - 1)];
  if (!stage) return null;

  const go = (next: number, focus = false) => {
    const bounded = Math.max(0, Math.min(board.stages.length - 1, next));
    setAt(bounded);
    const tab = tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[bounded];
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
    if (focus) tab?.focus();
  };
  const forward = i18n.dir() === 'rtl' ? -1 : 1;
  const onTouchStart = ({ touches }: TouchEvent) => {
    const touch = touches[0];
    began.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
  };
  const onTouchEnd = ({ changedTouches }: TouchEvent) => {
    const [touch, from] = [changedTouches[0], began.current];
    if (!touch || !from) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    if (Math.abs(x) > swipe && Math.abs(x) > 2 * Math.abs(y)) go(at + (x < 0 ? forward : -forward));
  };

  return (
    <div className="at-board-one">
      <div className="at-board-tabs" role="tablist" aria-label={t('deals.board.stages')} ref={tabs}>
        {board.stages.map(({ id: stageId, name, count }, index) => (
          <button
            key={stageId}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === at}
            aria-controls={`${id}-panel`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => go(index)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? forward : event.key === 'ArrowLeft' ? -forward : 0;
              if (step !== 0) go(at + step, true);
            }}
          >
            <bdi>{name}</bdi> <span className="at-board-count">{formats.number(count)}</span>
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${at}`}
        onTouchStart={onTouchStart}
        onTouchEnd={onTouchEnd}
      >
        <ColumnHead stage={stage} id={`${id}-head`} everClosed={everClosed} />
        <Cards
          key={stage.id}
          stage={stage}
          titleId={`${id}-head`}
          state={loading[stage.id]}
          onMore={() => onMore(stage.id)}
          menu={menu}
        />
      </div>
    </div>
  );
}
