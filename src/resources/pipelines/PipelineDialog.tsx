import { App, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog, NameItem } from '../../ui/dialog';
import { type Pipeline, useChange } from './useSettings';

/** A new pipeline, with the stages of another to begin with, or another name for one. */
export function PipelineDialog({
  pipeline,
  all,
  onClose,
}: {
  /** Null for a new one. */
  pipeline: Pipeline | null;
  all: readonly Pipeline[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useChange();
  const [id] = useState(() => pipeline?.id ?? crypto.randomUUID());
  const models = all.filter(({ active }) => active);

  const save = async ({ name, stages_of }: { name: string; stages_of?: string }) => {
    await change('save_pipeline', {
      id,
      new: pipeline === null,
      pipeline: { name },
      stages_of,
      version: pipeline?.updated_at,
    });
    void message.success(t('form.saved'));
    onClose();
  };
  return (
    <FormDialog
      title={pipeline ? t('form.editTitle', { name: pipeline.name }) : t('pipelines.create')}
      action={t(pipeline ? 'actions.save' : 'actions.create')}
      initial={{
        name: pipeline?.name ?? '',
        stages_of: pipeline ? undefined : models.find(({ is_default }) => is_default)?.id,
      }}
      onSave={save}
      onClose={onClose}
    >
      <NameItem label={t('pipelines.fields.name')} />
      {pipeline ? null : (
        <Form.Item name="stages_of" label={t('pipelines.stagesOf')} extra={t('pipelines.stagesOfHint')}>
          <Select options={models.map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
