import { useRpc } from '../../providers/useRpc';
import { useFormats } from '../../ui';
import { useOverview, useRecord } from '../../ui/record/useRecord';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { subjectOf } from '../../ui/tasks/Subject';
import { useSayKind, useTaskFields } from '../../ui/tasks/useTaskFields';
import { toPayload } from '../../ui/tasks/values';
import { recordSelect, type TaskRecord, valuesOf, versionOf } from './record';

/** A task with what it is about, by one request. */
export const useTask = (id: string) => useRecord<TaskRecord>('tasks', id, recordSelect);

/** What may be done to a task; nothing until that is known. */
export const useTaskOverview = (id: string) => useOverview('tasks', 'task_overview', id);

/** A task's fields, with the names of what it refers to. */
export function useFieldsOf(task: TaskRecord) {
  const say = useSayKind();
  const about = subjectOf(task);
  return useTaskFields({
    about: about ? say(about.kind, about.name) : undefined,
    assignee: task.assignee?.full_name,
  });
}

/** Saves changes of a task over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveTask(task: TaskRecord, inPlace = false) {
  const rpc = useRpc();
  const { timezone } = useFormats();
  const { all } = useFieldsOf(task);
  return useSaveRecord<TaskRecord>({
    resource: 'tasks',
    id: task.id,
    select: recordSelect,
    inPlace,
    fields: all,
    versionOf: (record) => versionOf(record, timezone),
    write: (values, changed, { versions }) =>
      rpc('save_task', { payload: { id: task.id, task: toPayload(values, changed, timezone), versions } }),
    // as it was stored: done since when it was, due to the second
    giveBack: (former, changed, { versions }) => {
      const { id, status, completed_at, due_at } = former;
      if (changed.includes('status')) return rpc('move_task', { task: id, status, completed: completed_at });
      const values = toPayload(valuesOf(former, timezone), changed, timezone);
      const moment = changed.includes('due_at') ? { due_at } : {};
      return rpc('save_task', { payload: { id, task: { ...values, ...moment }, versions } });
    },
  });
}
