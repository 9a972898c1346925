/** Somebody whom a comment mentions, or may. */
export interface Mentioned {
  id: string;
  name: string;
}

/** A comment, as `list_comments` gives it. */
export interface Comment {
  id: string;
  body: string;
  author_id: string;
  author: string | null;
  at: string;
  edited_at: string | null;
  mentions: Mentioned[];
}

export interface CommentPage {
  entries: Comment[];
  next: { at: string; id: string } | null;
}

/** The record that is commented on. */
export interface Commented {
  resource: 'customers' | 'deals' | 'orders' | 'tasks';
  id: string;
}

/** Takes a page as the database gave it. Throws when it is none. */
export function readComments(data: unknown): CommentPage {
  if (typeof data !== 'object' || data === null || !('entries' in data && Array.isArray(data.entries)))
    throw new TypeError('these are no comments');
  return data as CommentPage;
}

/** Who of those that were chosen is still mentioned by a text, each once. */
export function mentionedIn(text: string, chosen: readonly Mentioned[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

/** A piece of a text, from this place on. */
interface Piece {
  at: number;
  text: string;
  mention: boolean;
}

/** A text in pieces: what mentions one of these people, and what stands between. */
export function piecesOf(text: string, people: readonly Mentioned[]): Piece[] {
  // Of two names that begin alike the longer is meant.
  const names = people.map(({ name }) => `@${name}`).toSorted((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    const found = names
      .map((name) => ({ name, start: text.indexOf(name, from) }))
      .filter(({ start }) => start >= 0)
      .toSorted((a, b) => a.start - b.start)[0];
    const end = found?.start ?? text.length;
    if (end > at) pieces.push({ at, text: text.slice(at, end), mention: false });
    if (found) pieces.push({ at: end, text: found.name, mention: true });
    at = end + (found?.name.length ?? 0);
  }
  return pieces;
}
