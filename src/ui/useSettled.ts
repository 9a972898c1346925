import { useEffect, useState } from 'react';

/**
 * What was last typed, once the keys have rested.
 * @param pause milliseconds without another key
 */
export function useSettled(text: string, pause: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text, pause]);
  return settled;
}
