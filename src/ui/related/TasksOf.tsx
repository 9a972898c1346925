import { PlusOutlined } from '@ant-design/icons';
import type { CrudFilter } from '@refinedev/core';
import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { useScope } from '../../providers/me';
import type { Column } from '../list/types';
import { PersonById } from '../PersonById';
import { Due, TaskPriority, TaskStatus } from '../tasks/Cells';
import { DoneButton } from '../tasks/DoneButton';
import { subjectColumns, subjectKinds, subjectValue } from '../tasks/values';
import { useMayTouch } from '../useMayTouch';
import { NameCell, useHref } from './cells';
import { RelatedList } from './RelatedList';

const TaskDrawer = lazy(() => import('../tasks/TaskDrawer'));

type Task = Pick<
  Tables<'tasks'>,
  'id' | 'title' | 'status' | 'priority' | 'due_at' | 'completed_at' | 'assignee_id' | 'created_by'
> & { assignee: { full_name: string } | null };

const stillOpen: CrudFilter = { field: 'is_open', operator: 'eq', value: true };

/** The record that the filters tie tasks to, as a new task names it. */
function subjectOfFilters(filters: CrudFilter[]): string | null {
  for (const filter of filters) {
    const kind = 'field' in filter && subjectKinds.find((one) => subjectColumns[one] === filter.field);
    if (kind) return subjectValue(kind, String(filter.value));
  }
  return null;
}

/** What is to be done on a record, what is due first on top; ticked off in its place, and added to. */
export default function TasksOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const hrefOf = useHref('tasks');
  const may = useMayTouch();
  const mayCreate = useScope('tasks', 'create') !== null;
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const about = subjectOfFilters(filters);

  const columns: Column<Task>[] = [
    {
      key: 'title',
      title: t('tasks.one'),
      width: 220,
      render: (task) => (
        <span className="at-task-name">
          <DoneButton task={task} mayChange={may('tasks', 'update', task)} />
          <NameCell name={task.title} href={hrefOf(task)} />
        </span>
      ),
    },
    { key: 'due', title: t('tasks.fields.due_at'), render: (task) => <Due task={task} /> },
    {
      key: 'priority',
      title: t('tasks.fields.priority'),
      width: 90,
      render: ({ priority }) => <TaskPriority priority={priority} />,
    },
    {
      key: 'status',
      title: t('tasks.fields.status'),
      render: ({ status }) => <TaskStatus status={status} />,
    },
    {
      key: 'assignee',
      title: t('tasks.fields.assignee_id'),
      render: ({ assignee_id, assignee }) => <PersonById id={assignee_id} name={assignee?.full_name} />,
    },
  ];
  return (
    <>
      <div className="at-related-head">
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {t('tasks.withDone')}
        </Checkbox>
        {mayCreate && about ? (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('tasks.add')}
          </Button>
        ) : null}
      </div>
      <RelatedList<Task>
        key={String(all)}
        resource="tasks"
        select="id,title,status,priority,due_at,completed_at,assignee_id,created_by,assignee:profiles!assignee_id(full_name)"
        filters={all ? filters : [...filters, stillOpen]}
        sort={all ? '-due_at' : 'due_at'}
        label={t('tasks.title')}
        columns={columns}
        hrefOf={hrefOf}
        empty={{ title: t('tasks.nothingToDo'), hint: t('tasks.nothingToDoHint') }}
      />
      {adding && about ? (
        <Suspense>
          <TaskDrawer about={about} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
