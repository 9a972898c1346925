import { Draggable, Droppable } from '@hello-pangea/dnd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { type ReactNode, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import { CardView } from './CardView';
import { ColumnHead } from './ColumnHead';
import type { BoardStage, Card } from './types';

/** The height of a card, and of the room below it: cards are all alike, so that thousands of them need no measuring. */
export const cardHeight = 128;
const gap = 8;
/** So many cards before the end, the next ones are asked for. */
const ahead = 20;

export interface ColumnProps {
  stage: BoardStage;
  /** What scrolls: the whole board. */
  box: HTMLElement | null;
  everClosed: boolean;
  state: 'busy' | 'failed' | undefined;
  onMore: () => void;
  mayMove: (card: Card) => boolean;
  menu: (card: Card) => ReactNode;
}

/** What a reader hears of a card. */
function useCardLabel() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (card: Card) =>
    [card.name, card.customer?.name, card.amount === null ? null : formats.money(card.amount, card.currency)]
      .filter(Boolean)
      .join(t('ui.comma'));
}

/** A stage of the pipeline: its totals, and its cards, of which only those in sight are drawn. */
export function Column({ stage, box, everClosed, state, onMore, mayMove, menu }: ColumnProps) {
  const { t } = useTranslation();
  const labelOf = useCardLabel();
  const titleId = useId();
  const { cards } = stage;
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box,
    estimateSize: () => cardHeight + gap,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const wantsMore = cards.length < stage.count && lastShown >= cards.length - ahead && state === undefined;
  useEffect(() => {
    if (wantsMore) onMore();
  }, [wantsMore, onMore]);

  return (
    <section className={`at-board-column at-board-column-${stage.outcome}`} aria-labelledby={titleId}>
      <ColumnHead stage={stage} id={titleId} everClosed={everClosed} />
      <Droppable
        droppableId={stage.id}
        mode="virtual"
        renderClone={(provided, snapshot, { draggableId }) => {
          const card = cards.find(({ id }) => id === draggableId);
          return (
            <div
              ref={provided.innerRef}
              {...provided.draggableProps}
              {...provided.dragHandleProps}
              role="presentation"
            >
              {card ? <CardView card={card} stage={stage} dragging={snapshot.isDragging} /> : null}
            </div>
          );
        }}
      >
        {(provided, { isDraggingOver, isUsingPlaceholder }) => (
          <div
            ref={provided.innerRef}
            {...provided.droppableProps}
            className={isDraggingOver ? 'at-board-cards at-board-over' : 'at-board-cards'}
          >
            {cards.length === 0 && !isDraggingOver ? (
              <p className="at-board-empty">{t('deals.board.empty')}</p>
            ) : null}
            <ul
              aria-labelledby={titleId}
              className="at-board-run"
              style={{ blockSize: rows.getTotalSize() + (isUsingPlaceholder ? cardHeight + gap : 0) }}
            >
              {shown.map(({ index, start }) => {
                const card = cards[index];
                if (!card) return null;
                return (
                  <Draggable
                    key={card.id}
                    draggableId={card.id}
                    index={index}
                    isDragDisabled={!mayMove(card)}
                  >
                    {(item) => (
                      <li
                        ref={item.innerRef}
                        {...item.draggableProps}
                        aria-setsize={stage.count}
                        aria-posinset={index + 1}
                        className="at-board-slot"
                        style={{
                          ...item.draggableProps.style,
                          insetBlockStart: start,
                          blockSize: cardHeight + gap,
                        }}
                      >
                        <CardView
                          card={card}
                          stage={stage}
                          handle={{
                            ...item.dragHandleProps,
                            role: 'group',
                            tabIndex: 0,
                            'aria-label': labelOf(card),
                          }}
                          menu={menu(card)}
                        />
                      </li>
                    )}
                  </Draggable>
                );
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
          </div>
        )}
      </Droppable>
    </section>
  );
}
