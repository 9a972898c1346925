import { useState } from 'react';
import { drafts } from '../lib/drafts';

const kept = (key: string): string => {
  const found = drafts.read(key);
  return typeof found === 'string' ? found : '';
};

/** A text that outlives leaving the page, until it is sent or the window is closed: `[text, write]`. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [written, setWritten] = useState<Record<string, string>>({});
  const write = (text: string) => {
    setWritten((known) => ({ ...known, [key]: text }));
    if (text === '') drafts.drop(key);
    else drafts.keep(key, text);
  };
  return [written[key] ?? kept(key), write];
}
