import {
  EditOutlined,
  EyeOutlined,
  LoginOutlined,
  MailOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { type RowAction, useErrorText } from '../../ui';
import { useViewAs } from '../../ui/access/useViewAs';
import { useSignIns } from './useSignIns';

const DeactivateDialog = lazy(() => import('./DeactivateDialog'));

interface Subject {
  id: string;
  full_name: string;
  active: boolean;
  email: string | null;
}

/** What an administrator can do with a person, and the dialog that it may open. */
export function usePersonActions(person: Subject): { actions: RowAction[]; dialog: ReactNode } {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { profile } = useMe();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const viewAs = useViewAs();
  const manages = useScope('profiles', 'update') === 'all';
  const givesRoles = useScope('roles', 'update') !== null;
  const signIn = useSignIns().signIns.get(person.id);
  const [leaving, setLeaving] = useState(false);
  const { id, full_name: name, active } = person;
  const me = id === profile.id;

  const perform = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      void message.success(done);
    } catch (error) {
      void message.error(errorText(error));
    }
    await invalidate({ resource: 'profiles', invalidates: ['resourceAll'] });
  };

  const actions: RowAction[] = [];
  if (manages && givesRoles && active && person.email && signIn && !signIn.last_sign_in_at && !me)
    actions.push({
      key: 'invite',
      label: t(signIn.state === 'none' ? 'people.invite.action' : 'people.invite.again'),
      icon: <MailOutlined aria-hidden />,
      onClick: () =>
        void perform(
          () => rpc('resend_invitation', { payload: { id, app_url: window.location.origin } }),
          t('people.invite.sent', { name }),
        ),
    });
  if (manages)
    actions.push({
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined aria-hidden />,
      to: `/people/${id}/edit`,
    });
  if (viewAs.may && active && !me)
    actions.push({
      key: 'view-as',
      label: t('access.viewAs.action'),
      icon: <EyeOutlined aria-hidden />,
      onClick: () => viewAs.ask({ person_id: id }, name),
    });
  if (manages && !active)
    actions.push({
      key: 'reactivate',
      label: t('people.reactivate.action'),
      icon: <LoginOutlined aria-hidden />,
      onClick: () =>
        void perform(
          () => rpc('reactivate_person', { payload: { id } }),
          t('people.reactivate.done', { name }),
        ),
    });
  if (manages && active && !me)
    actions.push({
      key: 'deactivate',
      label: t('people.deactivate.action'),
      icon: <UserDeleteOutlined aria-hidden />,
      danger: true,
      onClick: () => setLeaving(true),
    });

  const dialog = leaving ? (
    <Suspense>
      <DeactivateDialog id={id} name={name} onClose={() => setLeaving(false)} />
    </Suspense>
  ) : null;
  return { actions, dialog };
}
