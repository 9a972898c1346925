import { DeleteOutlined, EditOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type RowAction, RowMenu, useMayTouch, useTrash } from '../../ui';
import type { Deal } from './types';

const AssignDialog = lazy(() => import('../../ui/record/AssignDialog'));

/** What can be done to a deal from where it is listed; `more` stands first. */
export function DealMenu({
  deal,
  more = [],
  onTrashed,
}: {
  deal: Pick<Deal, 'id' | 'name' | 'owner_id' | 'created_by'>;
  more?: readonly RowAction[];
  onTrashed?: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trash = useTrash('deals');
  const may = useMayTouch();
  const [assigning, setAssigning] = useState(false);
  const { id, name } = deal;

  const actions: RowAction[] = [...more];
  if (may('deals', 'update', deal) || may('deals.financials', 'update', deal))
    actions.push({
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined />,
      onClick: () => void navigate(`/deals/${id}/edit`),
    });
  if (may('deals', 'assign', deal))
    actions.push({
      key: 'assign',
      label: t('assign.action'),
      icon: <UserSwitchOutlined />,
      onClick: () => setAssigning(true),
    });
  if (may('deals', 'delete', deal))
    actions.push({
      key: 'trash',
      label: t('trash.action'),
      icon: <DeleteOutlined />,
      danger: true,
      onClick: () => void trash([id]).then((done) => done && onTrashed?.()),
    });

  return (
    <>
      <RowMenu name={name} actions={actions} />
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
