import { type PointerEvent, type RefObject, useRef } from 'react';
import { columns, type Place } from '../layout';

/** Height of a row and the space between tiles while a dashboard is arranged, as its style sheet has them. */
const rowHeight = 80;
const gap = 16;

type Box = Partial<Pick<Place, 'x' | 'y' | 'w' | 'h'>>;

/**
 * Turns a pointer's way into columns and rows: give the handlers to what is dragged. `onDrag` hears of every other place
 * on the way; it is always told how the tiles stood when the drag began.
 */
export function useDragging(
  grid: RefObject<HTMLElement | null>,
  rtl: boolean,
  places: Place[],
  onDrag: (before: Place[], id: string, box: Box) => void,
) {
  const from = useRef<{ pointer: number; x: number; y: number; before: Place[]; place: Place; last: string }>(
    null,
  );

  return (place: Place, kind: 'move' | 'resize') => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = {
        pointer: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        before: places,
        place,
        last: '',
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      const width = grid.current?.clientWidth;
      if (start?.pointer !== event.pointerId || !width) return;
      const step = (width + gap) / columns;
      const right = Math.round(((event.clientX - start.x) * (rtl ? -1 : 1)) / step);
      const down = Math.round((event.clientY - start.y) / (rowHeight + gap));
      const { x, y, w, h } = start.place;
      const box = kind === 'move' ? { x: x + right, y: y + down } : { w: w + right, h: h + down };
      const text = JSON.stringify(box);
      if (text === start.last) return;
      start.last = text;
      onDrag(start.before, place.id, box);
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerCancel: () => {
      from.current = null;
    },
  });
}
