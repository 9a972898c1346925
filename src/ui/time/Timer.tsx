import { PauseCircleOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { currentTime } from '../../lib/clock';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import { sayMinutes } from './duration';
import type { TimeEntry } from './time';
import { useWriteTime } from './useTime';

/** The reader's timer that runs: on which record, for how long by the database's clock, and how it ends. */
export function Timer({ timer, here }: { timer: TimeEntry; here: boolean }) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const { locale } = useFormats();
  const errorText = useErrorText();
  const { stop, remove } = useWriteTime();
  const [now, setNow] = useState(() => currentTime().getTime());
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const every = setInterval(() => setNow(currentTime().getTime()), 10_000);
    return () => clearInterval(every);
  }, []);
  const ran = Math.max(0, Math.floor((now - Date.parse(timer.started_at ?? '')) / 60_000));
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      notification.error({ title: t('time.failed'), description: errorText(error) });
    }
    setBusy(false);
  };
  const end = () =>
    act(async () => {
      const stopped = await stop();
      if (!stopped) return;
      const spent = sayMinutes(stopped.minutes, locale);
      if (stopped.capped)
        notification.warning({
          title: t('time.stopped', { spent }),
          description: t('time.cappedAt', { ran: sayMinutes(stopped.ran, locale) }),
          duration: 0,
        });
      else void message.success(t('time.stopped', { spent }));
    });
  return (
    <div className="at-time-running">
      <span>
        {t('time.running', { spent: sayMinutes(ran, locale) })}
        {here ? null : (
          <>
            {' '}
            <Link to={`/${timer.resource}/${timer.record_id}`}>
              <bdi>{timer.title ?? t('time.unseen')}</bdi>
            </Link>
          </>
        )}
      </span>
      <Button
        size="small"
        type="primary"
        icon={<PauseCircleOutlined aria-hidden />}
        loading={busy}
        onClick={() => void end()}
      >
        {t('time.stop')}
      </Button>
      <Button
        size="small"
        disabled={busy}
        onClick={() => void act(async () => void (await remove(timer.id)))}
      >
        {t('time.discard')}
      </Button>
    </div>
  );
}
