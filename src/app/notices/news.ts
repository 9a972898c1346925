import type { Notice } from './notice';

/** Everything new about one record, or about several records of a kind that were done at once. */
export interface NewsOfRecord {
  key: string;
  resource: string;
  /** Null where it is about several. */
  record_id: string | null;
  name: string | null;
  at: string;
  items: Notice[];
}

/** What others did; what is due stands in the start page's other panels. */
const byOthers = new Set(['assigned', 'mentioned', 'commented', 'changed']);

/** Puts what others did and one has not read together by record, the latest first. */
export function newsOf(notices: readonly Notice[]): NewsOfRecord[] {
  const groups = new Map<string, NewsOfRecord>();
  for (const notice of notices) {
    if (notice.read || !byOthers.has(notice.kind)) continue;
    const { resource, record_id, name, at } = notice;
    // Several at once are as many different ones as there are kinds.
    const key = record_id ?? `${resource} ${notice.kind}`;
    const group = groups.get(key);
    if (group) group.items.push(notice);
    else groups.set(key, { key, resource, record_id, name, at, items: [notice] });
  }
  return [...groups.values()];
}
