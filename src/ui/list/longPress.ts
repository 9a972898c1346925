/** Milliseconds that a finger rests on a cell before it is meant, and pixels that it may move meanwhile. */
const rest = 500;
const slip = 10;

/**
 * Has a finger that rests on a cell do what its pencil does, but on a link, which the browser's own menu is for.
 * Gives what ends it.
 */
export function onLongPress(box: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: { x: number; y: number } | undefined;
  let done = false;
  const stop = () => {
    clearTimeout(timer);
    start = undefined;
  };
  const down = ({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent) => {
    stop();
    done = false;
    if (pointerType === 'mouse' || !isPrimary || !(target instanceof Element)) return;
    if (target.closest('a, button, input, label')) return;
    const pencil = target.closest('td')?.querySelector<HTMLElement>('[data-cell]');
    if (!pencil) return;
    start = { x, y };
    timer = setTimeout(() => {
      stop();
      pencil.click();
      done = true;
    }, rest);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (start && Math.hypot(clientX - start.x, clientY - start.y) > slip) stop();
  };
  /** What the browser makes of the same touch: its own menu, and a click that would open the row. */
  const swallow = (event: Event) => {
    const inCell = event.target instanceof Element && event.target.closest('td') !== null;
    if (!inCell || !(done || (start && event.type === 'contextmenu'))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const ends = new AbortController();
  const { signal } = ends;
  box.addEventListener('pointerdown', down, { signal });
  box.addEventListener('pointermove', move, { signal });
  box.addEventListener('pointerup', stop, { signal });
  box.addEventListener('pointercancel', stop, { signal });
  box.addEventListener('contextmenu', swallow, { signal });
  box.addEventListener('click', swallow, { signal, capture: true });
  return () => {
    stop();
    ends.abort();
  };
}
