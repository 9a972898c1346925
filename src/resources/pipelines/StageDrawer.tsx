import { App } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { FormDrawer } from '../../ui/dialog';
import type { FieldDef, FormSection } from '../../ui/form';
import { type Stage, useChange } from './useSettings';

const isOpen = ({ outcome }: Values) => outcome === 'open';

/** A field as the database has it: a probability is a share there, and so many percent on the screen. */
const stored = (name: string, value: unknown) =>
  name === 'win_probability' && value != null ? Number(value) / 100 : value;

/** A stage: new, or how it is called, how likely its deals are won, and how long they may stay. */
export function StageDrawer({
  stage,
  pipelineId,
  onClose,
}: {
  /** Null for a new one. */
  stage: Stage | null;
  pipelineId: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useChange();
  const [id] = useState(() => stage?.id ?? crypto.randomUUID());
  const [initial] = useState<Values>(() => ({
    name: stage?.name ?? null,
    outcome: stage?.outcome ?? 'open',
    win_probability: stage ? Math.round(stage.win_probability * 10_000) / 100 : null,
    max_age_days: stage?.max_age_days ?? null,
  }));

  const sections = useMemo<FormSection[]>(() => {
    const field = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: 'stage',
      label: t(`pipelines.fields.${name}`),
      wide: true,
      ...more,
    });
    const outcome = field('outcome', {
      type: 'select',
      required: true,
      options: ['open', 'won', 'lost'].map((value) => ({ value, label: t(`pipelines.outcomes.${value}`) })),
      hint: t('pipelines.outcomeHint'),
    });
    return [
      {
        key: 'stage',
        title: t('pipelines.stage'),
        fields: [
          field('name', { type: 'text', required: true, max: 120 }),
          ...(stage ? [] : [outcome]),
          field('win_probability', {
            type: 'number',
            required: true,
            least: 0,
            most: 100,
            hint: t('pipelines.probabilityHint'),
            when: isOpen,
          }),
          field('max_age_days', {
            type: 'number',
            whole: true,
            least: 1,
            most: 3650,
            hint: t('pipelines.ageHint'),
            when: isOpen,
          }),
        ],
      },
    ];
  }, [t, stage]);

  const save = async (values: Values, changed: string[]) => {
    const own = stage ? changed : Object.keys(values).filter((name) => values[name] != null);
    const given = own.filter((name) => isOpen(values) || !['win_probability', 'max_age_days'].includes(name));
    await change('save_stage', {
      id,
      new: stage === null,
      stage: {
        ...(stage ? {} : { pipeline_id: pipelineId }),
        ...Object.fromEntries(given.map((name) => [name, stored(name, values[name])])),
      },
      version: stage?.updated_at,
    });
    void message.success(t('form.saved'));
  };
  return (
    <FormDrawer
      title={stage ? t('form.editTitle', { name: stage.name }) : t('pipelines.newStage')}
      sections={sections}
      initial={initial}
      onSave={save}
      onClose={onClose}
      submit={t(stage ? 'actions.save' : 'actions.create')}
    />
  );
}
