import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { useViewAs } from '../../ui/access/useViewAs';
import { useFormats } from '../../ui/useFormats';

/** While an administrator sees Atrium as somebody else: as whom, until when, and the way back. */
export default function ViewAsBanner() {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useAccessWords();
  const { viewing, stop } = useViewAs();
  const [busy, setBusy] = useState(false);
  if (!viewing) return null;
  const name = viewing.kind === 'role' ? words.role(viewing) : viewing.name;
  const end = async () => {
    setBusy(true);
    await stop();
    setBusy(false);
  };
  return (
    <section className="at-view-as" aria-label={t('access.viewAs.action')}>
      <EyeOutlined aria-hidden />
      <span>
        {t(`access.viewAs.${viewing.kind}`, { name })} ·{' '}
        {t('access.viewAs.until', { time: formats.exact(viewing.until) })}
      </span>
      <Button size="small" loading={busy} onClick={() => void end()}>
        {t('access.viewAs.stop')}
      </Button>
    </section>
  );
}
