import type { Activity } from '../../../ui/activities/ActivityEntry';
import type { ActivityKind } from '../../../ui/activities/values';
import type { AuditLine, AuditNames } from '../../../ui/audit/lines';

/** What a timeline can be narrowed to, in the order in which it is offered. */
export const timelineKinds = [
  'call',
  'email',
  'meeting',
  'demo',
  'note',
  'deal',
  'order',
  'ticket',
  'task',
  'change',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** The kinds as the database names them: a customer's stage is a change to its readers. */
export const askedKinds = (kinds: readonly TimelineKind[]): string[] =>
  kinds.flatMap((kind) => (kind === 'change' ? ['change', 'stage'] : [kind]));

/** Whose doing it was. */
export interface By {
  person_id: string | null;
}
export interface ActivityFacts
  extends By,
    Omit<Activity, 'owner_id' | 'owner' | 'contact' | 'participants' | 'deal' | 'ticket'> {
  participants?: { profile_id: string | null; contact_id: string | null }[];
}
export interface StageMove extends By {
  deal_id: string;
  deal: string;
  amount: number | null;
  currency: string;
  from: string | null;
  to: string | null;
  outcome: string | null;
}
export interface OrderFacts extends By {
  number: number;
  status: string;
  total: number;
  currency: string;
}
export interface TicketFacts extends By {
  number: number;
  subject: string;
  status: string;
}
export interface TaskFacts extends By {
  title: string;
  status: string;
  due_at: string | null;
}
export interface LifecycleMove extends By {
  from: string | null;
  to: string;
}

interface Place {
  at: string;
  /** Which table it comes from; a ticket is told of when it was opened and when it was solved. */
  place: number;
  id: string;
}
export type Entry = Place &
  (
    | { kind: ActivityKind; facts: ActivityFacts }
    | { kind: 'deal'; facts: StageMove }
    | { kind: 'order'; facts: OrderFacts }
    | { kind: 'ticket'; facts: TicketFacts }
    | { kind: 'task'; facts: TaskFacts }
    | { kind: 'stage'; facts: LifecycleMove }
    | { kind: 'change'; facts: AuditLine }
  );

/** Where tickets that were solved come from. */
export const solvedPlace = 4;

/** An activity with the names that its reader may know. */
export function activityOf(
  { person_id, participants, ...facts }: ActivityFacts,
  names: AuditNames,
): Activity {
  const named = (id: string | null) => {
    const name = id === null ? null : names[id]?.name;
    return name ? { full_name: name } : null;
  };
  const subject = (id: string | null) => {
    const name = id === null ? null : names[id]?.name;
    return id && name ? { id, name } : null;
  };
  return {
    ...facts,
    owner_id: person_id,
    owner: named(person_id),
    contact: named(facts.contact_id),
    deal: subject(facts.deal_id),
    ticket: subject(facts.ticket_id),
    participants: (participants ?? []).map((one) => ({
      ...one,
      profile: named(one.profile_id),
      contact: named(one.contact_id),
    })),
  };
}

/** What an entry is when it is pinned; null for what cannot be. */
export function pinnable({ kind }: Entry): 'activity' | 'order' | 'ticket' | 'task' | null {
  if (kind === 'order' || kind === 'ticket' || kind === 'task') return kind;
  return kind === 'deal' || kind === 'stage' || kind === 'change' ? null : 'activity';
}

export interface TimelinePage {
  entries: Entry[];
  /** What stands on top; null on all but the first page. */
  pinned: Entry[] | null;
  names: AuditNames;
  /** Where the next page begins; null after the last. */
  next: { at: string; place: number; id: string } | null;
}

/** Takes a page as the database gave it. Throws when it is none. */
export function readPage(data: unknown): TimelinePage {
  if (typeof data !== 'object' || data === null || !('entries' in data && Array.isArray(data.entries)))
    throw new TypeError('this is no page of a timeline');
  return data as TimelinePage;
}

/** Entries that follow each other, month by month as the reader's calendar counts them. */
export function byMonth(
  entries: readonly Entry[],
  locale: string,
  timeZone: string,
): { month: string; entries: Entry[] }[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone });
  const nameOf = (at: string) => {
    // Intl puts the Persian year first, where nobody writes it
    const parts = format.formatToParts(new Date(at));
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    return locale.startsWith('fa') ? `${part('month')} ${part('year')}` : format.format(new Date(at));
  };
  const months: { month: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = nameOf(entry.at);
    const last = months.at(-1);
    if (last?.month === month) last.entries.push(entry);
    else months.push({ month, entries: [entry] });
  }
  return months;
}
