import { type CrudFilter, useDataProvider } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PersonById, TableSkeleton, useErrorText, useMayTouch } from '../../ui';
import { Panel } from '../../ui/record';
import { Due } from '../../ui/tasks/Cells';
import { DoneButton } from '../../ui/tasks/DoneButton';
import { useTasksChanged } from '../../ui/tasks/useTaskStatus';
import '../../ui/tasks/texts';
import type { TaskRecord } from './record';
import type { Task } from './types';
import './parts.css';

type Part = Pick<
  Task,
  'id' | 'title' | 'status' | 'due_at' | 'completed_at' | 'assignee_id' | 'created_by'
> & { assignee: { full_name: string } | null };

const partSelect =
  'id, title, status, due_at, completed_at, assignee_id, created_by, assignee:profiles!assignee_id(full_name)';
const most = 100;

/** The task that this one is a part of, as far as the reader sees it. */
export function PartOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const provider = useDataProvider()();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'tasks', 'one', id, 'title'],
    queryFn: async () => {
      const filters: CrudFilter[] = [{ field: 'id', operator: 'eq', value: id }];
      const found = await provider.getList<{ title: string }>({
        resource: 'tasks',
        filters,
        meta: { select: 'title' },
      });
      return found.data;
    },
  });
  const whole = data?.[0];
  if (!data) return null;
  return whole ? (
    <Link to={`/tasks/${id}`}>
      <bdi>{whole.title}</bdi>
    </Link>
  ) : (
    <span className="at-none">{t('tasks.hidden')}</span>
  );
}

/** The parts of a task: ticked off in their place, and added by their title alone. */
export function Parts({ task }: { task: TaskRecord }) {
  const { t } = useTranslation();
  const provider = useDataProvider()();
  const { profile } = useMe();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  const may = useMayTouch();
  const changed = useTasksChanged();
  const mayCreate = useScope('tasks', 'create') !== null;
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ['data', 'default', 'tasks', 'of', task.id],
    queryFn: async () => {
      const { data } = await provider.getList<Part>({
        resource: 'tasks',
        filters: [{ field: 'parent_id', operator: 'eq', value: task.id }],
        sorters: [{ field: 'created_at', order: 'asc' }],
        pagination: { currentPage: 1, pageSize: most },
        meta: { select: partSelect },
      });
      return data;
    },
  });
  const add = async () => {
    const next = title.trim();
    if (!next || busy) return;
    setBusy(true);
    try {
      const { customer, deal, ticket } = task;
      const about = { customer_id: customer?.id, deal_id: deal?.id, ticket_id: ticket?.id };
      await rpc('save_task', {
        payload: {
          id: crypto.randomUUID(),
          new: true,
          task: { title: next, parent_id: task.id, assignee_id: profile.id, ...about },
        },
      });
      setTitle('');
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    setBusy(false);
    await changed();
  };
  const parts = query.data ?? [];
  return (
    <Panel title={t('tasks.parts.title')}>
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : parts.length === 0 && !mayCreate ? (
        <p className="at-none">{t('tasks.parts.none')}</p>
      ) : (
        <ul className="at-steps">
          {parts.map((part) => (
            <li key={part.id} className="at-step">
              <DoneButton task={part} mayChange={may('tasks', 'update', part)} />
              <Link to={`/tasks/${part.id}`} className="at-step-name">
                <bdi>{part.title}</bdi>
              </Link>
              {part.due_at ? <Due task={part} /> : null}
              <PersonById id={part.assignee_id} name={part.assignee?.full_name} size={20} />
            </li>
          ))}
        </ul>
      )}
      {mayCreate ? (
        <Input
          dir="auto"
          maxLength={300}
          placeholder={t('tasks.parts.add')}
          aria-label={t('tasks.parts.add')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onPressEnter={() => void add()}
        />
      ) : null}
    </Panel>
  );
}
