import type { Tables } from '../../lib/database.types';

type Event = Tables<'events'>;
type Task = Tables<'tasks'>;

/** An event as `list_calendar` gives it. */
export type CalendarEvent = Pick<
  Event,
  | 'id'
  | 'title'
  | 'place'
  | 'starts_at'
  | 'ends_at'
  | 'all_day'
  | 'is_private'
  | 'owner_id'
  | 'created_by'
  | 'updated_at'
> & {
  owner: string | null;
  /** What the reader answered, where they take part. */
  answer: string | null;
};

/** What `list_calendar` answers with. */
export interface CalendarAnswer {
  events: CalendarEvent[];
  busy: Pick<Event, 'owner_id' | 'starts_at' | 'ends_at' | 'all_day'>[];
  tasks?: Pick<Task, 'id' | 'title' | 'due_at' | 'status' | 'assignee_id' | 'created_by'>[];
  deals?: { id: string; name: string; expected_close_date: string }[];
  meetings?: {
    id: string;
    subject: string;
    happened_at: string;
    duration_minutes: number | null;
    customer_id: string | null;
    deal_id: string | null;
    ticket_id: string | null;
  }[];
}

/** What else may be shown; the words are `calendar.layers.<layer>`. */
export const layers = ['tasks', 'deals', 'meetings'] as const;
export type Layer = (typeof layers)[number];

export const views = ['month', 'week', 'day', 'agenda'] as const;
export type View = (typeof views)[number];

/** Something that stands in the calendar. Its times are the reader's clock, as this machine's local dates. */
export interface Item {
  key: string;
  kind: 'event' | 'busy' | Layer;
  title: string;
  start: Date;
  end: Date;
  allDay: boolean;
  /** The page that it opens. */
  href?: string;
  event?: CalendarEvent;
}
