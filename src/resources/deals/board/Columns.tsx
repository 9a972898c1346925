import { DragDropContext } from '@hello-pangea/dnd';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Column } from './Column';
import type { Place } from './state';
import type { Board, Card } from './types';
import { useAnnouncements } from './useAnnouncements';
import { useCardKeys } from './useCardKeys';

/** The board of a wide screen: every stage beside the other, cards dragged by mouse, finger or keyboard. */
export default function Columns({
  board,
  everClosed,
  loading,
  onMore,
  onMove,
  mayMove,
  menu,
}: {
  board: Board;
  everClosed: boolean;
  loading: Record<string, 'busy' | 'failed'>;
  onMore: (stage: string) => void;
  onMove: (cardId: string, to: Place) => void;
  mayMove: (card: Card) => boolean;
  menu: (card: Card) => ReactNode;
}) {
  const { t } = useTranslation();
  // An element, not a ref: the columns measure in it as soon as it is there.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  useCardKeys(box);
  const say = useAnnouncements(board);
  const widths = board.stages
    .map(({ outcome }) => (outcome === 'open' ? 'minmax(184px, 1fr)' : 'minmax(152px, 0.8fr)'))
    .join(' ');
  const more = useCallback((stage: string) => () => onMore(stage), [onMore]);

  return (
    <DragDropContext
      dragHandleUsageInstructions={t('deals.board.instructions')}
      onDragStart={say.start}
      onDragUpdate={say.update}
      onDragEnd={(result, provided) => {
        say.end(result, provided);
        const { destination, draggableId } = result;
        if (destination) onMove(draggableId, { stage: destination.droppableId, index: destination.index });
      }}
    >
      <div className="at-board" ref={setBox} style={{ gridTemplateColumns: widths }}>
        {board.stages.map((stage) => (
          <Column
            key={stage.id}
            stage={stage}
            box={box}
            everClosed={everClosed}
            state={loading[stage.id]}
            onMore={more(stage.id)}
            mayMove={mayMove}
            menu={menu}
          />
        ))}
      </div>
    </DragDropContext>
  );
}
