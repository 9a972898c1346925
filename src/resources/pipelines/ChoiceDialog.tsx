import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog, NameItem } from '../../ui/dialog';
import { type Choice, type ChoiceKind, useChange } from './useSettings';

/** A new lost reason or competitor, or another name for one. */
export function ChoiceDialog({
  kind,
  choice,
  onClose,
}: {
  kind: ChoiceKind;
  /** Null for a new one. */
  choice: Choice | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useChange();
  // Kept while the dialog is open: sent twice, because an answer was lost, it is still one.
  const [id] = useState(() => choice?.id ?? crypto.randomUUID());

  const save = async ({ name }: { name: string }) => {
    await change('save_sales_choice', {
      kind,
      id,
      new: choice === null,
      changes: { name },
      version: choice?.updated_at,
    });
    void message.success(t('form.saved'));
    onClose();
  };
  return (
    <FormDialog
      title={choice ? t('form.editTitle', { name: choice.name }) : t(`pipelines.new.${kind}`)}
      action={t(choice ? 'actions.save' : 'actions.create')}
      initial={{ name: choice?.name ?? '' }}
      onSave={save}
      onClose={onClose}
    >
      <NameItem label={t('pipelines.fields.name')} />
    </FormDialog>
  );
}
