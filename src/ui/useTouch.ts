import { useSyncExternalStore } from 'react';

const query = '(any-pointer: coarse)';
const subscribe = (listener: () => void) => {
  const touch = window.matchMedia(query);
  touch.addEventListener('change', listener);
  return () => touch.removeEventListener('change', listener);
};
const isTouch = () => window.matchMedia(query).matches;

/** Whether the screen can be touched, be it beside a mouse. */
export const useTouch = (): boolean => useSyncExternalStore(subscribe, isTouch);
