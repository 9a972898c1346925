import { useMayTouch } from '../../ui';
import { useMoveActions } from '../../ui/board/useMoveActions';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { type Status, statuses } from '../../ui/tasks/options';
import { useTaskStatus } from '../../ui/tasks/useTaskStatus';
import { useTaskWords } from '../../ui/tasks/useWords';
import type { TaskLine } from './types';

/** What can be done to a task from the list. */
export function TaskMenu({ task }: { task: TaskLine }) {
  const may = useMayTouch();
  const { word } = useTaskWords();
  const setStatus = useTaskStatus();
  const moveActions = useMoveActions(
    'tasks',
    statuses.map((id) => ({ id, name: word('statuses', id) })),
    (_, { column }) => void setStatus(task, column as Status),
  );
  return (
    <RecordMenu
      resource="tasks"
      record={task}
      name={task.title}
      more={may('tasks', 'update', task) ? moveActions(task.id, task.status) : []}
    />
  );
}
