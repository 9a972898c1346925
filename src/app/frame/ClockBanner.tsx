import { ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import { useFormats } from '../../ui/useFormats';

/** Says that this machine's clock is wrong and by which one the page goes, until it is hidden. */
export default function ClockBanner() {
  const { t } = useTranslation();
  const formats = useFormats();
  const [hidden, setHidden] = useState(false);
  return (
    <div role="status" className="at-connection" hidden={hidden}>
      <ClockCircleOutlined aria-hidden />
      <span>{t('connection.clock', { time: formats.exact(currentTime()) })}</span>
      <Button size="small" onClick={() => setHidden(true)}>
        {t('connection.hide')}
      </Button>
    </div>
  );
}
