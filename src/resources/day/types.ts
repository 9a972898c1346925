import type { TaskSubjects } from '../../ui/tasks/Subject';

/** The parts of a day, as `my_day` gives them, in the order in which they press. */
export const parts = ['overdue', 'today', 'next', 'undated', 'waiting'] as const;
export type Part = (typeof parts)[number];

/** A task as a day shows it. */
export interface DayTask extends TaskSubjects {
  id: string;
  title: string;
  status: string;
  priority: string;
  due_at: string | null;
  completed_at: string | null;
  assignee_id: string | null;
  created_by: string | null;
  assignee: { full_name: string } | null;
}

export interface DayTasks {
  /** How many there are; at most fifty of them are rows. */
  total: number;
  rows: DayTask[];
}

/** An event of the day in which the reader takes part. */
export interface DayMeeting {
  id: string;
  title: string;
  place: string | null;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  /** What the reader answered; null where it is their own. */
  answer: string | null;
}

export type Day = Record<Part, DayTasks> & { meetings: DayMeeting[] };
