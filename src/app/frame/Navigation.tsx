import { HomeOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useNavigation } from './nav';

function Item({ to, icon, text, bare }: { to: string; icon: ReactNode; text: string; bare: boolean }) {
  const { i18n } = useTranslation();
  const link = (
    <NavLink to={to} end={to === '/'} className="at-nav-item" aria-label={bare ? text : undefined}>
      <span aria-hidden className="at-nav-icon">
        {icon}
      </span>
      {bare ? null : <span className="at-nav-text">{text}</span>}
    </NavLink>
  );
  if (!bare) return link;
  return (
    <Tooltip title={text} placement={i18n.dir() === 'rtl' ? 'left' : 'right'}>
      {link}
    </Tooltip>
  );
}

/** Every screen the caller may open, grouped by department; `bare` shows the signs alone. */
export function Navigation({ bare = false }: { bare?: boolean }) {
  const { t } = useTranslation();
  const departments = useNavigation();
  return (
    <nav aria-label={t('frame.departments')} className="at-nav">
      <ul>
        <li>
          <Item to="/" icon={<HomeOutlined />} text={t('frame.home')} bare={bare} />
        </li>
      </ul>
      {departments.map(({ group, items }) => (
        <div key={group}>
          <p className="at-nav-group" aria-hidden>
            {bare ? null : t(`groups.${group}`)}
          </p>
          <ul aria-label={t(`groups.${group}`)}>
            {items.map(({ name, paths, icon: Icon }) => (
              <li key={name}>
                <Item to={paths.list} icon={<Icon />} text={t(`${name}.title`)} bare={bare} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
