import { useMayTouch } from '../../ui';
import { useMoveActions } from '../../ui/board/useMoveActions';
import './board/texts';
import { MenuOnDemand } from '../../ui/MenuOnDemand';
import { OpenRecordMenu } from '../../ui/record/RecordMenu';
import { type Status, statuses } from '../../ui/tasks/options';
import { useTaskStatus } from '../../ui/tasks/useTaskStatus';
import { useTaskWords } from '../../ui/tasks/useWords';
import type { TaskLine } from './types';

function OpenMenu({ task }: { task: TaskLine }) {
  const may = useMayTouch();
  const { word } = useTaskWords();
  const setStatus = useTaskStatus();
  const moveActions = useMoveActions(
    'tasks',
    statuses.map((id) => ({ id, name: word('statuses', id) })),
    (_, { column }) => void setStatus(task, column as Status),
  );
  return (
    <OpenRecordMenu
      resource="tasks"
      record={task}
      name={task.title}
      more={may('tasks', 'update', task) ? moveActions(task.id, task.status) : []}
    />
  );
}

/** What can be done to a task from the list. */
export function TaskMenu({ task }: { task: TaskLine }) {
  const may = useMayTouch();
  if (!['assign', 'update', 'delete'].some((action) => may('tasks', action, task))) return null;
  return <MenuOnDemand name={task.title} menu={() => <OpenMenu task={task} />} />;
}
