import { useDeleteMany, useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../providers/me';
import { useErrorText } from './states';
import { useUndoNotice } from './useUndoNotice';

/**
 * Moves records to the trash at once and offers to take it back: `const trash = useTrash('customers')`, then
 * `await trash(ids)`. Resolves to whether it was done; what went wrong has then been said. `restored` is called after they were
 * taken back.
 */
export function useTrash(
  resource: string,
  restored?: () => Promise<void>,
): (ids: string[]) => Promise<boolean> {
  const { t } = useTranslation();
  const { notification, message } = App.useApp();
  const { client } = useMe();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const offerUndo = useUndoNotice();
  const { mutateAsync } = useDeleteMany();

  return async (ids) => {
    try {
      await mutateAsync({ resource, ids, successNotification: false, errorNotification: false });
    } catch (error) {
      notification.error({ title: t('trash.failed'), description: errorText(error) });
      return false;
    }
    const restore = async () => {
      const { error } = await client.rpc('restore_records', { resource, ids });
      if (error) {
        notification.error({ title: t('trash.restoreFailed'), description: t('errors.unknown') });
        return;
      }
      await invalidate({ resource, invalidates: ['list', 'many', 'detail'] });
      await restored?.();
      void message.success(t('trash.restored', { count: ids.length }));
    };
    offerUndo(`trash-${ids[0]}`, t('trash.done', { count: ids.length }), restore);
    return true;
  };
}
