import { useTranslation } from 'react-i18next';

const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A table that is on its way. */
export function TableSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="at-skeleton" role="status" aria-label={t('states.loading')}>
      {lines.map((line) => (
        <span key={line} />
      ))}
    </div>
  );
}

/** A record, or any page with a title and a few lines, that is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="at-skeleton at-skeleton-page" role="status" aria-label={t('states.loading')}>
      {lines.map((line) => (
        <span key={line} />
      ))}
    </div>
  );
}
