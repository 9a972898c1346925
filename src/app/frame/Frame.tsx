import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { ConfirmLeave } from '../../ui/ConfirmLeave';
import { useSessionState } from '../services';
import { BottomBar } from './BottomBar';
import { ConnectionBanner } from './ConnectionBanner';
import { SideBar } from './SideBar';
import { TopBar } from './TopBar';

const Palette = lazy(() => import('../palette/Palette'));
const SessionExpired = lazy(() => import('./SessionExpired'));
const bareKey = 'atrium.sidebar';

/** Moves the focus to the content when the page changes, unless the page took it itself. */
function useFocusOnPageChange() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (!content.current?.contains(document.activeElement)) content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

function usePalette() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((now) => !now);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  return { open, setOpen, wanted, show };
}

/** What surrounds every page. */
export function Frame() {
  const { t } = useTranslation();
  const content = useFocusOnPageChange();
  const [bare, setBare] = useState(localStorage.getItem(bareKey) === 'bare');
  const palette = usePalette();
  const { status } = useSessionState();
  const [expiredOnce, setExpiredOnce] = useState(false);
  if (status === 'expired' && !expiredOnce) setExpiredOnce(true);

  const toggle = () => {
    localStorage.setItem(bareKey, bare ? 'full' : 'bare');
    setBare(!bare);
  };

  return (
    <div className={bare ? 'at-frame at-frame-bare' : 'at-frame'}>
      <a className="at-skip" href="#content">
        {t('frame.skip')}
      </a>
      <SideBar bare={bare} onToggle={toggle} />
      <div className="at-column">
        <TopBar onPalette={palette.show} />
        <ConnectionBanner />
        <main id="content" ref={content} tabIndex={-1} className="at-sheet">
          <Outlet context={{ openPalette: palette.show }} />
        </main>
      </div>
      <BottomBar onPalette={palette.show} />
      {palette.wanted ? (
        <Suspense>
          <Palette open={palette.open} onOpenChange={palette.setOpen} />
        </Suspense>
      ) : null}
      {status === 'expired' || expiredOnce ? (
        <Suspense>
          <SessionExpired />
        </Suspense>
      ) : null}
      <ConfirmLeave />
      <ScrollRestoration />
    </div>
  );
}
