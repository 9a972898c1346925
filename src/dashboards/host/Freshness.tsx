import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/useFormats';
import type { Refreshing } from './useRefreshing';

/** The time of the figures; where they are older than they should be, it says so. */
export function Freshness({ refreshing: { at, stale } }: { refreshing: Pick<Refreshing, 'at' | 'stale'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!at) return null;
  return (
    <span className={stale ? 'at-fresh at-fresh-stale' : 'at-fresh'} title={formats.exact(at)}>
      {stale ? <WarningOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}
      <span>
        {t(stale ? 'dashboards.refresh.stale' : 'dashboards.refresh.asOf', { time: formats.time(at) })}
      </span>
    </span>
  );
}
