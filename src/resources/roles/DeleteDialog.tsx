import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { loadRoles } from '../../ui/access/lookups';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { AskDialog } from '../../ui/dialog';
import type { RoleRecord } from './types';

/** Takes a role away; whoever has it gets another. */
export default function DeleteDialog({
  role,
  onClose,
  onDeleted,
}: {
  role: RoleRecord;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const words = useAccessWords();
  const field = useId();
  const [heir, setHeir] = useState<string>();
  const name = words.role(role);
  const count = role.holders.length;
  const { data: roles } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
    enabled: count > 0,
  });

  const remove = async () => {
    await rpc('delete_role', { payload: { id: role.id, replacement: heir ?? null } });
    void message.success(t('roles.delete.done', { name }));
    onClose();
    onDeleted?.();
    await invalidate({ resource: 'roles', invalidates: ['list', 'many'] });
  };

  return (
    <AskDialog
      title={t('roles.delete.title', { name })}
      action={t('roles.delete.action')}
      danger
      ready={count === 0 || Boolean(heir)}
      onAct={remove}
      onClose={onClose}
    >
      {count > 0 ? (
        <>
          <label htmlFor={field} className="at-label">
            {t('roles.delete.instead', { count })}
          </label>
          <Select
            id={field}
            className="at-wide"
            autoFocus
            value={heir}
            options={(roles ?? [])
              .filter(({ id }) => id !== role.id)
              .map((one) => ({ value: one.id, label: words.role(one) }))}
            onChange={setHeir}
          />
        </>
      ) : (
        <p>{t('roles.delete.unused')}</p>
      )}
    </AskDialog>
  );
}
