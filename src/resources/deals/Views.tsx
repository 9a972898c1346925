import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';

const views = [
  ['/deals', 'list', UnorderedListOutlined],
  ['/deals/board', 'board', AppstoreOutlined],
] as const;

/** The two ways to look at deals; what they are narrowed to goes along. */
export function Views() {
  const { t } = useTranslation();
  const { search } = useLocation();
  return (
    <nav className="at-views" aria-label={t('deals.views')}>
      {views.map(([to, key, Icon]) => (
        <NavLink key={key} to={{ pathname: to, search }} end>
          <Icon aria-hidden />
          <span>{t(`deals.view.${key}`)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
