import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSpec } from '../../ui/list';
import { listSelect, type OrderLine } from './record';
import { useWords } from './useWords';

type Exported = OrderLine & {
  deal: { name: string } | null;
  items: { quantity: number; product: { name: string } | null }[];
};

/** What an export of orders holds: every fact of the list, the deal, and the products. */
export function useExport(): ExportSpec<Exported> {
  const { t } = useTranslation();
  const { word } = useWords();
  return useMemo(() => {
    const title = (field: string) => t(`orders.fields.${field}`);
    return {
      select: `${listSelect}, deal:deals!deal_id(name), items:order_items(quantity,product:products(name))`,
      columns: [
        { title: title('number'), value: (row) => row.number },
        { title: title('external_id'), value: (row) => row.external_id },
        { title: title('customer_id'), value: (row) => row.customer?.name },
        { title: title('status'), value: (row) => word('orderStatuses', row.status) },
        { title: title('ordered_at'), value: (row) => row.ordered_at },
        { title: title('total'), value: (row) => row.total },
        { title: title('currency'), value: (row) => row.currency },
        {
          title: title('product'),
          value: (row) =>
            row.items.map(({ quantity, product }) => `${quantity} × ${product?.name}`).join('; '),
        },
        { title: title('deal_id'), value: (row) => row.deal?.name },
        { title: title('owner_id'), value: (row) => row.owner?.full_name },
      ],
    };
  }, [t, word]);
}
