import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import type { FieldDef, FormSection } from '../form/types';
import { DueControl } from '../tasks/DueControl';
import { type ActivityKind, hasDirection, hasDuration, outcomesOf } from './values';
import { WhenControl } from './WhenControl';
import { WithControl } from './WithControl';

type More = Omit<FieldDef, 'name' | 'part' | 'label'>;

/**
 * The form of an activity: what its kind has to say, and what is to follow.
 * @param isNew whether a task may follow in the same step
 */
export function useActivitySections(kind: ActivityKind, isNew: boolean): FormSection[] {
  const { t } = useTranslation();
  const mayFollow = useScope('tasks', 'create') !== null && isNew;

  return useMemo(() => {
    const field = (name: string, more: More): FieldDef => ({
      name,
      part: 'activity',
      label: t(`activities.fields.${name}`),
      ...more,
    });
    const choices = (list: string, values: readonly string[]) =>
      values.map((value) => ({ value, label: t(`related.${list}.${value}`) }));
    const outcomes = outcomesOf[kind];
    const follows = (values: Record<string, unknown>) => values.follow_up === true;
    const sections: FormSection[] = [
      {
        key: 'activity',
        title: t(`related.activityKinds.${kind}`),
        fields: [
          field('subject', { type: 'text', required: true, max: 300, wide: true }),
          ...(outcomes
            ? [field('outcome', { type: 'select', options: choices('activityOutcomes', outcomes) })]
            : []),
          ...(hasDuration(kind)
            ? [field('duration_minutes', { type: 'number', whole: true, least: 0, most: 10_080 })]
            : []),
          ...(hasDirection(kind)
            ? [field('direction', { type: 'select', options: choices('directions', ['out', 'in']) })]
            : []),
          field('with', { type: 'tags', wide: true, control: WithControl }),
          field('happened_at', { type: 'text', required: true, wide: true, control: WhenControl }),
          field('body', { type: 'multiline', max: 100_000, wide: true }),
        ],
      },
    ];
    if (mayFollow)
      sections.push({
        key: 'follow',
        title: t('activities.follow'),
        fields: [
          field('follow_up', { type: 'switch', wide: true }),
          field('follow_title', { type: 'text', required: true, max: 300, wide: true, when: follows }),
          field('follow_due', { type: 'text', wide: true, control: DueControl, when: follows }),
        ],
      });
    return sections;
  }, [t, kind, mayFollow]);
}
