import { DeleteOutlined, EditOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type RowAction, RowMenu, useMayTouch, useTrash } from '../../ui';
import type { CustomerLine } from './types';

const AssignDialog = lazy(() => import('../../ui/record/AssignDialog'));

type Named = Pick<CustomerLine, 'id' | 'name' | 'owner_id' | 'created_by'>;

/** What can be done to a customer from the list. */
export function CustomerMenu({ customer }: { customer: Named }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trash = useTrash('customers');
  const may = useMayTouch();
  const [assigning, setAssigning] = useState(false);
  const { id, name } = customer;

  const actions: RowAction[] = [];
  if (may('customers', 'update', customer) || may('customers.contact_details', 'update', customer))
    actions.push({
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined />,
      onClick: () => void navigate(`/customers/${id}/edit`),
    });
  if (may('customers', 'assign', customer))
    actions.push({
      key: 'assign',
      label: t('assign.action'),
      icon: <UserSwitchOutlined />,
      onClick: () => setAssigning(true),
    });
  if (may('customers', 'delete', customer))
    actions.push({
      key: 'trash',
      label: t('trash.action'),
      icon: <DeleteOutlined />,
      danger: true,
      onClick: () => void trash([id]),
    });

  return (
    <>
      <RowMenu name={name} actions={actions} />
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
