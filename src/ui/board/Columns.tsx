import { type BeforeCapture, DragDropContext } from '@hello-pangea/dnd';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { hold } from '../../providers/live/live';
import { Column } from './Column';
import type { BoardCard, BoardColumn, BoardLook, Place } from './types';
import { useAnnouncements } from './useAnnouncements';
import { useCardKeys } from './useCardKeys';
import './board.css';

/** The board of a wide screen: every column beside the other, cards dragged by mouse, finger or keyboard. */
export default function Columns<C extends BoardCard, K extends BoardColumn<C>>({
  look,
  onMove,
}: {
  look: BoardLook<C, K>;
  onMove: (cardId: string, to: Place) => void;
}) {
  const { t } = useTranslation();
  // An element, not a ref: the columns measure in it as soon as it is there.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  useCardKeys(box, look.hrefOf);
  const say = useAnnouncements(look);
  // Under a card that is being dragged nothing moves by itself.
  const release = useRef<() => void>(undefined);
  useEffect(() => () => release.current?.(), []);
  // A card that is carried by keys goes only to columns that are seen whole: all of them are meanwhile.
  const [all, setAll] = useState(false);
  const showAll = ({ mode }: BeforeCapture) => {
    if (mode === 'SNAP' && box && box.scrollWidth > box.clientWidth) flushSync(() => setAll(true));
  };
  const widths = look.columns
    .map((column) => (all ? 'minmax(0, 1fr)' : (look.widthOf?.(column) ?? 'minmax(184px, 1fr)')))
    .join(' ');

  return (
    <DragDropContext
      dragHandleUsageInstructions={t(`${look.resource}.board.instructions`)}
      onBeforeCapture={showAll}
      onDragStart={(start, provided) => {
        release.current?.();
        release.current = hold();
        say.start(start, provided);
      }}
      onDragUpdate={say.update}
      onDragEnd={(result, provided) => {
        release.current?.();
        setAll(false);
        say.end(result, provided);
        const { destination, draggableId } = result;
        if (destination) onMove(draggableId, { column: destination.droppableId, index: destination.index });
      }}
    >
      <div className="at-board" ref={setBox} style={{ gridTemplateColumns: widths }}>
        {look.columns.map((column) => (
          <Column key={column.id} look={look} column={column} box={box} />
        ))}
      </div>
    </DragDropContext>
  );
}
