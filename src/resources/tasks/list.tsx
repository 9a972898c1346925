import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, NumberText, PersonById, useMayTouch, Views } from '../../ui';
import { type Column, ListPage } from '../../ui/list';
import { TagChips } from '../../ui/tags/TagChips';
import { Due, TaskPriority, TaskStatus } from '../../ui/tasks/Cells';
import { DoneButton } from '../../ui/tasks/DoneButton';
import { Subject } from '../../ui/tasks/Subject';
import { TaskMenu } from './TaskMenu';
import type { TaskLine } from './types';
import { useExport } from './useExport';
import { useListSpec } from './useListSpec';

const TaskCell = lazy(() => import('./Cell'));

const hrefOf = ({ id }: { id: string }) => `/tasks/${id}`;

function Tick({ task }: { task: TaskLine }) {
  const may = useMayTouch();
  return <DoneButton task={task} mayChange={may('tasks', 'update', task)} />;
}

function Card({ row }: { row: TaskLine }) {
  return (
    <div className="at-card-body">
      <div className="at-task-name">
        <Tick task={row} />
        <Link to={hrefOf(row)} className="at-card-title" data-row-link>
          <bdi>{row.title}</bdi>
        </Link>
      </div>
      <div className="at-card-line">
        <Due task={row} />
        <TaskPriority priority={row.priority} />
        {row.status === 'todo' ? null : <TaskStatus status={row.status} />}
      </div>
      <div className="at-card-line">
        <Subject of={row} plain />
        <PersonById id={row.assignee_id} name={row.assignee?.full_name} size={20} />
        <TagChips tags={row.tags} />
      </div>
    </div>
  );
}

/** The tasks: what is to be done, until when, on what, and by whom. */
export default function TaskList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const exported = useExport();
  const mayCreate = useScope('tasks', 'create') !== null;

  const columns = useMemo<Column<TaskLine>[]>(() => {
    const title = (field: string) => t(`tasks.fields.${field}`);
    return [
      {
        key: 'title',
        field: 'title',
        title: title('title'),
        sort: 'title',
        width: 250,
        always: true,
        render: (row) => (
          <span className="at-task-name">
            <Tick task={row} />
            <span className="at-cell-name">
              <Link to={hrefOf(row)} data-row-link title={row.title} dir="auto">
                <bdi>{row.title}</bdi>
              </Link>
            </span>
          </span>
        ),
      },
      {
        key: 'due',
        field: 'due_at',
        title: title('due_at'),
        sort: 'due_at',
        width: 120,
        render: (row) => <Due task={row} />,
      },
      {
        key: 'priority',
        field: 'priority',
        title: title('priority'),
        sort: 'priority_rank',
        width: 90,
        render: (row) => <TaskPriority priority={row.priority} />,
      },
      {
        key: 'status',
        field: 'status',
        title: title('status'),
        sort: 'status',
        render: (row) => <TaskStatus status={row.status} />,
      },
      {
        key: 'about',
        field: 'about',
        title: title('about'),
        width: 140,
        render: (row) => <Subject of={row} />,
      },
      {
        key: 'assignee',
        field: 'assignee_id',
        title: title('assignee_id'),
        sort: 'assignee.full_name',
        width: 140,
        render: (row) => <PersonById id={row.assignee_id} name={row.assignee?.full_name} />,
      },
      {
        key: 'tags',
        title: t('tags.title'),
        width: 120,
        render: (row) => <TagChips tags={row.tags} />,
      },
      {
        key: 'number',
        title: title('number'),
        sort: 'number',
        more: true,
        render: (row) => <NumberText value={row.number} options={{ useGrouping: false }} />,
      },
      {
        key: 'completed',
        title: title('completed_at'),
        sort: 'completed_at',
        more: true,
        render: (row) => <DateTimeText value={row.completed_at} />,
      },
      {
        key: 'created',
        title: title('created_at'),
        sort: 'created_at',
        more: true,
        render: (row) => <DateTimeText value={row.created_at} />,
      },
    ];
  }, [t]);

  return (
    <ListPage<TaskLine>
      spec={spec}
      title={t('tasks.title')}
      searchHint={t('tasks.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      actions={(row) => <TaskMenu task={row} />}
      create={mayCreate ? { to: '/tasks/create', label: t('tasks.create') } : undefined}
      exported={exported}
      bulk
      cell={TaskCell}
      views={<Views base="/tasks" />}
      empty={{ title: t('tasks.empty'), hint: t('tasks.emptyHint') }}
    />
  );
}
