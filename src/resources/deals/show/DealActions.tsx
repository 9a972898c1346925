import { DeleteOutlined, EditOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RowMenu } from '../../../ui';
import type { DealRecord } from '../record';

const AssignDialog = lazy(() => import('../../../ui/record/AssignDialog'));

/** What can be done to a deal on its page, as far as its reader may. */
export function DealActions({
  deal,
  may,
  onTrash,
}: {
  deal: DealRecord;
  may: (resource: string, action: string) => boolean;
  onTrash: () => void;
}) {
  const { t } = useTranslation();
  const [assigning, setAssigning] = useState(false);
  const { id, name } = deal;
  return (
    <>
      {may('deals', 'assign') ? (
        <Button icon={<UserSwitchOutlined />} onClick={() => setAssigning(true)}>
          {t('assign.action')}
        </Button>
      ) : null}
      {may('deals', 'update') || may('deals.financials', 'update') ? (
        <Link className="at-button-link" to={`/deals/${id}/edit`}>
          <EditOutlined aria-hidden /> {t('actions.edit')}
        </Link>
      ) : null}
      {may('deals', 'delete') ? (
        <RowMenu
          name={name}
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
            resource="deals"
            ids={[id]}
            name={name}
            ownerId={deal.owner_id}
            onClose={() => setAssigning(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
