import ical, { ICalEventClass, ICalEventStatus } from 'ical-generator';

/** An event as `read_calendar_feed` gives it. */
export interface FeedEvent {
  id: string;
  title: string;
  description: string | null;
  place: string | null;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  /** `YYYY-MM-DD`, by the person's own clock: the first day, and the one after the last. */
  first_day: string;
  day_after: string;
  is_private: boolean;
  created_at: string;
  updated_at: string;
  /** What the person answered; null where it is their own. */
  answer: string | null;
}

export interface Feed {
  organisation: string;
  name: string;
  timezone: string;
  events: FeedEvent[];
}

/**
 * A calendar as iCalendar text (RFC 5545): times in UTC, so that no reader has to know a timezone; whole days as dates. The
 * same events give the same text.
 */
export function writeFeed({ organisation, name, timezone, events }: Feed): string {
  const calendar = ical({
    name: `${name} · ${organisation}`,
    prodId: { company: 'Atrium', product: 'Calendar', language: 'EN' },
    ttl: 15 * 60,
    x: { 'X-WR-TIMEZONE': timezone },
  });
  for (const event of events)
    calendar.createEvent({
      id: `${event.id}@atrium`,
      ...(event.all_day
        ? { allDay: true, start: event.first_day, end: event.day_after }
        : { start: new Date(event.starts_at), end: new Date(event.ends_at) }),
      summary: event.title,
      description: event.description,
      location: event.place,
      class: event.is_private ? ICalEventClass.PRIVATE : null,
      status:
        event.answer === null || event.answer === 'accepted'
          ? ICalEventStatus.CONFIRMED
          : ICalEventStatus.TENTATIVE,
      created: new Date(event.created_at),
      lastModified: new Date(event.updated_at),
      stamp: new Date(event.updated_at),
    });
  return calendar.toString();
}
