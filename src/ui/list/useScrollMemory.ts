import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

const places = new Map<string, number>();
const kept = 50;

/** Brings a list that scrolls by itself back to where it was, when one comes back to it; a new page of it is at its top. */
export function useScrollMemory(box: RefObject<HTMLElement | null>, ready: boolean): void {
  const { key } = useLocation();
  const shown = useRef<string>(undefined);

  useEffect(() => {
    const element = box.current;
    if (!element || !ready || shown.current === key) return;
    shown.current = key;
    element.scrollTop = places.get(key) ?? 0;
  }, [box, ready, key]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const note = () => {
      places.delete(key);
      places.set(key, element.scrollTop);
      const oldest = places.keys().next().value;
      if (places.size > kept && oldest !== undefined) places.delete(oldest);
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, [box, key]);
}
