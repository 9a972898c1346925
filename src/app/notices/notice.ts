/** What somebody is told of, as `list_notifications` gives it. */
export interface Notice {
  id: string;
  kind: string;
  resource: string;
  /** Null where it is about several records at once. */
  record_id: string | null;
  name: string | null;
  /** Null for the clock. */
  actor_id: string | null;
  actor: string | null;
  /** For whom the reader stands in, where it is told of because of that. */
  lender: string | null;
  how_many: number;
  data: { fields?: string[]; comment?: string; moved?: boolean; answer?: string };
  at: string;
  read: boolean;
}

export interface NoticePage {
  entries: Notice[];
  /** How many there are unread, at most 100. */
  unread: number;
  next: { at: string; id: string } | null;
}

/** So many are counted and no more. */
export const mostUnread = 100;

/** Takes a page as the database gave it. Throws when it is none. */
export function readNotices(data: unknown): NoticePage {
  if (typeof data !== 'object' || data === null || !('entries' in data && Array.isArray(data.entries)))
    throw new TypeError('these are no notifications');
  return data as NoticePage;
}

/** Takes how many are unread as the database gave it. Throws when it is no number. */
export function readUnread(data: unknown): number {
  if (typeof data !== 'number') throw new TypeError('this is no count');
  return data;
}

/** What is said of a notification: the end of its text's key. */
export function sayingOf({
  kind,
  actor_id,
  record_id,
  data,
}: Pick<Notice, 'kind' | 'actor_id' | 'record_id'> & Partial<Pick<Notice, 'data'>>): string {
  if (kind === 'invited' && data?.moved) return 'invitedAgain';
  if (kind === 'answered' && data?.answer)
    return `answered${data.answer.charAt(0).toUpperCase()}${data.answer.slice(1)}`;
  if (kind === 'assigned' && actor_id === null) return 'assignedByNobody';
  return (kind === 'assigned' || kind === 'changed') && record_id === null ? `${kind}Many` : kind;
}
