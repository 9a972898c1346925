import { HolderOutlined } from '@ant-design/icons';
import { DragDropContext, Draggable, Droppable } from '@hello-pangea/dnd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSortWords } from './useSortWords';
import './sort.css';

export interface Sortable {
  id: string;
  name: string;
}

/** The rows in the order of these ids; those that are not among them stand at the end. */
function inOrder<T extends Sortable>(items: readonly T[], ids: readonly string[] | null): readonly T[] {
  if (!ids) return items;
  const place = new Map(ids.map((id, index) => [id, index]));
  return items.toSorted((a, b) => (place.get(a.id) ?? ids.length) - (place.get(b.id) ?? ids.length));
}

/**
 * Rows that are put into an order by mouse, finger or keyboard: each has a handle that is lifted by the space bar and
 * moved by the arrows. A new order stands at once, and is taken back when it is refused.
 */
export function SortableList<T extends Sortable>({
  label,
  items,
  onOrder,
  children,
}: {
  /** What the rows are, for readers. */
  label: string;
  items: readonly T[];
  /** Keeps the new order; done when `items` have it. Never rejects. Left out where the reader may not order. */
  onOrder?: (ids: string[]) => Promise<void>;
  children: (item: T) => ReactNode;
}) {
  const { t } = useTranslation();
  const [held, setHeld] = useState<string[] | null>(null);
  // One after the other, so that the last order is the one that stays.
  const turn = useRef(Promise.resolve());
  const shown = inOrder(items, held);
  const say = useSortWords(shown);

  const put = (from: number, to: number) => {
    const ids = shown.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (!onOrder || moved === undefined || from === to) return;
    ids.splice(to, 0, moved);
    setHeld(ids);
    turn.current = turn.current
      .then(() => onOrder(ids))
      .then(() => setHeld((now) => (now === ids ? null : now)));
  };

  return (
    <DragDropContext
      dragHandleUsageInstructions={t('ui.sort.instructions')}
      onDragStart={say.start}
      onDragUpdate={say.update}
      onDragEnd={(result, provided) => {
        say.end(result, provided);
        if (result.destination) put(result.source.index, result.destination.index);
      }}
    >
      <Droppable droppableId="sort">
        {(list) => (
          <ul ref={list.innerRef} {...list.droppableProps} className="at-sortable" aria-label={label}>
            {shown.map((item, index) => (
              <Draggable
                key={item.id}
                draggableId={item.id}
                index={index}
                isDragDisabled={!onOrder || shown.length < 2}
                disableInteractiveElementBlocking
              >
                {(row, { isDragging }) => (
                  <li
                    ref={row.innerRef}
                    {...row.draggableProps}
                    data-row={item.id}
                    className={isDragging ? 'at-sortable-row at-sortable-dragging' : 'at-sortable-row'}
                  >
                    {onOrder && row.dragHandleProps ? (
                      <button
                        {...row.dragHandleProps}
                        type="button"
                        className="at-sortable-handle"
                        aria-label={t('ui.sort.handle', { name: item.name })}
                      >
                        <HolderOutlined aria-hidden />
                      </button>
                    ) : null}
                    {children(item)}
                  </li>
                )}
              </Draggable>
            ))}
            {list.placeholder}
          </ul>
        )}
      </Droppable>
    </DragDropContext>
  );
}
