import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../../ui';
import type { Status } from './options';

/** What is done to a ticket by one click; what went wrong is said, and the ticket is shown as it is now. */
export function useTicketActions(id: string) {
  const { t } = useTranslation();
  const { notification, message } = App.useApp();
  const { profile } = useMe();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();

  const perform = async (name: string, args: Record<string, unknown>, done: string) => {
    try {
      await rpc(name, args);
      void message.success(done);
    } catch (error) {
      notification.error({ title: t('tickets.failed'), description: errorText(error) });
    }
    await invalidate({ resource: 'tickets', invalidates: ['resourceAll'] });
  };

  return {
    /** Makes the caller the assignee. */
    take: () =>
      perform(
        'assign_records',
        { resource: 'tickets', ids: [id], owner_id: profile.id },
        t('tickets.done.take'),
      ),
    setStatus: (status: Status) =>
      perform(
        'save_ticket',
        { payload: { id, ticket: { status } } },
        t(status === 'solved' ? 'tickets.done.solve' : 'tickets.done.reopen'),
      ),
  };
}
