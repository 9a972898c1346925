/** A record that time can be spent on. */
export interface Timed {
  resource: 'customers' | 'deals' | 'tickets' | 'tasks';
  id: string;
}

/** Time spent on a record, as the database gives it. */
export interface TimeEntry {
  id: string;
  person_id: string;
  person: string | null;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Null while the timer runs. */
  minutes: number | null;
  note: string | null;
  started_at: string | null;
  /** The timer ran for longer than was counted. */
  capped: boolean;
  resource: Timed['resource'];
  record_id: string;
  /** Null where the reader no longer sees the record. */
  title: string | null;
  may_change: boolean;
  may_delete: boolean;
}

export interface TimeOfPerson {
  id: string;
  name: string | null;
  minutes: number;
}

/** What `list_time_entries` gives. */
export interface TimeOfRecord {
  entries: TimeEntry[];
  count: number;
  /** Minutes. */
  total: number;
  people: TimeOfPerson[];
  weeks: { first: string; minutes: number }[];
  may_log: boolean;
  timer: TimeEntry | null;
  today: string;
}

/** What `time_week` gives. */
export interface TimeOfWeek {
  entries: TimeEntry[];
  people: TimeOfPerson[];
  leads: boolean;
  timer: TimeEntry | null;
  today: string;
}
