import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FormSection } from '../form/types';
import { useFormats } from '../useFormats';
import { useTaskFields } from './useTaskFields';
import { toPayload } from './values';

/**
 * The form of a new task: few fields, the reader's own and of normal priority until they say otherwise.
 * @param about the name of what it is about, to choose from then on; left out where that is settled
 */
export function useNewTask(about?: { label?: string }) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const { timezone } = useFormats();
  const rpc = useRpc();
  const fields = useTaskFields({ about: about?.label });
  const [assign, create] = [useScope('tasks', 'assign'), useScope('tasks', 'create')];
  const mayAssign = assign !== null || create !== 'own';
  const choosesSubject = about !== undefined;

  const sections = useMemo<FormSection[]>(
    () => [
      {
        key: 'task',
        title: t('tasks.sections.task'),
        fields: [
          fields.title,
          fields.due,
          fields.repeat,
          fields.reminder,
          fields.priority,
          ...(mayAssign ? [fields.assignee] : []),
          ...(choosesSubject ? [fields.about] : []),
          fields.description,
        ],
      },
    ],
    [t, fields, mayAssign, choosesSubject],
  );
  const initial: Values = { priority: 'normal', assignee_id: profile.id, title: null, due_at: null };

  /** Saves the task under an id. Rejects with an AtriumError. */
  const write = (id: string, values: Values) => {
    const given = Object.keys(values).filter((name) => values[name] !== null && values[name] !== undefined);
    return rpc('save_task', { payload: { id, new: true, task: toPayload(values, given, timezone) } });
  };
  return { sections, initial, write };
}
