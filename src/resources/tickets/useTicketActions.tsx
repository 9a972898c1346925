import { CheckCircleOutlined, RedoOutlined, UserAddOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { type RowAction, useErrorText } from '../../ui';
import { isDone } from './options';
import type { TicketLine } from './types';

/**
 * What is done to a ticket by one click, as far as one may: take it, solve it, open it again. What went wrong is said, and
 * the ticket is shown as it is now.
 */
export function useTicketActions(
  { id, assignee_id, status }: Pick<TicketLine, 'id' | 'assignee_id' | 'status'>,
  may: (action: string) => boolean,
): RowAction[] {
  const { t } = useTranslation();
  const { notification, message } = App.useApp();
  const { profile } = useMe();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const done = isDone(status);

  const perform = async (name: string, args: Record<string, unknown>, said: string) => {
    setBusy(true);
    try {
      await rpc(name, args);
      void message.success(said);
    } catch (error) {
      notification.error({ title: t('tickets.failed'), description: errorText(error) });
    }
    setBusy(false);
    await invalidate({ resource: 'tickets', invalidates: ['resourceAll'] });
  };

  const actions: RowAction[] = [];
  if (may('assign') && assignee_id !== profile.id && !done)
    actions.push({
      key: 'take',
      label: t('tickets.actions.take'),
      icon: <UserAddOutlined aria-hidden />,
      primary: !assignee_id,
      disabled: busy,
      onClick: () => void perform('take_ticket', { ticket: id, seen: assignee_id }, t('tickets.done.take')),
    });
  if (may('update'))
    actions.push({
      key: 'status',
      label: t(done ? 'tickets.actions.reopen' : 'tickets.actions.solve'),
      icon: done ? <RedoOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden />,
      disabled: busy,
      onClick: () =>
        void perform(
          'save_ticket',
          { payload: { id, ticket: { status: done ? 'open' : 'solved' } } },
          t(done ? 'tickets.done.reopen' : 'tickets.done.solve'),
        ),
    });
  return actions;
}
