import { type Query, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../states';
import { useUndoNotice } from '../useUndoNotice';
import { isOpen, type Status } from './options';

/** What is to be known of a task whose status is changed. */
export interface StatusChange {
  id: string;
  title: string;
  status: string;
  completed_at: string | null;
}

const showsTasks = {
  predicate: ({ queryKey: [, , resource, what] }: Query) => resource === 'tasks' || what === 'overview',
};

/**
 * Has everything that shows tasks, or counts them on a record's page, asked anew. What is being asked at this moment is
 * given up first: it may have been answered before the change, and a first answer is not asked for again by itself.
 */
export function useTasksChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.cancelQueries(showsTasks);
    await queries.invalidateQueries(showsTasks);
  };
}

/** Says that a task was done, opened again or moved, and offers to take it back. */
export function useMovedNotice() {
  const { t } = useTranslation();
  const offerUndo = useUndoNotice();
  return ({ id, title, status: from }: StatusChange, to: string, undo: () => Promise<unknown>) => {
    const key = to === 'done' ? 'done' : !isOpen(from) && isOpen(to) ? 'reopened' : 'moved';
    offerUndo(
      `task-${id}`,
      t(`tasks.moved.${key}`, { name: title, status: t(`tasks.statuses.${to}`) }),
      undo,
    );
  };
}

/** Changes a task's status at once and offers to take it back; what went wrong is said. */
export function useTaskStatus(): (task: StatusChange, status: Status) => Promise<void> {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const rpc = useRpc();
  const errorText = useErrorText();
  const changed = useTasksChanged();
  const notice = useMovedNotice();

  const move = async (task: StatusChange, status: string, completed: string | null, offerBack: boolean) => {
    try {
      await rpc('move_task', { task: task.id, status, completed });
      if (offerBack) notice(task, status, () => move(task, task.status, task.completed_at, false));
    } catch (error) {
      notification.error({ title: t('tasks.failed'), description: errorText(error) });
    }
    await changed();
  };

  return (task, status) => move(task, status, null, true);
}
