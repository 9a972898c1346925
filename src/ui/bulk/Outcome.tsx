import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type BulkCounts, bulkRows } from '../../lib/bulk';
import { useMe } from '../../providers/me';
import { StatusTag, type Tone } from '../StatusTag';
import { ErrorState } from '../states';
import { useFormats } from '../useFormats';
import './bulk.css';
import './texts';

const tones: Record<keyof BulkCounts, Tone> = {
  applied: 'good',
  undone: 'info',
  same: 'neutral',
  waiting: 'waiting',
  refused: 'bad',
  kept: 'warning',
};
const order = Object.keys(tones) as (keyof BulkCounts)[];

/** How many records were changed, were so already, were refused …; what there is none of is left out. */
export function Counts({ counts }: { counts: Partial<BulkCounts> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className="at-bulk-counts">
      {order
        .filter((key) => (counts[key] ?? 0) > 0)
        .map((key) => (
          <li key={key}>
            <StatusTag tone={tones[key]}>
              {t(`changes.counts.${key}`, {
                count: counts[key] ?? 0,
                number: formats.number(counts[key] ?? 0),
              })}
            </StatusTag>
          </li>
        ))}
    </ul>
  );
}

/** The records that were refused, or kept by an undo, by name and with the reason. */
export function Left({
  job,
  resource,
  wanted,
}: {
  job: string;
  resource: string;
  wanted: 'refused' | 'kept';
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const rows = useQuery({
    queryKey: ['bulk', job, wanted],
    queryFn: () => bulkRows(client, job, wanted),
  });
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data || rows.data.length === 0) return null;
  return (
    <section aria-label={t(`changes.left.${wanted}`)}>
      <h3>{t(`changes.left.${wanted}`)}</h3>
      <ul className="at-bulk-rows">
        {rows.data.map(({ id, name, issue }) => (
          <li key={id}>
            {name === null ? (
              <span className="at-hint">{t('changes.unseen')}</span>
            ) : (
              <Link to={`/${resource}/${id}`}>
                <bdi>{name}</bdi>
              </Link>
            )}
            <span className="at-hint">{t(`errors.${issue}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
