import { type PointerEvent, useRef } from 'react';

const narrowest = 48;
const widest = 800;

/**
 * The end of a column's head, which is dragged to size the column; a double click gives back the room that its cells
 * need. By keyboard and on touch the columns' panel does the same.
 */
export function ResizeHandle({ onWidth }: { onWidth: (width: number | null) => void }) {
  const width = useRef<number>(undefined);

  const begin = (event: PointerEvent<HTMLElement>) => {
    const head = event.currentTarget.closest('th');
    if (event.button !== 0 || !head) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const before = head.getBoundingClientRect().width;
    const from = event.clientX;
    const direction = getComputedStyle(head).direction === 'rtl' ? -1 : 1;
    const move = ({ clientX }: globalThis.PointerEvent) => {
      width.current = Math.min(widest, Math.max(narrowest, before + direction * (clientX - from)));
      const size = `${width.current}px`;
      Object.assign(head.style, { inlineSize: size, minInlineSize: size, maxInlineSize: size });
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
      if (width.current !== undefined) onWidth(width.current);
      width.current = undefined;
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };

  return <span className="at-resize" aria-hidden onPointerDown={begin} onDoubleClick={() => onWidth(null)} />;
}
