import { FilterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { StatePanel } from '../../ui/StatePanel';
import type { FilterKey } from '../filters';

/** A widget whose figures cannot follow a filter says so, instead of showing others than were asked for. */
export function Lacking({ dimension }: { dimension: FilterKey }) {
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const off = () =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      next.delete(dimension);
      return next;
    });
  return (
    <StatePanel
      icon={<FilterOutlined />}
      title={t('dashboards.lacks.title', { dimension: t(`dashboards.dimension.${dimension}`) })}
      hint={t('dashboards.lacks.hint')}
      role="status"
      action={<Button onClick={off}>{t('dashboards.lacks.off')}</Button>}
    />
  );
}
