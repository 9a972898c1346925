import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface RowAction {
  key: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onClick: () => void;
}

/** What can be done to a record, behind three dots. `name` is the record's, for readers. */
export function RowMenu({
  name,
  actions,
  large = false,
}: {
  name: string;
  actions: readonly RowAction[];
  large?: boolean;
}) {
  const { t } = useTranslation();
  if (actions.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: actions.map(({ key, label, icon, danger }) => ({ key, label, icon, danger })),
        onClick: ({ key }) => actions.find((action) => action.key === key)?.onClick(),
      }}
    >
      <Button
        type={large ? 'default' : 'text'}
        size={large ? 'middle' : 'small'}
        icon={<MoreOutlined />}
        aria-label={t('list.actionsOf', { name })}
      />
    </Dropdown>
  );
}
