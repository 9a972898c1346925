import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../list/types';
import { type SubjectKind, subjectKinds, subjectValue } from './values';

const latest = 5;
/** The column that names a record of a kind. */
const names = { customers: 'name', deals: 'name', tickets: 'subject' } as const;
const kindsOfSearch: Record<string, SubjectKind> = {
  customer: 'customers',
  deal: 'deals',
  ticket: 'tickets',
};

/** How a record is told from one of another kind: "Deal: Ten desks". */
export type SayKind = (kind: SubjectKind, name: string) => string;

/** What a task may be about, by any part of its name; what was changed last when nothing is typed. Rejects with an AtriumError. */
export async function findSubjects(
  client: AtriumClient,
  say: SayKind,
  text: string,
): Promise<FilterOption[]> {
  const q = text.trim();
  if (q) {
    const found = await rowsOf(
      client.rpc('search_everything', { q, per_kind: latest }, { get: true }).select(),
    );
    return found.flatMap(({ kind, id, title, subtitle }) => {
      const known = kindsOfSearch[String(kind)];
      if (!known) return [];
      const name = known === 'customers' || !subtitle ? String(title) : `${title} · ${subtitle}`;
      return [{ value: subjectValue(known, String(id)), label: say(known, name) }];
    });
  }
  const lists = await Promise.all(
    subjectKinds.map(async (kind) => {
      const asked = client.from(kind).select(`id, name:${names[kind]}`);
      const rows = await rowsOf(asked.order('updated_at', { ascending: false }).limit(latest));
      return rows.map(({ id, name }) => ({
        value: subjectValue(kind, String(id)),
        label: say(kind, String(name)),
      }));
    }),
  );
  return lists.flat();
}

/** One record that a task may be about, null when it may not be seen. Rejects with an AtriumError. */
export async function nameSubject(
  client: AtriumClient,
  say: SayKind,
  kind: SubjectKind,
  id: string,
): Promise<FilterOption | null> {
  const [row] = await rowsOf(client.from(kind).select(`id, name:${names[kind]}`).eq('id', id));
  return row ? { value: subjectValue(kind, id), label: say(kind, String(row.name)) } : null;
}
