import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { FieldDef } from '../form/types';
import { loadPeople } from '../people';
import { useFormats } from '../useFormats';
import { Due } from './Cells';
import { DueControl } from './DueControl';
import { priorities, reminders, statuses } from './options';
import { RepeatControl } from './RepeatControl';
import { findSubjects, type SayKind } from './subjects';
import { useRepeatText } from './useRepeatText';
import { useTaskWords } from './useWords';
import { readDue } from './values';

/** "Deal: Ten desks": how what a task is about is told from records of other kinds. */
export function useSayKind(): SayKind {
  const { t } = useTranslation();
  return useCallback((kind, name) => t('tasks.ofKind', { kind: t(`${kind}.one`), name }), [t]);
}

type More = Omit<FieldDef, 'name' | 'part' | 'label'>;

/**
 * Every field of a task by its name: what it takes (as the database checks it), and what it is called.
 * @param known the names of what the task refers to already
 */
export function useTaskFields(known: { about?: string; assignee?: string } = {}) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const { choices } = useTaskWords();
  const { timezone } = useFormats();
  const say = useSayKind();
  const { about, assignee } = known;
  const repeatText = useRepeatText();

  return useMemo(() => {
    const field = (name: string, more: More): FieldDef => ({
      name,
      part: 'task',
      label: t(`tasks.fields.${name}`),
      ...more,
    });
    const fields = {
      title: field('title', { type: 'text', required: true, max: 300, wide: true }),
      about: field('about', {
        type: 'record',
        wide: true,
        find: (text) => findSubjects(client, say, text),
        labelOf: () => about ?? t('tasks.hidden'),
      }),
      due: field('due_at', {
        type: 'text',
        wide: true,
        control: DueControl,
        show: (value) => (
          <Due
            task={{ due_at: typeof value === 'string' ? readDue(value, timezone) : null, status: 'done' }}
          />
        ),
      }),
      priority: field('priority', {
        type: 'select',
        required: true,
        options: choices('priorities', priorities),
      }),
      status: field('status', { type: 'select', required: true, options: choices('statuses', statuses) }),
      assignee: field('assignee_id', {
        type: 'person',
        required: true,
        find: () => loadPeople(client, { active: true }),
        labelOf: (id) => (id === profile.id ? profile.fullName : assignee),
      }),
      repeat: field('repeat_rule', {
        type: 'text',
        wide: true,
        control: RepeatControl,
        show: repeatText,
        quiet: true,
        hint: t('tasks.repeat.hint'),
        // what is due some day can come again
        when: ({ due_at }) => typeof due_at === 'string',
      }),
      reminder: field('remind_minutes', {
        type: 'select',
        options: choices('reminders', reminders),
        when: ({ due_at }) => typeof due_at === 'string',
      }),
      description: field('description', { type: 'multiline', max: 40_000, wide: true }),
    };
    return { ...fields, all: Object.values(fields) };
  }, [t, client, profile.id, profile.fullName, choices, timezone, say, about, assignee, repeatText]);
}
