import { MoreOutlined } from '@ant-design/icons';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Three dots. `name` is the record's, for readers. */
export function MenuButton({ name, ...more }: { name: string } & ComponentProps<'button'>) {
  const { t } = useTranslation();
  return (
    <button
      {...more}
      type="button"
      className={['at-row-menu', more.className].filter(Boolean).join(' ')}
      aria-haspopup="menu"
      aria-label={t('list.actionsOf', { name })}
    >
      <MoreOutlined aria-hidden />
    </button>
  );
}

/**
 * A menu behind three dots that is made when somebody opens it: a list of a hundred rows draws a hundred buttons, not a
 * hundred menus. `menu` gives a `RowMenu` that starts open.
 */
export function MenuOnDemand({ name, menu }: { name: string; menu: () => ReactNode }) {
  const [wanted, setWanted] = useState(false);
  return wanted ? menu() : <MenuButton name={name} aria-expanded={false} onClick={() => setWanted(true)} />;
}
