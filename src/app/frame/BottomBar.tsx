import { HomeOutlined, MenuOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { usePart } from '../../ui/usePart';
import { type NavItem, useNavigation } from './nav';

const loadMenu = () => import('./MenuDrawer');

/** The phone's bar: home, three screens (what the reader works on before what they only read), and the menu with all the rest. */
export function BottomBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Open at one address only: going anywhere closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  const MenuDrawer = usePart(loadMenu, open);
  const { permissions } = useMe();
  const rank = ({ name, work, permission }: NavItem) => {
    if (scopeOf(permissions, permission ?? name, 'update') === null) return 0;
    return work === undefined ? 1 : 2;
  };
  const screens = useNavigation().flatMap(({ items }) => items);
  const nearest = [...screens].sort((a, b) => rank(b) - rank(a)).slice(0, 3);
  const near = screens.filter((screen) => nearest.includes(screen));

  return (
    <>
      <nav className="at-bottom" aria-label={t('frame.bottomBar')}>
        <NavLink to="/" end>
          <HomeOutlined aria-hidden />
          <span>{t('frame.home')}</span>
        </NavLink>
        {near.map(({ name, paths, icon: Icon }) => (
          <NavLink key={name} to={paths.list}>
            <span aria-hidden>
              <Icon />
            </span>
            <span>{t(`${name}.title`)}</span>
          </NavLink>
        ))}
        <button type="button" onClick={() => setOpenAt(pathname)} aria-haspopup="dialog" aria-expanded={open}>
          <MenuOutlined aria-hidden />
          <span>{t('frame.menu')}</span>
        </button>
      </nav>
      {MenuDrawer ? <MenuDrawer open={open} onClose={() => setOpenAt(null)} /> : null}
    </>
  );
}
