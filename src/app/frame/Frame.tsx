import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { clockError } from '../../lib/clock';
import { useMe } from '../../providers/me';
import { ConfirmLeave } from '../../ui/ConfirmLeave';
import { usePart } from '../../ui/usePart';
import { useSessionState } from '../services';
import { BottomBar } from './BottomBar';
import { ConnectionBanner } from './ConnectionBanner';
import { SideBar } from './SideBar';
import { useSaveEarlyChoices } from './saveProfile';
import { scrollKey, scrollStorage } from './scroll';
import { TopBar } from './TopBar';

const loadPalette = () => import('../palette/Palette');
const loadClock = () => import('./ClockBanner');
const loadViewAs = () => import('./ViewAsBanner');
const loadSessionExpired = () => import('./SessionExpired');
const bareKey = 'atrium.sidebar';

const worthSaying = 10 * 60_000;
const clockWrong = () => Math.abs(clockError.get()) > worthSaying;

/** Whether this machine's clock is so wrong that its reader should know. */
const useClockWrong = () => useSyncExternalStore(clockError.subscribe, clockWrong);

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
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!held || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return { open, setOpen, show: () => setOpen(true), Part: usePart(loadPalette, open) };
}

/** What surrounds every page. */
export function Frame() {
  const { t } = useTranslation();
  const content = useFocusOnPageChange();
  useSaveEarlyChoices();
  const [bare, setBare] = useState(localStorage.getItem(bareKey) === 'bare');
  const palette = usePalette();
  const { status } = useSessionState();
  const { permissions } = useMe();
  const clockIsWrong = useClockWrong();
  const Clock = usePart(loadClock, clockIsWrong);
  const ViewAs = usePart(loadViewAs, permissions.viewing_as !== null);
  const SessionExpired = usePart(loadSessionExpired, status === 'expired');

  const toggle = () => {
    localStorage.setItem(bareKey, bare ? 'full' : 'bare');
    setBare(!bare);
  };

  return (
    <div className={bare ? 'at-frame at-frame-bare' : 'at-frame'}>
      <Link
        className="at-skip"
        to="#content"
        onClick={(event) => {
          // Not the browser's own jump: that would be a step in the history that the router did not make.
          event.preventDefault();
          content.current?.focus();
        }}
      >
        {t('frame.skip')}
      </Link>
      <SideBar bare={bare} onToggle={toggle} />
      <div className="at-column">
        <TopBar onPalette={palette.show} />
        <ConnectionBanner />
        {Clock && clockIsWrong ? <Clock /> : null}
        {ViewAs ? <ViewAs /> : null}
        <main id="content" ref={content} tabIndex={-1} className="at-sheet">
          <Outlet context={{ openPalette: palette.show }} />
        </main>
      </div>
      <BottomBar />
      {palette.Part ? <palette.Part open={palette.open} onOpenChange={palette.setOpen} /> : null}
      {SessionExpired ? <SessionExpired /> : null}
      <ConfirmLeave />
      <ScrollRestoration getKey={scrollKey} storageKey={scrollStorage} />
    </div>
  );
}
