import { clockIn, dayIn, momentAt } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { type SubjectKind, subjectKinds } from '../tasks/values';

export const kinds = ['call', 'email', 'meeting', 'demo', 'note'] as const;
export type ActivityKind = (typeof kinds)[number];

/** How it went, by what it was; what is missing has no outcome. */
export const outcomesOf: Partial<Record<string, readonly string[]>> = {
  call: ['reached', 'no_answer', 'left_message', 'positive', 'neutral', 'negative', 'follow_up'],
  meeting: ['positive', 'neutral', 'negative', 'follow_up'],
  demo: ['positive', 'neutral', 'negative', 'follow_up'],
};
export const hasDuration = (kind: string): boolean => kind in outcomesOf;
export const hasDirection = (kind: string): boolean => kind === 'call' || kind === 'email';

/** The record that activities are logged on. */
export interface About {
  kind: SubjectKind;
  id: string;
}

/** A record, as far as activities are logged on its kind; else null. */
export function aboutOf({ resource, id }: { resource: string; id: string }): About | null {
  const kind = subjectKinds.find((one) => one === resource);
  return kind ? { kind, id } : null;
}

/** Somebody who took part, as forms have it. */
export const withPerson = (id: string): string => `person/${id}`;
export const withContact = (id: string): string => `contact/${id}`;

const idsOf = (chosen: unknown, prefix: string): string[] =>
  Array.isArray(chosen)
    ? chosen.flatMap((one) =>
        String(one).startsWith(`${prefix}/`) ? [String(one).slice(prefix.length + 1)] : [],
      )
    : [];

/** A moment as forms have it in a timezone: `YYYY-MM-DDTHH:MM`. */
export const whenText = (moment: Date, timezone: string): string =>
  `${dayIn(timezone, moment)}T${clockIn(timezone, moment)}`;

const own = ['subject', 'outcome', 'duration_minutes', 'direction', 'body'] as const;

/** What `save_activity` takes of a form: these of its fields. */
export function toPayload(
  values: Values,
  names: readonly string[],
  timezone: string,
): { activity: Record<string, unknown>; participants?: Record<string, string>[] } {
  const activity: Record<string, unknown> = {};
  for (const name of own) if (names.includes(name)) activity[name] = values[name] ?? null;
  if (names.includes('happened_at') && typeof values.happened_at === 'string') {
    const [day = '', time = '00:00'] = values.happened_at.split('T');
    activity.happened_at = momentAt(day, time, timezone);
  }
  if (!names.includes('with')) return { activity };
  const contacts = idsOf(values.with, 'contact');
  return {
    activity: { ...activity, contact_id: contacts[0] ?? null },
    participants: [
      ...idsOf(values.with, 'person').map((id) => ({ profile_id: id })),
      ...contacts.map((id) => ({ contact_id: id })),
    ],
  };
}

/** What tells the form of an activity from others of its page; a new one has no id. */
export const draftNameOf = ({ id }: About, kind: ActivityKind, logged = 'new'): string =>
  `activity.${id}.${kind}.${logged}`;
