import { CopyOutlined, DeleteOutlined, EditOutlined, EyeOutlined, SwapOutlined } from '@ant-design/icons';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import type { RowAction } from '../../ui';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { useViewAs } from '../../ui/access/useViewAs';
import type { RoleRecord } from './types';

const RoleDialog = lazy(() => import('./RoleDialog'));
const DeleteDialog = lazy(() => import('./DeleteDialog'));

/** What can be done with a role, and the dialogs that it may open. */
export function useRoleActions(
  role: RoleRecord,
  onDeleted?: () => void,
): { actions: RowAction[]; dialog: ReactNode } {
  const { t } = useTranslation();
  const words = useAccessWords();
  const viewAs = useViewAs();
  const mayCreate = useScope('roles', 'create') !== null;
  const mayUpdate = useScope('roles', 'update') !== null;
  const mayDelete = useScope('roles', 'delete') !== null;
  const [open, setOpen] = useState<'copy' | 'rename' | 'delete' | null>(null);
  const name = words.role(role);
  const close = () => setOpen(null);

  const actions: RowAction[] = [];
  if (mayCreate)
    actions.push({
      key: 'copy',
      label: t('roles.copy'),
      icon: <CopyOutlined aria-hidden />,
      onClick: () => setOpen('copy'),
    });
  actions.push({
    key: 'compare',
    label: t('roles.compare.action'),
    icon: <SwapOutlined aria-hidden />,
    to: `/roles/compare?a=${role.id}`,
  });
  if (mayUpdate && !role.shipped)
    actions.push({
      key: 'rename',
      label: t('roles.rename'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => setOpen('rename'),
    });
  if (viewAs.may)
    actions.push({
      key: 'view-as',
      label: t('access.viewAs.action'),
      icon: <EyeOutlined aria-hidden />,
      onClick: () => viewAs.ask({ role_id: role.id }, name),
    });
  if (mayDelete && !role.shipped)
    actions.push({
      key: 'delete',
      label: t('roles.delete.action'),
      icon: <DeleteOutlined aria-hidden />,
      danger: true,
      onClick: () => setOpen('delete'),
    });

  const dialog = open ? (
    <Suspense>
      {open === 'copy' ? <RoleDialog copyOf={role} onClose={close} /> : null}
      {open === 'rename' ? <RoleDialog role={role} onClose={close} /> : null}
      {open === 'delete' ? <DeleteDialog role={role} onClose={close} onDeleted={onDeleted} /> : null}
    </Suspense>
  ) : null;
  return { actions, dialog };
}
