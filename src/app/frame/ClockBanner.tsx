import { ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { clockError, currentTime } from '../../lib/clock';
import { useFormats } from '../../ui/useFormats';

const worthSaying = 10 * 60_000;

/** Says that this machine's clock is wrong and by which one the page goes, until it is set right or hidden. */
export function ClockBanner() {
  const { t } = useTranslation();
  const formats = useFormats();
  const wrong = Math.abs(useSyncExternalStore(clockError.subscribe, clockError.get)) > worthSaying;
  const [hidden, setHidden] = useState(false);
  const shown = wrong && !hidden;
  return (
    <div role="status" className="at-connection" hidden={!shown}>
      {shown ? (
        <>
          <ClockCircleOutlined aria-hidden />
          <span>{t('connection.clock', { time: formats.exact(currentTime()) })}</span>
          <Button size="small" onClick={() => setHidden(true)}>
            {t('connection.hide')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
