import { dayIn } from '../../lib/days';
import { dateOfDay, toDate } from './clock';
import type { CalendarAnswer, CalendarEvent, Item } from './types';

const minute = 60_000;
/** How long something without a length is drawn. */
const usual = 30;
const plus = (date: Date, minutes: number) => new Date(date.getTime() + minutes * minute);

/** Where an event stands: whole days, or from a time to a time. */
function spanOf(
  { starts_at, ends_at, all_day }: Pick<CalendarEvent, 'starts_at' | 'ends_at' | 'all_day'>,
  timezone: string,
): Pick<Item, 'start' | 'end' | 'allDay'> {
  if (!all_day) return { start: toDate(starts_at, timezone), end: toDate(ends_at, timezone), allDay: false };
  const last = new Date(Date.parse(ends_at) - minute);
  return {
    start: dateOfDay(dayIn(timezone, new Date(starts_at))),
    end: plus(dateOfDay(dayIn(timezone, last)), 1),
    allDay: true,
  };
}

/** What an activity hangs on, whose page shows it. */
function pageOf({
  deal_id,
  ticket_id,
  customer_id,
}: {
  deal_id: string | null;
  ticket_id: string | null;
  customer_id: string | null;
}): string | undefined {
  if (deal_id) return `/deals/${deal_id}`;
  if (ticket_id) return `/tickets/${ticket_id}`;
  return customer_id ? `/customers/${customer_id}` : undefined;
}

/** What an answer puts into the calendar, by the reader's clock. */
export function itemsOf(answer: CalendarAnswer, timezone: string, busy: string): Item[] {
  const { tasks = [], deals = [], meetings = [] } = answer;
  return [
    ...answer.events.map(
      (event): Item => ({
        key: `event ${event.id}`,
        kind: 'event',
        title: event.title,
        ...spanOf(event, timezone),
        event,
      }),
    ),
    ...answer.busy.map(
      (event, nth): Item => ({ key: `busy ${nth}`, kind: 'busy', title: busy, ...spanOf(event, timezone) }),
    ),
    ...tasks.flatMap(({ id, title, due_at }): Item[] => {
      if (!due_at) return [];
      const start = toDate(due_at, timezone);
      // The last minute of a day: due on that day, at no time of it.
      const allDay = start.getHours() === 23 && start.getMinutes() === 59;
      return [
        {
          key: `task ${id}`,
          kind: 'tasks',
          title,
          start,
          end: allDay ? start : plus(start, usual),
          allDay,
          href: `/tasks/${id}`,
        },
      ];
    }),
    ...deals.map(
      ({ id, name, expected_close_date }): Item => ({
        key: `deal ${id}`,
        kind: 'deals',
        title: name,
        start: dateOfDay(expected_close_date),
        end: plus(dateOfDay(expected_close_date), 1),
        allDay: true,
        href: `/deals/${id}`,
      }),
    ),
    ...meetings.map((meeting): Item => {
      const start = toDate(meeting.happened_at, timezone);
      return {
        key: `meeting ${meeting.id}`,
        kind: 'meetings',
        title: meeting.subject,
        start,
        end: plus(start, meeting.duration_minutes || usual),
        allDay: false,
        href: pageOf(meeting),
      };
    }),
  ];
}
