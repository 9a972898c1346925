import {
  CheckCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  RedoOutlined,
  UserAddOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../../providers/me';
import { type RowAction, RowMenu, useMayTouch, useTrash } from '../../ui';
import { isDone } from './options';
import type { TicketLine } from './types';
import { useTicketActions } from './useTicketActions';

const AssignDialog = lazy(() => import('../../ui/record/AssignDialog'));

/** What can be done to a ticket from the list. */
export function TicketMenu({ ticket }: { ticket: TicketLine }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { profile } = useMe();
  const trash = useTrash('tickets');
  const may = useMayTouch();
  const { id, subject } = ticket;
  const { take, setStatus } = useTicketActions(id);
  const [assigning, setAssigning] = useState(false);
  const done = isDone(ticket.status);

  const actions: RowAction[] = [];
  if (may('tickets', 'assign', ticket)) {
    if (ticket.assignee_id !== profile.id && !done)
      actions.push({
        key: 'take',
        label: t('tickets.actions.take'),
        icon: <UserAddOutlined />,
        onClick: () => void take(),
      });
    actions.push({
      key: 'assign',
      label: t('assign.action'),
      icon: <UserSwitchOutlined />,
      onClick: () => setAssigning(true),
    });
  }
  if (may('tickets', 'update', ticket))
    actions.push(
      {
        key: 'status',
        label: t(done ? 'tickets.actions.reopen' : 'tickets.actions.solve'),
        icon: done ? <RedoOutlined /> : <CheckCircleOutlined />,
        onClick: () => void setStatus(done ? 'open' : 'solved'),
      },
      {
        key: 'edit',
        label: t('actions.edit'),
        icon: <EditOutlined />,
        onClick: () => void navigate(`/tickets/${id}/edit`),
      },
    );
  if (may('tickets', 'delete', ticket))
    actions.push({
      key: 'trash',
      label: t('trash.action'),
      icon: <DeleteOutlined />,
      danger: true,
      onClick: () => void trash([id]),
    });

  return (
    <>
      <RowMenu name={subject} actions={actions} />
      {assigning ? (
        <Suspense>
          <AssignDialog
            resource="tickets"
            ids={[id]}
            name={subject}
            ownerId={ticket.assignee_id}
            onClose={() => setAssigning(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
