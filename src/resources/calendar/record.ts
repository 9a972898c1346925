import type { Tables } from '../../lib/database.types';
import { addDays, clockIn, dayIn, momentAt } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import type { TaskSubjects } from '../../ui/tasks/Subject';
import {
  nearestSubject,
  readSubject,
  subjectColumns,
  subjectKinds,
  subjectValue,
} from '../../ui/tasks/values';
import { dayOfDate, timeOfDate, wholeDays } from './clock';
import type { NewEvent } from './EventDrawer';

export interface Participant {
  profile_id: string | null;
  contact_id: string | null;
  email: string | null;
  answer: string;
  profile: { full_name: string } | null;
  contact: { full_name: string } | null;
}

const ownColumns = [
  'id',
  'title',
  'description',
  'place',
  'starts_at',
  'ends_at',
  'all_day',
  'is_private',
  'customer_id',
  'deal_id',
  'ticket_id',
  'owner_id',
  'created_by',
  'updated_at',
] as const;

/** An event with all that its form shows. */
export type LoadedEvent = Pick<Tables<'events'>, (typeof ownColumns)[number]> &
  TaskSubjects & { owner: { full_name: string } | null; participants: Participant[] };

/** What one request asks for, in the data provider's words. */
export const eventSelect = [
  ...ownColumns,
  'owner:profiles!owner_id(full_name)',
  'customer:customers!customer_id(id,name)',
  'deal:deals!deal_id(id,name)',
  'ticket:tickets!ticket_id(id,subject)',
  'participants:event_participants(profile_id,contact_id,email,answer,profile:profiles!profile_id(full_name),contact:contacts!contact_id(full_name))',
].join(',');

const minute = 60_000;
const day = 86_400_000;

/** A participant as forms have them: `person/<id>`, `contact/<id>`, or an e-mail address. */
export const participantValue = ({ profile_id, contact_id, email }: Participant): string =>
  profile_id ? `person/${profile_id}` : contact_id ? `contact/${contact_id}` : (email ?? '');

/** Who a participant is, as far as the reader may know. */
export const participantName = ({ profile, contact, email }: Participant, hidden: string): string =>
  profile?.full_name ?? contact?.full_name ?? email ?? hidden;

/** What the database takes for a participant. */
function readParticipant(value: string): Record<string, string> {
  const [kind, id = ''] = value.split('/');
  if (kind === 'person') return { profile_id: id };
  return kind === 'contact' ? { contact_id: id } : { email: value };
}

/** A new event's values, as forms have them. */
export const valuesOfNew = ({ start, end, allDay }: NewEvent): Values => ({
  title: null,
  all_day: allDay,
  starts_at: `${dayOfDate(start)}T${allDay ? '09:00' : timeOfDate(start)}`,
  minutes: String(allDay ? 60 : Math.max(15, Math.round((end.getTime() - start.getTime()) / minute))),
  days: allDay ? Math.max(1, Math.round((end.getTime() - start.getTime()) / day)) : 1,
  place: null,
  participants: [],
  about: null,
  is_private: false,
  description: null,
});

/** An event's values, as forms have them in a timezone. */
export function valuesOf(event: LoadedEvent, timezone: string): Values {
  const length = Date.parse(event.ends_at) - Date.parse(event.starts_at);
  const start = new Date(event.starts_at);
  const about = nearestSubject(event);
  return {
    title: event.title,
    all_day: event.all_day,
    starts_at: `${dayIn(timezone, start)}T${event.all_day ? '09:00' : clockIn(timezone, start)}`,
    minutes: String(event.all_day ? 60 : Math.round(length / minute)),
    days: event.all_day ? Math.max(1, Math.round(length / day)) : 1,
    place: event.place,
    participants: event.participants.map(participantValue).sort(),
    about: about && subjectValue(about.kind, about.id),
    is_private: event.is_private,
    description: event.description,
  };
}

const timeFields = ['all_day', 'starts_at', 'minutes', 'days'];

/** What `save_event` takes of a form: these of its fields. */
export function toPayload(
  values: Values,
  names: readonly string[],
  timezone: string,
): { event: Record<string, unknown>; participants?: Record<string, string>[] } {
  const event: Record<string, unknown> = {};
  for (const name of ['title', 'place', 'description', 'is_private'])
    if (names.includes(name)) event[name] = values[name] ?? null;
  if (names.includes('about')) {
    const subject = readSubject(values.about);
    for (const kind of subjectKinds) event[subjectColumns[kind]] = subject?.kind === kind ? subject.id : null;
  }
  if (names.some((name) => timeFields.includes(name))) {
    const [first = '', time = '09:00'] = String(values.starts_at).split('T');
    const start = momentAt(first, time, timezone);
    Object.assign(
      event,
      values.all_day
        ? wholeDays(first, addDays(first, Math.max(1, Number(values.days ?? 1)) - 1), timezone)
        : {
            starts_at: start,
            ends_at: new Date(Date.parse(start) + Number(values.minutes ?? 60) * minute).toISOString(),
          },
      { all_day: values.all_day === true },
    );
  }
  if (!names.includes('participants')) return { event };
  const chosen = Array.isArray(values.participants) ? values.participants : [];
  return { event, participants: chosen.map((value) => readParticipant(String(value))) };
}
