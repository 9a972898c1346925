import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSpec } from '../../ui/list';
import { useTaskWords } from '../../ui/tasks/useWords';
import { listSelect, type TaskLine } from './types';

type Exported = TaskLine & { description: string | null; maker: { full_name: string } | null };

/** What an export of tasks holds: every fact of the list, who made them and what more was written. */
export function useExport(): ExportSpec<Exported> {
  const { t } = useTranslation();
  const { word } = useTaskWords();
  return useMemo(() => {
    const title = (field: string) => t(`tasks.fields.${field}`);
    return {
      select: `${listSelect}, description, maker:profiles!created_by(full_name)`,
      columns: [
        { title: title('number'), value: (row) => row.number },
        { title: title('title'), value: (row) => row.title },
        { title: title('status'), value: (row) => word('statuses', row.status) },
        { title: title('priority'), value: (row) => word('priorities', row.priority) },
        { title: title('due_at'), value: (row) => row.due_at },
        { title: title('assignee_id'), value: (row) => row.assignee?.full_name },
        { title: title('customer_id'), value: (row) => row.customer?.name },
        { title: title('deal_id'), value: (row) => row.deal?.name },
        { title: title('ticket_id'), value: (row) => row.ticket?.subject },
        { title: title('completed_at'), value: (row) => row.completed_at },
        { title: title('created_by'), value: (row) => row.maker?.full_name },
        { title: title('created_at'), value: (row) => row.created_at },
        { title: title('description'), value: (row) => row.description },
      ],
    };
  }, [t, word]);
}
