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

export type Day = Record<Part, DayTasks>;
