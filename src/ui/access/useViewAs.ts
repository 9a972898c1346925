import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../states';

/** Seeing Atrium as somebody else: whether one may, asking first, and coming back. */
export function useViewAs() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const { permissions, refresh } = useMe();
  const rpc = useRpc();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const viewing = permissions.viewing_as;
  const may = useScope('roles', 'view_as') !== null && !viewing;

  /** Asks, and begins. */
  const ask = (whom: { person_id: string } | { role_id: string }, name: string) =>
    modal.confirm({
      title: t('access.viewAs.confirm', { name }),
      content: t('access.viewAs.hint'),
      okText: t('access.viewAs.action'),
      cancelText: t('actions.cancel'),
      onOk: async () => {
        try {
          await rpc('start_view_as', { payload: whom });
          await refresh();
          await navigate('/');
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });

  const stop = async () => {
    try {
      await rpc('stop_view_as', {});
      await refresh();
    } catch (error) {
      void message.error(errorText(error));
    }
  };

  return { may, viewing, ask, stop };
}
