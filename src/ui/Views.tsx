import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';

const views = [
  ['', 'list', UnorderedListOutlined],
  ['/board', 'board', AppstoreOutlined],
] as const;

/** The two ways to look at a resource, as list and as board; what it is narrowed to goes along. */
export function Views({ base }: { base: string }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  return (
    <nav className="at-views" aria-label={t('ui.views')}>
      {views.map(([part, key, Icon]) => (
        <NavLink key={key} to={{ pathname: `${base}${part}`, search }} end>
          <Icon aria-hidden />
          <span>{t(`ui.view.${key}`)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
