import type { DropdownProps, MenuProps } from 'antd';
import { cloneElement, type ReactElement, useState } from 'react';
import { usePart } from './usePart';

const loadDropdown = () => import('antd/es/dropdown');

interface Trigger {
  onClick?: () => void;
  autoFocus?: boolean;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

/** A menu that opens on a click of the button in it. antd's is fetched meanwhile, or by the first click. */
export function ClickMenu({
  menu,
  placement,
  startOpen = false,
  children,
}: {
  menu: MenuProps;
  placement?: DropdownProps['placement'];
  /** Open, with the focus, from the first moment. */
  startOpen?: boolean;
  children: ReactElement<Trigger>;
}) {
  const [wanted, setWanted] = useState(startOpen);
  const [open, setOpen] = useState(true);
  const Dropdown = usePart<DropdownProps>(loadDropdown, wanted);
  const button = (expanded: boolean, more: Trigger) =>
    cloneElement(children, { 'aria-haspopup': 'menu', 'aria-expanded': expanded, ...more });
  if (!Dropdown || !wanted) return button(false, { autoFocus: wanted, onClick: () => setWanted(true) });
  return (
    <Dropdown trigger={['click']} placement={placement} open={open} onOpenChange={setOpen} menu={menu}>
      {button(open, { autoFocus: true })}
    </Dropdown>
  );
}
