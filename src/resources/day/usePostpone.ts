import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats, useUndoNotice } from '../../ui';
import { useTasksChanged } from '../../ui/tasks/useTaskStatus';
import { dueText, readDue } from '../../ui/tasks/values';

interface Postponed {
  id: string;
  title: string;
  due_at: string | null;
}

/**
 * Puts a task off, at the same time of day if it has one, and offers to take it back: `by` so many days from today, or
 * `to` a day. What went wrong is said.
 */
export function usePostpone() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const rpc = useRpc();
  const formats = useFormats();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const changed = useTasksChanged();

  const write = async (task: Postponed, due: string | null): Promise<boolean> => {
    let written = true;
    try {
      await rpc('save_task', { payload: { id: task.id, task: { due_at: due } } });
    } catch (error) {
      written = false;
      notification.error({ title: t('tasks.failed'), description: errorText(error) });
    }
    await changed();
    return written;
  };
  const to = async (task: Postponed, day: string) => {
    const time = task.due_at ? dueText(task.due_at, formats.timezone).split('T')[1] : undefined;
    const due = readDue(time ? `${day}T${time}` : day, formats.timezone);
    if (await write(task, due))
      offerUndo(`task-${task.id}`, t('day.postponed', { name: task.title, day: formats.nearDay(due) }), () =>
        write(task, task.due_at),
      );
  };
  return { to, by: (task: Postponed, days: number) => to(task, addDays(dayIn(formats.timezone), days)) };
}
