import {
  CheckCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  RedoOutlined,
  UserAddOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { RowMenu } from '../../ui';
import { isDone } from './options';
import type { TicketRecord } from './record';
import { useTicketActions } from './useTicketActions';

const AssignDialog = lazy(() => import('../../ui/record/AssignDialog'));

/** What can be done to a ticket on its page, as far as its reader may. */
export function TicketActions({
  ticket,
  may,
  onTrash,
}: {
  ticket: TicketRecord;
  may: (action: string) => boolean;
  onTrash: () => void;
}) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const { id, subject } = ticket;
  const { take, setStatus } = useTicketActions(id);
  const [assigning, setAssigning] = useState(false);
  const [busy, setBusy] = useState(false);
  const done = isDone(ticket.status);
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    void work().finally(() => setBusy(false));
  };

  return (
    <>
      {may('assign') && ticket.assignee_id !== profile.id && !done ? (
        <Button
          type={ticket.assignee_id ? 'default' : 'primary'}
          icon={<UserAddOutlined />}
          disabled={busy}
          onClick={() => run(take)}
        >
          {t('tickets.actions.take')}
        </Button>
      ) : null}
      {may('update') ? (
        <Button
          icon={done ? <RedoOutlined /> : <CheckCircleOutlined />}
          disabled={busy}
          onClick={() => run(() => setStatus(done ? 'open' : 'solved'))}
        >
          {t(done ? 'tickets.actions.reopen' : 'tickets.actions.solve')}
        </Button>
      ) : null}
      {may('assign') ? (
        <Button icon={<UserSwitchOutlined />} onClick={() => setAssigning(true)}>
          {t('assign.action')}
        </Button>
      ) : null}
      {may('update') ? (
        <Link className="at-button-link" to={`/tickets/${id}/edit`}>
          <EditOutlined aria-hidden /> {t('actions.edit')}
        </Link>
      ) : null}
      {may('delete') ? (
        <RowMenu
          name={subject}
          large
          actions={[
            {
              key: 'trash',
              label: t('trash.action'),
              icon: <DeleteOutlined />,
              danger: true,
              onClick: onTrash,
            },
          ]}
        />
      ) : null}
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
