import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog, NameItem } from '../../ui/dialog';
import type { Department } from './tree';
import { useChange } from './useChange';

/** A new department, or another name for one. */
export default function DepartmentDialog({
  department,
  onClose,
}: {
  department: Department | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const change = useChange();
  const [id] = useState(() => department?.id ?? crypto.randomUUID());

  const save = async ({ name }: { name: string }) => {
    await change('save_department', { id, name, version: department?.updated_at ?? null }, t('form.saved'));
    onClose();
  };

  return (
    <FormDialog
      title={department ? t('form.editTitle', { name: department.name }) : t('teams.createDepartment')}
      action={t(department ? 'actions.save' : 'actions.create')}
      initial={{ name: department?.name ?? '' }}
      onSave={save}
      onClose={onClose}
    >
      <NameItem label={t('teams.fields.name')} />
    </FormDialog>
  );
}
