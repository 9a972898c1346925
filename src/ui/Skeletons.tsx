import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A table that is on its way. */
export function TableSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="at-table-skeleton" role="status" aria-label={t('states.loading')}>
      {rows.map((row) => (
        <Skeleton key={row} active title={false} paragraph={{ rows: 1, width: '100%' }} />
      ))}
    </div>
  );
}

/** A record, or any page with a title and a few cards, that is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="at-page-skeleton" role="status" aria-label={t('states.loading')}>
      <Skeleton active title={{ width: 240 }} paragraph={{ rows: 1, width: 420 }} />
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    </div>
  );
}
