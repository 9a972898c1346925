import { useSyncExternalStore } from 'react';

const query = '(max-width: 767px)';
const subscribe = (listener: () => void) => {
  const phone = window.matchMedia(query);
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
};
const isNarrow = () => window.matchMedia(query).matches;

/** Whether the screen is a phone's: as narrow as the style sheets take it. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
