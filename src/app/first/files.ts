import { keptSession } from './session.ts';

/** What the build writes into the page: the files of the pages that people open first, by the pattern of their address. */
export interface Files {
  behind: string[];
  texts: Record<string, string[]>;
  pages: [address: string, files: string[]][];
}

/** The element that holds them. */
export const filesId = 'files';

function preload(file: string): void {
  const link = document.createElement('link');
  const script = file.endsWith('.js');
  link.rel = script ? 'modulepreload' : 'preload';
  if (!script) link.as = 'style';
  link.crossOrigin = '';
  link.href = `/${file}`;
  document.head.append(link);
}

/** Begins to fetch the files of the present address for somebody who is signed in, before the app's code is there. */
export function preloadFiles(): void {
  const text = document.getElementById(filesId)?.textContent;
  if (!text || !keptSession()) return;
  const { behind, texts, pages }: Files = JSON.parse(text);
  const spoken = localStorage.getItem('atrium.language') ?? '';
  const page = pages.find(([address]) => new RegExp(address).test(location.pathname))?.[1] ?? [];
  for (const file of new Set([...behind, ...(texts[spoken] ?? []), ...page])) preload(file);
}
