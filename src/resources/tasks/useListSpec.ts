import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import type { FilterDef, ListSpec } from '../../ui/list';
import { customerFilter, momentFilter, personFilter } from '../../ui/list/filters';
import { tagFilter } from '../../ui/tags/tags';
import { priorities, statuses } from '../../ui/tasks/options';
import { useTaskWords } from '../../ui/tasks/useWords';
import { dueIs, dueSpans, dues, statusIs, stillOpen } from './due';
import { listSelect } from './types';

const sortable = [
  'due_at',
  'title',
  'number',
  'priority_rank',
  'status',
  'customer.name',
  'assignee.full_name',
  'completed_at',
  'created_at',
] as const;

/** What tasks can be narrowed and sorted by; when they are due as of the moment at which the list was opened. */
export function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client } = useMe();
  const { choices } = useTaskWords();
  const { timezone } = useFormats();

  return useMemo(() => {
    const now = currentTime();
    const label = (field: string) => t(`tasks.fields.${field}`);
    const filters: FilterDef[] = [
      {
        key: 'due',
        field: 'due_at',
        label: label('due_at'),
        options: choices('dues', dues),
        none: true,
        quick: { value: 'overdue', label: t('tasks.dues.overdue') },
        conditions: (values) => dueIs(dueSpans(values, timezone, now)),
      },
      {
        key: 'status',
        field: 'status',
        label: label('status'),
        options: choices('statuses', [stillOpen, ...statuses]),
        usual: [stillOpen],
        conditions: statusIs,
      },
      {
        key: 'priority',
        field: 'priority',
        label: label('priority'),
        options: choices('priorities', priorities),
      },
      personFilter(client, 'assignee', label('assignee_id')),
      { key: 'title', field: 'title', label: label('title'), options: 'text', lesser: true },
      momentFilter('created_at', label('created_at'), timezone, { lesser: true }),
      customerFilter(client, label('customer_id'), { none: true, lesser: true }),
      tagFilter(client, 'tasks', t('tags.one')),
    ];
    return {
      resource: 'tasks',
      select: listSelect,
      embeds: 'task_tags()',
      filters,
      sortable,
      defaultSort: 'due_at',
      search: 'search_tasks',
      ownerField: 'assignee_id',
    };
  }, [client, timezone, t, choices]);
}
