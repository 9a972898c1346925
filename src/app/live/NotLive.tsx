import { CloudServerOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { liveStatus } from '../../providers/live/live';

/** A line that is cut and made again at once is not worth a word. */
const afterMs = 4_000;

/** A quiet sign that changes do not come by themselves, while that is so. */
export function NotLive() {
  const { t } = useTranslation();
  const away = useSyncExternalStore(liveStatus.subscribe, liveStatus.get) === 'away';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!away) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), afterMs);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <span role="status" className="at-not-live">
      {shown ? (
        <Tooltip title={t('live.notLiveHint')} trigger={['hover', 'focus', 'click']}>
          <button type="button" className="at-not-live-sign">
            <CloudServerOutlined aria-hidden />
            <span>{t('live.notLive')}</span>
          </button>
        </Tooltip>
      ) : null}
    </span>
  );
}
