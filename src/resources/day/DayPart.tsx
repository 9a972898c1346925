import { CalendarOutlined, ForwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { PersonById, type RowAction, RowMenu, useFormats, useMayTouch } from '../../ui';
import { MenuOnDemand } from '../../ui/MenuOnDemand';
import { Due, TaskPriority, TaskStatus } from '../../ui/tasks/Cells';
import { DoneButton } from '../../ui/tasks/DoneButton';
import { priorityTone } from '../../ui/tasks/options';
import { Subject } from '../../ui/tasks/Subject';
import type { DayTask, DayTasks, Part } from './types';
import { usePostpone } from './usePostpone';

function Line({ task, onPostpone }: { task: DayTask; onPostpone: (task: DayTask) => void }) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const may = useMayTouch();
  const postpone = usePostpone();
  const mayChange = may('tasks', 'update', task);
  const actions: RowAction[] = [
    {
      key: 'tomorrow',
      label: t('day.postpone.tomorrow'),
      icon: <StepForwardOutlined />,
      onClick: () => void postpone.by(task, 1),
    },
    {
      key: 'nextWeek',
      label: t('day.postpone.nextWeek'),
      icon: <ForwardOutlined />,
      onClick: () => void postpone.by(task, 7),
    },
    {
      key: 'date',
      label: t('day.postpone.date'),
      icon: <CalendarOutlined />,
      onClick: () => onPostpone(task),
    },
  ];
  return (
    <li data-row data-task={task.id}>
      <DoneButton task={task} mayChange={mayChange} />
      <div className="at-day-task">
        <Link to={`/tasks/${task.id}`} data-row-link>
          <bdi>{task.title}</bdi>
        </Link>
        <span className="at-day-detail">
          <Subject of={task} plain />
          {priorityTone(task.priority) ? <TaskPriority priority={task.priority} /> : null}
          {task.status === 'todo' ? null : <TaskStatus status={task.status} />}
          {task.assignee_id === profile.id ? null : (
            <PersonById id={task.assignee_id} name={task.assignee?.full_name} size={20} />
          )}
        </span>
      </div>
      {task.due_at ? <Due task={task} /> : null}
      {mayChange ? (
        <MenuOnDemand
          name={task.title}
          menu={() => <RowMenu name={task.title} actions={actions} startOpen />}
        />
      ) : null}
    </li>
  );
}

/** A part of the day, with its tasks. */
export function DayPart({
  part,
  tasks,
  onPostpone,
}: {
  part: Part;
  tasks: DayTasks;
  onPostpone: (task: DayTask) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const title = t(`day.parts.${part}`);
  return (
    <section aria-label={title} className={`at-day-part at-day-${part}`}>
      <h2>
        {title} <span className="at-figure">{formats.number(tasks.total)}</span>
      </h2>
      <ul>
        {tasks.rows.map((task) => (
          <Line key={task.id} task={task} onPostpone={onPostpone} />
        ))}
      </ul>
      {tasks.total > tasks.rows.length ? <Link to="/tasks?mine=1">{t('day.more')}</Link> : null}
    </section>
  );
}
