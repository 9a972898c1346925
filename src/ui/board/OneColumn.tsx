import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type TouchEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import { cardHeight, gap, wantsMore } from './columns';
import { MoreFailed } from './MoreFailed';
import type { BoardCard, BoardColumn, BoardLook } from './types';
import './board.css';

/** So far a finger goes sideways to turn to the next column. */
const swipe = 60;

function Cards<C extends BoardCard, K extends BoardColumn<C>>({
  look,
  column,
  titleId,
}: {
  look: BoardLook<C, K>;
  column: K;
  titleId: string;
}) {
  const { t } = useTranslation();
  const run = useRef<HTMLUListElement>(null);
  const { cards } = column;
  const { onMore } = look;
  const state = look.loading[column.id];
  const rows = useWindowVirtualizer({
    count: cards.length,
    estimateSize: () => cardHeight + gap,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 2,
    scrollMargin: run.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const more = wantsMore(column, shown.at(-1)?.index ?? 0, state);
  useEffect(() => {
    if (more) onMore(column.id);
  }, [more, onMore, column.id]);

  if (cards.length === 0) return <p className="at-board-empty">{t(`${look.resource}.board.empty`)}</p>;
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
              aria-setsize={column.count}
              aria-posinset={index + 1}
              style={{ insetBlockStart: start - rows.options.scrollMargin, blockSize: cardHeight + gap }}
            >
              {look.card({ card, column })}
            </li>
          ) : null;
        })}
      </ul>
      {state === 'failed' ? <MoreFailed onRetry={() => onMore(column.id)} /> : null}
    </>
  );
}

/** The board of a phone: one column at a time, turned by its tabs or a swipe; cards are moved by their menu. */
export default function OneColumn<C extends BoardCard, K extends BoardColumn<C>>({
  look,
}: {
  look: BoardLook<C, K>;
}) {
  const { i18n, t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [at, setAt] = useState(0);
  const began = useRef<{ x: number; y: number } | null>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const { columns } = look;
  const column = columns[Math.min(at, columns.length - 1)];
  if (!column) return null;

  const go = (next: number, focus = false) => {
    const bounded = Math.max(0, Math.min(columns.length - 1, next));
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
      <div
        className="at-board-tabs"
        role="tablist"
        aria-label={t(`${look.resource}.board.stages`)}
        ref={tabs}
      >
        {columns.map(({ id: columnId, name, count }, index) => (
          <button
            key={columnId}
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
        {look.head(column, `${id}-head`)}
        <Cards key={column.id} look={look} column={column} titleId={`${id}-head`} />
      </div>
    </div>
  );
}
