import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSpec } from '../../ui/list';
import { type DealLine, listSelect } from './types';
import { useWords } from './useWords';

type Exported = DealLine & {
  external_id: string | null;
  next_step: string | null;
  lost_reason: { name: string } | null;
  competitor: { name: string } | null;
  pipeline: { name: string } | null;
  items: { product: { name: string } | null }[];
};

/** What an export of deals holds: every fact of the list, and what they are about. */
export function useExport(): ExportSpec<Exported> {
  const { t } = useTranslation();
  const { word } = useWords();
  return useMemo(() => {
    const title = (field: string) => t(`deals.fields.${field}`);
    return {
      select: `${listSelect}, external_id, next_step, lost_reason:lost_reasons!lost_reason_id(name), competitor:competitors!competitor_id(name), pipeline:pipelines!pipeline_id(name), items:deal_items(product:products(name))`,
      columns: [
        { title: title('number'), value: (row) => row.number },
        { title: title('name'), value: (row) => row.name },
        { title: title('customer_id'), value: (row) => row.customer?.name },
        { title: title('pipeline_id'), value: (row) => row.pipeline?.name },
        { title: title('stage_id'), value: (row) => row.stage?.name },
        { title: title('outcome'), value: (row) => word('outcomes', row.outcome) },
        { title: title('amount'), value: (row) => row.amount },
        { title: title('currency'), value: (row) => row.currency },
        {
          title: title('amount_is_estimate'),
          value: (row) => t(row.amount_is_estimate ? 'form.yes' : 'form.no'),
        },
        { title: title('product'), value: (row) => row.items.map(({ product }) => product?.name).join('; ') },
        { title: title('owner_id'), value: (row) => row.owner?.full_name },
        { title: title('source'), value: (row) => word('sources', row.source) },
        { title: title('next_step'), value: (row) => row.next_step },
        { title: title('opened_at'), value: (row) => row.opened_at },
        { title: title('expected_close_date'), value: (row) => row.expected_close_date },
        { title: title('closed_at'), value: (row) => row.closed_at },
        { title: title('lost_reason_id'), value: (row) => row.lost_reason?.name },
        { title: title('competitor_id'), value: (row) => row.competitor?.name },
        { title: title('external_id'), value: (row) => row.external_id },
      ],
    };
  }, [t, word]);
}
