import { BugOutlined, CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { StatePanel } from '../../ui/StatePanel';
import { connection } from '../connection';

/** A chunk that a newer build has replaced, or that could not be fetched. */
const isMissingChunk = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|module script failed|preload css/i.test(error.message);

/** A page that threw: what to do, and what to tell who can mend it. */
export function CrashPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const reload = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t('pages.reload')}
    </Button>
  );
  if (isMissingChunk(error)) {
    const away = !navigator.onLine || connection.get() === 'lost';
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
  }
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
