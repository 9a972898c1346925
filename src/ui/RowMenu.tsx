import { MoreOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ClickMenu } from './ClickMenu';
import { MenuButton } from './MenuOnDemand';

interface Shown {
  key: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  /** The one that stands out where there is room for buttons. */
  primary?: boolean;
  disabled?: boolean;
  /** Stands behind the three dots even where there is room for buttons. */
  lesser?: boolean;
}

/** What can be done to a record: goes to an address, or does something. */
export type RowAction = Shown & ({ to: string } | { onClick: () => void });

/** What can be done to a record, behind three dots. `name` is the record's, for readers. */
export function RowMenu({
  name,
  actions,
  large = false,
  startOpen = false,
}: {
  name: string;
  actions: readonly RowAction[];
  large?: boolean;
  /** Open, with the focus, from the first moment. */
  startOpen?: boolean;
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
    <ClickMenu
      placement="bottomRight"
      startOpen={startOpen}
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
      {large ? (
        <Button icon={<MoreOutlined aria-hidden />} aria-label={t('list.actionsOf', { name })} />
      ) : (
        <MenuButton name={name} />
      )}
    </ClickMenu>
  );
}
