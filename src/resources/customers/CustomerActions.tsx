import { DeleteOutlined, EditOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RowMenu } from '../../ui';
import type { CustomerRecord } from './record';

const AssignDialog = lazy(() => import('../../ui/record/AssignDialog'));

/** What can be done to a customer on its page, as far as its reader may. */
export function CustomerActions({
  customer,
  may,
  onTrash,
}: {
  customer: CustomerRecord;
  may: (resource: string, action: string) => boolean;
  onTrash: () => void;
}) {
  const { t } = useTranslation();
  const [assigning, setAssigning] = useState(false);
  const { id, name } = customer;
  const mayEdit = ['customers', 'customers.contact_details', 'customers.demographics'].some((part) =>
    may(part, 'update'),
  );
  return (
    <>
      {may('customers', 'assign') ? (
        <Button icon={<UserSwitchOutlined />} onClick={() => setAssigning(true)}>
          {t('assign.action')}
        </Button>
      ) : null}
      {mayEdit ? (
        <Link className="at-button-link" to={`/customers/${id}/edit`}>
          <EditOutlined aria-hidden /> {t('actions.edit')}
        </Link>
      ) : null}
      {may('customers', 'delete') ? (
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
            resource="customers"
            ids={[id]}
            name={name}
            ownerId={customer.owner_id}
            onClose={() => setAssigning(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
