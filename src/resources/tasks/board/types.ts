import type { BoardColumn, CardStack } from '../../../ui/board';
import type { TaskSubjects } from '../../../ui/tasks/Subject';
import type { Task } from '../types';

/** A task on the board, as `task_board` gives it. */
export type Card = Pick<
  Task,
  'id' | 'number' | 'title' | 'status' | 'priority' | 'due_at' | 'completed_at' | 'assignee_id' | 'created_by'
> &
  TaskSubjects & { assignee: string | null };

/** How many tasks are in a status, and how many of them are late. */
export interface Totals {
  id: string;
  count: number;
  late: number;
}

export interface StatusStack extends Totals, CardStack<Card> {}
export interface StatusColumn extends StatusStack, BoardColumn<Card> {}

export interface Board {
  columns: StatusStack[];
}

/** What `move_task` answers. */
export interface Moved {
  card: Card;
  columns: Totals[] | null;
}
