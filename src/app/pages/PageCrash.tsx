import { BugOutlined, CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { StatePanel } from '../../ui/StatePanel';
import { connection } from '../connection';

/** A chunk that a newer build has replaced, or that could not be fetched. */
const isMissingChunk = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|module script failed|preload css/i.test(error.message);

const reloadedKey = 'atrium.reloaded';
const again = 60_000;

/**
 * Loads the window anew where a page's code could not be had although the server answers: a newer build has replaced it, or the
 * browser remembers a failure from when there was no network. Nothing unsaved is lost: whoever leaves it was asked, and what is
 * typed into forms is kept. What fails once more within a minute is left to the reader.
 */
function useReloadOnce(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0);
    if (Math.abs(Date.now() - last) < again) return;
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    window.location.reload();
  }, [wanted]);
}

/** A page that threw: what to do, and what to tell who can mend it. */
export function CrashPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const reload = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t('pages.reload')}
    </Button>
  );
  const missing = isMissingChunk(error);
  const away = !navigator.onLine || connection.get() === 'lost';
  useReloadOnce(missing && !away);
  if (missing)
    return away && onRetry ? (
      <StatePanel
        page
        icon={<DisconnectOutlined />}
        title={t('states.broken')}
        hint={t('errors.offline')}
        role="alert"
        action={<Button onClick={onRetry}>{t('actions.retry')}</Button>}
      />
    ) : (
      <StatePanel
        page
        icon={<CloudSyncOutlined />}
        title={t('connection.stale')}
        role="alert"
        action={reload}
      />
    );
  return (
    <StatePanel
      page
      icon={<BugOutlined />}
      title={t('pages.crash')}
      hint={t('pages.crashHint')}
      role="alert"
      action={
        <>
          {reload}
          <Button href="/">{t('pages.home')}</Button>
          <details className="at-details">
            <summary>{t('pages.details')}</summary>
            <pre dir="ltr">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
          </details>
        </>
      }
    />
  );
}

/** The router's last resort, outside the frame. */
export function PageCrash() {
  return (
    <main className="at-alone">
      <CrashPanel error={useRouteError()} />
    </main>
  );
}
