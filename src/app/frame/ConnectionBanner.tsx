import { CloudServerOutlined, DisconnectOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection, probe } from '../connection';

const onlineNow = () => navigator.onLine;
function subscribeOnline(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

const tryEvery = 5_000;

/** Says that the network or the server is away, keeps trying, and brings the page up to date when it is back. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const online = useSyncExternalStore(subscribeOnline, onlineNow);
  const server = useSyncExternalStore(connection.subscribe, connection.get);
  const [asking, setAsking] = useState(false);
  const away = !online || server === 'lost';
  const wasAway = useRef(false);

  useEffect(() => {
    if (away) {
      wasAway.current = true;
      const timer = setInterval(() => void probe(), tryEvery);
      return () => clearInterval(timer);
    }
    if (wasAway.current) {
      wasAway.current = false;
      void message.success(t('connection.back'));
      void queries.invalidateQueries();
    }
    return undefined;
  }, [away, message, queries, t]);

  const retry = async () => {
    setAsking(true);
    await probe();
    setAsking(false);
  };

  return (
    <div role="status" className="at-connection" hidden={!away}>
      {away ? (
        <>
          {online ? <CloudServerOutlined aria-hidden /> : <DisconnectOutlined aria-hidden />}
          <span>{t(online ? 'connection.lost' : 'connection.offline')}</span>
          <Button size="small" loading={asking} onClick={() => void retry()}>
            {t('connection.retry')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
