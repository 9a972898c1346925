import { useState } from 'react';
import { drafts } from '../lib/drafts';

/**
 * What outlives leaving the page, until it is sent or the window is closed: `[value, write]`. Nothing is kept of `null`.
 * @param read makes of what was found what is meant; null where it is something else
 */
export function useKept<T>(
  key: string,
  read: (found: unknown) => T | null,
): [T | null, (value: T | null) => void] {
  const [written, setWritten] = useState<Record<string, T | null>>({});
  const write = (value: T | null) => {
    setWritten((known) => ({ ...known, [key]: value }));
    if (value === null) drafts.drop(key);
    else drafts.keep(key, value);
  };
  const value = written[key];
  return [value === undefined ? read(drafts.read(key)) : value, write];
}

const textIn = (found: unknown) => (typeof found === 'string' ? found : null);

/** A text that outlives leaving the page, until it is sent or the window is closed: `[text, write]`. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, write] = useKept(key, textIn);
  return [text ?? '', (next) => write(next === '' ? null : next)];
}
