import { SearchOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { NotLive } from '../live/NotLive';
import { LanguageSwitch, ModeSwitch } from './Switches';
import { UserMenu } from './UserMenu';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The bar on top: the palette's button at the start, the person's own things at the end. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="at-top">
      <Link to="/" className="at-top-mark" aria-label={t('frame.home')}>
        <img src="/atrium.svg" width={28} height={28} alt="" />
      </Link>
      <button
        type="button"
        className="at-palette-button"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <SearchOutlined aria-hidden />
        <span>{t('frame.palette')}</span>
        <kbd dir="ltr" aria-hidden>
          {isMac ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      <div className="at-top-end">
        <NotLive />
        <span className="at-bell-place" />
        <LanguageSwitch />
        <ModeSwitch />
        <UserMenu />
      </div>
    </header>
  );
}
