import {
  DeleteOutlined,
  EditOutlined,
  QuestionCircleOutlined,
  ShareAltOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowAction } from '../RowMenu';
import { useTrash } from '../useTrash';
import { type Actionable, holderOf } from './actionable';

const AssignDialog = lazy(() => import('./AssignDialog'));
const ShareDialog = lazy(() => import('./ShareDialog'));
const WhyDialog = lazy(() => import('./WhyDialog'));

export interface RecordActionsOptions {
  resource: string;
  record: Actionable;
  /** What the record is called. */
  name: string;
  may: (resource: string, action: string) => boolean;
  /** Parts of the permission matrix of which one, if it may be updated, opens the form; the resource unless given. */
  parts?: readonly string[];
  /** What only this resource has; stands first. */
  more?: readonly RowAction[];
  onTrashed?: () => void;
}

/** What can be done to every record that has an owner or an assignee, and the dialog that it may open. */
export function useRecordActions({
  resource,
  record,
  name,
  may,
  parts = [resource],
  more = [],
  onTrashed,
}: RecordActionsOptions): { actions: RowAction[]; dialog: ReactNode; openShares: () => void } {
  const { t } = useTranslation();
  const trash = useTrash(resource);
  const [open, setOpen] = useState<'assign' | 'share' | 'why' | null>(null);
  const close = () => setOpen(null);
  const { id } = record;

  const actions: RowAction[] = [...more];
  if (may(resource, 'assign'))
    actions.push({
      key: 'assign',
      label: t('assign.action'),
      icon: <UserSwitchOutlined aria-hidden />,
      onClick: () => setOpen('assign'),
    });
  if (parts.some((part) => may(part, 'update')))
    actions.push({
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined aria-hidden />,
      to: `/${resource}/${id}/edit`,
    });
  if (may(resource, 'share'))
    actions.push({
      key: 'share',
      label: t('access.share.action'),
      icon: <ShareAltOutlined aria-hidden />,
      lesser: true,
      onClick: () => setOpen('share'),
    });
  actions.push({
    key: 'why',
    label: t('access.why.action'),
    icon: <QuestionCircleOutlined aria-hidden />,
    lesser: true,
    onClick: () => setOpen('why'),
  });
  if (may(resource, 'delete'))
    actions.push({
      key: 'trash',
      label: t('trash.action'),
      icon: <DeleteOutlined aria-hidden />,
      danger: true,
      onClick: () => void trash([id]).then((done) => done && onTrashed?.()),
    });

  const dialog = open ? (
    <Suspense>
      {open === 'assign' ? (
        <AssignDialog resource={resource} ids={[id]} name={name} holder={holderOf(record)} onClose={close} />
      ) : null}
      {open === 'share' ? (
        <ShareDialog
          resource={resource}
          id={id}
          name={name}
          mayShare={may(resource, 'share')}
          mayEdit={may(resource, 'update')}
          onClose={close}
        />
      ) : null}
      {open === 'why' ? <WhyDialog resource={resource} id={id} name={name} onClose={close} /> : null}
    </Suspense>
  ) : null;
  return { actions, dialog, openShares: () => setOpen('share') };
}
