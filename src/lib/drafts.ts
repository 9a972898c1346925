const prefix = 'atrium.draft.';

/**
 * What is typed and not saved yet, kept by the window (`sessionStorage`): it outlives a reload or a tab that the browser put
 * aside, and ends with the window, with signing out, and when it is saved or given up. A browser that keeps nothing, or no
 * more, is no error: the text is still on the page.
 */
export const drafts = {
  /** What is kept under a key, null when there is nothing that can be read. */
  read(key: string): unknown {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null');
    } catch {
      return null;
    }
  },
  /** Keeps a value under a key. */
  keep(key: string, value: unknown): void {
    try {
      sessionStorage.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // It is still on the page.
    }
  },
  /** Gives up all drafts whose keys begin so; without a beginning, all. */
  drop(beginning = ''): void {
    try {
      for (const key of Object.keys(sessionStorage))
        if (key.startsWith(prefix + beginning)) sessionStorage.removeItem(key);
    } catch {
      // There was nothing.
    }
  },
};
