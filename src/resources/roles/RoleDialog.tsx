import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { loadRoles } from '../../ui/access/lookups';
import type { Role } from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { FormDialog, NameItem } from '../../ui/dialog';
import type { RoleRecord } from './types';

interface Fields {
  name: string;
  copy_of?: string;
}

/** A new role, empty or as a copy of another; or, with `role`, another name for one. */
export default function RoleDialog({
  role,
  copyOf,
  onClose,
}: {
  role?: RoleRecord;
  copyOf?: Role;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const words = useAccessWords();
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one role.
  const [id] = useState(() => role?.id ?? crypto.randomUUID());
  const { data: roles } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
    enabled: !role,
  });

  const save = async ({ name, copy_of }: Fields) => {
    await rpc('save_role', {
      payload: { id, name, version: role?.updated_at ?? null, copy_of: copy_of ?? null },
    });
    void message.success(t('form.saved'));
    onClose();
    await invalidate({ resource: 'roles', invalidates: ['resourceAll'] });
    if (!role) await navigate(`/roles/${id}`);
  };

  return (
    <FormDialog<Fields>
      title={role ? t('roles.renameTitle', { name: words.role(role) }) : t('roles.create')}
      action={t(role ? 'actions.save' : 'actions.create')}
      initial={{
        name: role?.name ?? (copyOf ? t('roles.copyName', { name: words.role(copyOf) }) : ''),
        copy_of: copyOf?.id,
      }}
      onSave={save}
      onClose={onClose}
    >
      <NameItem label={t('roles.fields.name')} />
      {role ? null : (
        <Form.Item name="copy_of" label={t('roles.fields.copy_of')}>
          <Select
            allowClear
            placeholder={t('roles.empty')}
            options={(roles ?? []).map((one) => ({ value: one.id, label: words.role(one) }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}
