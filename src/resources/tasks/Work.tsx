import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { Due, TaskPriority, TaskStatus } from '../../ui/tasks/Cells';
import { priorityTone } from '../../ui/tasks/options';
import { Subject, type TaskSubjects } from '../../ui/tasks/Subject';
import { Worklist } from '../../ui/Worklist';
import { statusIs, stillOpen } from './due';
import type { Task } from './types';

type Line = Pick<Task, 'id' | 'title' | 'status' | 'priority' | 'due_at'> & TaskSubjects;

/** What the reader has still to do, what is due first on top. */
export default function TaskWork() {
  const { t } = useTranslation();
  const { profile } = useMe();
  return (
    <Worklist<Line>
      title={t('tasks.work.title')}
      empty={t('tasks.work.empty')}
      href="/tasks?mine=1"
      resource="tasks"
      select="id, title, status, priority, due_at, customer:customers!customer_id(id, name), deal:deals!deal_id(id, name), ticket:tickets!ticket_id(id, subject)"
      filters={[{ field: 'assignee_id', operator: 'eq', value: profile.id }, ...statusIs([stillOpen])]}
      sorters={[{ field: 'due_at', order: 'asc' }]}
      line={(task) => ({
        href: `/tasks/${task.id}`,
        name: task.title,
        end: <Due task={task} />,
        detail: (
          <>
            {task.status === 'todo' ? null : <TaskStatus status={task.status} />}
            {priorityTone(task.priority) ? <TaskPriority priority={task.priority} /> : null}
            <Subject of={task} plain />
          </>
        ),
      })}
    />
  );
}
