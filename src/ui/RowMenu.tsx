import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

interface Shown {
  key: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  /** The one that stands out where there is room for buttons. */
  primary?: boolean;
  disabled?: boolean;
}

/** What can be done to a record: goes to an address, or does something. */
export type RowAction = Shown & ({ to: string } | { onClick: () => void });

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
  const navigate = useNavigate();
  if (actions.length === 0) return null;
  const perform = (action: RowAction | undefined) => {
    if (!action) return;
    if ('to' in action) void navigate(action.to);
    else action.onClick();
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: actions.map(({ key, label, icon, danger, disabled }) => ({
          key,
          label,
          icon,
          danger,
          disabled,
        })),
        onClick: ({ key }) => perform(actions.find((action) => action.key === key)),
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
