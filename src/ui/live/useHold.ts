import { useEffect } from 'react';
import { hold } from '../../providers/live/live';

/** While this is shown, nothing on the page is brought up to date by itself: what is typed stays where it stands. */
export function useHold(): void {
  useEffect(() => hold(), []);
}
