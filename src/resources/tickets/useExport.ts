import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSpec } from '../../ui/list';
import { listSelect, type TicketLine } from './types';
import { useWords } from './useWords';

type Exported = TicketLine & {
  first_response_at: string | null;
  solved_at: string | null;
  reopened_count: number;
  contact: { full_name: string } | null;
  product: { name: string } | null;
};

/** What an export of tickets holds: every fact of the list, and how they went. */
export function useExport(): ExportSpec<Exported> {
  const { t } = useTranslation();
  const { word } = useWords();
  return useMemo(() => {
    const title = (field: string) => t(`tickets.fields.${field}`);
    return {
      select: `${listSelect}, first_response_at, solved_at, reopened_count, contact:contacts!contact_id(full_name), product:products!product_id(name)`,
      columns: [
        { title: title('number'), value: (row) => row.number },
        { title: title('subject'), value: (row) => row.subject },
        { title: title('customer_id'), value: (row) => row.customer?.name },
        { title: title('contact_id'), value: (row) => row.contact?.full_name },
        { title: title('queue_id'), value: (row) => row.queue?.name },
        { title: title('status'), value: (row) => word('statuses', row.status) },
        { title: title('priority'), value: (row) => word('priorities', row.priority) },
        { title: title('channel'), value: (row) => word('channels', row.channel) },
        { title: title('category'), value: (row) => word('categories', row.category) },
        { title: title('assignee_id'), value: (row) => row.assignee?.full_name },
        { title: title('product_id'), value: (row) => row.product?.name },
        { title: title('created_at'), value: (row) => row.created_at },
        { title: title('due_at'), value: (row) => row.due_at },
        { title: title('first_response_at'), value: (row) => row.first_response_at },
        { title: title('solved_at'), value: (row) => row.solved_at },
        { title: title('reopened_count'), value: (row) => row.reopened_count },
        { title: title('updated_at'), value: (row) => row.updated_at },
      ],
    };
  }, [t, word]);
}
