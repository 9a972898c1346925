import type { CrudFilter } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import type { Column } from '../list/types';
import { PersonById } from '../PersonById';
import { NameCell, StatusCell, useHref } from './cells';
import { RelatedList } from './RelatedList';
import { taskTones } from './statuses';

type Task = Pick<Tables<'tasks'>, 'id' | 'title' | 'status' | 'priority' | 'due_at' | 'assignee_id'> & {
  assignee: { full_name: string } | null;
};

/** The tasks that a filter gives, the last to fall due first. */
export default function TasksOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const hrefOf = useHref('tasks');
  const columns: Column<Task>[] = [
    {
      key: 'title',
      title: t('related.tasks.name'),
      width: 200,
      render: (task) => <NameCell name={task.title} href={hrefOf(task)} />,
    },
    {
      key: 'status',
      title: t('related.status'),
      render: ({ status }) => <StatusCell list="taskStatuses" value={status} tones={taskTones} />,
    },
    {
      key: 'priority',
      title: t('related.priority'),
      width: 90,
      render: ({ priority }) => t(`related.priorities.${priority}`, { defaultValue: priority }),
    },
    {
      key: 'due',
      title: t('related.tasks.due'),
      render: ({ due_at }) => <DateTimeText value={due_at} />,
    },
    {
      key: 'assignee',
      title: t('related.assignee'),
      render: ({ assignee_id, assignee }) => <PersonById id={assignee_id} name={assignee?.full_name} />,
    },
  ];
  return (
    <RelatedList<Task>
      resource="tasks"
      select="id,title,status,priority,due_at,assignee_id,assignee:profiles!assignee_id(full_name)"
      filters={filters}
      sort="-due_at"
      label={t('related.tasks.title')}
      columns={columns}
      hrefOf={hrefOf}
      empty={{ title: t('related.tasks.empty'), hint: t('related.tasks.emptyHint') }}
    />
  );
}
