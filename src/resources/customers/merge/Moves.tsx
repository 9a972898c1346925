import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../../providers/useRpc';
import { useFormats } from '../../../ui';
import type { CustomerRecord } from '../record';

const counted = ['deals', 'orders', 'tickets', 'tasks', 'activities'] as const;

/** What of the others will hang on the customer that is kept, as far as the reader sees it. */
export function Moves({ kept, others }: { kept: CustomerRecord; others: readonly CustomerRecord[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rpc = useRpc();
  const overviews = useQueries({
    queries: others.map(({ id }) => ({
      queryKey: ['data', 'default', 'customers', 'overview', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        rpc('customer_overview', { id }, { stable: true, signal }) as Promise<{
          counts?: Partial<Record<string, number>>;
        } | null>,
    })),
  });
  const sum = (kind: string) => overviews.reduce((total, { data }) => total + (data?.counts?.[kind] ?? 0), 0);
  const lines: [string, number][] = [
    ['contacts', others.reduce((total, { contacts }) => total + contacts.length, 0)],
    ...counted.map((kind): [string, number] => [kind, sum(kind)]),
    [
      'subsidiaries',
      others.flatMap(({ subsidiaries }) => subsidiaries).filter(({ id }) => id !== kept.id).length,
    ],
  ];
  const words = lines
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => t(`customers.merge.counts.${kind}`, { count, number: formats.number(count) }));
  const ready = overviews.every(({ isPending }) => !isPending);
  return (
    <>
      <h2>{t('customers.merge.moves', { name: `\u2068${kept.name}\u2069` })}</h2>
      <p aria-busy={!ready}>
        {words.length > 0 ? formats.list(words) : ready ? t('customers.merge.nothing') : '…'}
      </p>
    </>
  );
}
