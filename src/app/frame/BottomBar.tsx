import { HomeOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { Navigation } from './Navigation';
import { useNavigation } from './nav';

/** The phone's bar: home, the two nearest screens, search, and the menu with all the rest. */
export function BottomBar({ onPalette }: { onPalette: () => void }) {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  // Open at one address only: going anywhere closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  const near = useNavigation()
    .flatMap(({ items }) => items)
    .slice(0, 2);

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
        <button type="button" onClick={onPalette}>
          <SearchOutlined aria-hidden />
          <span>{t('frame.search')}</span>
        </button>
        <button type="button" onClick={() => setOpenAt(pathname)} aria-haspopup="dialog" aria-expanded={open}>
          <MenuOutlined aria-hidden />
          <span>{t('frame.menu')}</span>
        </button>
      </nav>
      <Drawer
        open={open}
        onClose={() => setOpenAt(null)}
        placement={i18n.dir() === 'rtl' ? 'right' : 'left'}
        size={280}
        title={t('frame.menu')}
      >
        <Navigation />
      </Drawer>
    </>
  );
}
