import { Draggable, type DraggableProvidedDragHandleProps, Droppable } from '@hello-pangea/dnd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cardHeight, gap, wantsMore } from './columns';
import { MoreFailed } from './MoreFailed';
import type { BoardCard, BoardColumn, BoardLook } from './types';

interface Held<C extends BoardCard, K extends BoardColumn<C>> {
  look: BoardLook<C, K>;
  column: K;
  card: C;
  drag: DraggableProvidedDragHandleProps | null;
}

/** A card in its place. It is not drawn anew each time that it makes room for one that is dragged past it. */
const HeldCard = memo(function HeldCard({
  look,
  column,
  card,
  drag,
}: Held<BoardCard, BoardColumn<BoardCard>>) {
  const handle = { ...drag, role: 'group', tabIndex: 0, 'aria-label': look.labelOf(card) };
  return look.card({ card, column, handle });
}) as <C extends BoardCard, K extends BoardColumn<C>>(held: Held<C, K>) => ReactNode;

/** A column of a board: its head, and its cards, of which only those in sight are drawn. */
export function Column<C extends BoardCard, K extends BoardColumn<C>>({
  look,
  column,
  box,
}: {
  look: BoardLook<C, K>;
  column: K;
  /** What scrolls: the whole board. */
  box: HTMLElement | null;
}) {
  const { t } = useTranslation();
  const titleId = useId();
  const { cards } = column;
  const { onMore } = look;
  const state = look.loading[column.id];
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box,
    estimateSize: () => cardHeight + gap,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 2,
  });
  const shown = rows.getVirtualItems();
  const more = wantsMore(column, shown.at(-1)?.index ?? 0, state);
  useEffect(() => {
    if (more) onMore(column.id);
  }, [more, onMore, column.id]);

  const tone = look.toneOf ? ` at-board-column-${look.toneOf(column)}` : '';
  return (
    <section className={`at-board-column${tone}`} aria-labelledby={titleId}>
      {look.head(column, titleId)}
      <Droppable
        droppableId={column.id}
        mode="virtual"
        isDropDisabled={look.takes?.(column) === false}
        renderClone={(provided, snapshot, { draggableId }) => {
          const card = cards.find(({ id }) => id === draggableId);
          return (
            <div
              ref={provided.innerRef}
              {...provided.draggableProps}
              {...provided.dragHandleProps}
              role="presentation"
            >
              {card ? look.card({ card, column, dragging: snapshot.isDragging }) : null}
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
              <p className="at-board-empty">{t(`${look.resource}.board.empty`)}</p>
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
                    isDragDisabled={!look.mayMove(card)}
                  >
                    {(item) => (
                      <li
                        ref={item.innerRef}
                        {...item.draggableProps}
                        aria-setsize={column.count}
                        aria-posinset={index + 1}
                        className="at-board-slot"
                        style={{
                          ...item.draggableProps.style,
                          insetBlockStart: start,
                          blockSize: cardHeight + gap,
                        }}
                      >
                        <HeldCard look={look} column={column} card={card} drag={item.dragHandleProps} />
                      </li>
                    )}
                  </Draggable>
                );
              })}
            </ul>
            {state === 'failed' ? <MoreFailed onRetry={() => onMore(column.id)} /> : null}
          </div>
        )}
      </Droppable>
    </section>
  );
}
