import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import type { FieldDef, FormSection } from '../../ui/form/types';
import { subjectOf } from '../../ui/tasks/Subject';
import { findSubjects } from '../../ui/tasks/subjects';
import { useSayKind } from '../../ui/tasks/useTaskFields';
import { MeetingTimeControl } from './MeetingTimeControl';
import { ParticipantsControl } from './ParticipantsControl';
import type { LoadedEvent } from './record';

/** The usual lengths of a meeting, in minutes. */
const lengths = [15, 30, 45, 60, 90, 120, 180, 240, 480];
const address = /^(person|contact)\/|^[^@\s]+@[^@\s]+$/;

/** The form of an event. */
export function useEventSections(event: LoadedEvent | null, initial: Values): FormSection[] {
  const { t } = useTranslation();
  const { client } = useMe();
  const formats = useFormats();
  const say = useSayKind();

  return useMemo(() => {
    const field = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: 'event',
      label: t(`calendar.fields.${name}`),
      ...more,
    });
    const subject = event && subjectOf(event);
    const sayLength = (minutes: number) =>
      minutes < 60
        ? formats.number(minutes, { style: 'unit', unit: 'minute', unitDisplay: 'long' })
        : formats.number(minutes / 60, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
    const own = Number(initial.minutes);
    const offered = [...new Set([...lengths, own])].filter((value) => value > 0).sort((a, b) => a - b);
    return [
      {
        key: 'event',
        title: t('calendar.one'),
        fields: [
          field('title', { type: 'text', required: true, max: 300, wide: true }),
          field('all_day', { type: 'switch', wide: true }),
          field('starts_at', { type: 'text', required: true, wide: true, control: MeetingTimeControl }),
          field('minutes', {
            type: 'select',
            required: true,
            options: offered.map((value) => ({ value: String(value), label: sayLength(value) })),
            when: ({ all_day }) => all_day !== true,
          }),
          field('days', {
            type: 'number',
            required: true,
            whole: true,
            least: 1,
            most: 31,
            when: ({ all_day }) => all_day === true,
          }),
          field('place', { type: 'text', max: 300, wide: true }),
          field('participants', {
            type: 'tags',
            wide: true,
            control: ParticipantsControl,
            hint: t('calendar.participantsHint'),
            check: (value) =>
              Array.isArray(value) && value.some((one) => !address.test(String(one)))
                ? t('calendar.noAddress')
                : null,
          }),
          field('about', {
            type: 'record',
            wide: true,
            find: (text) => findSubjects(client, say, text),
            labelOf: () => (subject ? say(subject.kind, subject.name) : t('tasks.hidden')),
          }),
          field('is_private', { type: 'switch', hint: t('calendar.privateHint'), wide: true }),
          field('description', { type: 'multiline', max: 40_000, wide: true }),
        ],
      },
    ];
  }, [t, client, formats, say, event, initial]);
}
