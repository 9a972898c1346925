import { useState } from 'react';

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keep(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing, or no more: the text is still on the page.
  }
}

/** A text that outlives leaving the page, until it is sent or the window is closed: `[text, write]`. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const write = (text: string) => {
    setDrafts((known) => ({ ...known, [key]: text }));
    keep(key, text);
  };
  return [drafts[key] ?? read(key), write];
}
