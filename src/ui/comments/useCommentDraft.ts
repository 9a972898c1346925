import { useRef, useState } from 'react';
import { useMe } from '../../providers/me';
import { useKept } from '../useDraft';
import type { Comment, Commented, Mentioned } from './comment';

/** What is written and not sent yet. */
export interface CommentDraft {
  /** One id until it is saved: sent twice, because an answer was lost, it is still one comment. */
  id: string;
  text: string;
  /** Whom it was chosen to mention. */
  chosen: Mentioned[];
}

const isMentioned = (value: unknown): value is Mentioned =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string';

function draftIn(found: unknown): CommentDraft | null {
  if (typeof found !== 'object' || found === null) return null;
  if (!('id' in found && 'text' in found && 'chosen' in found && Array.isArray(found.chosen))) return null;
  const { id, text, chosen } = found;
  return typeof id === 'string' && typeof text === 'string'
    ? { id, text, chosen: chosen.filter(isMentioned) }
    : null;
}

const keyOf = (person: string, about: Commented, comment: string) =>
  `comment.${person}.${about.resource}.${about.id}.${comment}`;

/**
 * A comment as it is written, which outlives a reload. `change` keeps it, but where it says no more than `comment` does;
 * `giveUp` begins anew.
 */
export function useCommentDraft(about: Commented, comment: Comment | undefined) {
  const { profile } = useMe();
  const [fresh, setFresh] = useState(() => crypto.randomUUID());
  const [kept, keep] = useKept(keyOf(profile.id, about, comment?.id ?? 'new'), draftIn);
  const start: CommentDraft = comment
    ? { id: comment.id, text: comment.body, chosen: comment.mentions }
    : { id: fresh, text: '', chosen: [] };
  const draft = kept ?? start;
  // Somebody who is chosen, and the text with the name, are told one after the other before either is drawn.
  const latest = useRef(draft);
  latest.current = draft;
  return {
    draft,
    change(changes: Partial<CommentDraft>) {
      latest.current = { ...latest.current, ...changes };
      keep(latest.current.text === start.text ? null : latest.current);
    },
    giveUp() {
      setFresh(crypto.randomUUID());
      keep(null);
    },
  };
}
