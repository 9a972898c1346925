import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { Navigation } from './Navigation';

/** The side bar of the wide screen. */
export function SideBar({ bare, onToggle }: { bare: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  return (
    <aside className="at-side">
      <Link to="/" className="at-brand" aria-label={`Atrium – ${organisation.name}`}>
        <img src="/atrium.svg" width={28} height={28} alt="" />
        {bare ? null : (
          <span className="at-brand-text">
            <strong>Atrium</strong>
            <bdi>{organisation.name}</bdi>
          </span>
        )}
      </Link>
      <Navigation bare={bare} />
      <button
        type="button"
        className="at-side-toggle at-flip"
        onClick={onToggle}
        aria-expanded={!bare}
        aria-label={t(bare ? 'frame.expand' : 'frame.collapse')}
        title={t(bare ? 'frame.expand' : 'frame.collapse')}
      >
        {bare ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
      </button>
    </aside>
  );
}
