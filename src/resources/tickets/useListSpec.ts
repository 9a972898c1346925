import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { noValue } from '../../lib/list-state';
import { useMe } from '../../providers/me';
import { loadQueues } from '../../ui/choices';
import type { FilterDef, ListSpec } from '../../ui/list';
import { customerFilter, momentFilter, personFilter } from '../../ui/list/filters';
import { tagFilter } from '../../ui/tags/tags';
import { statusIs } from './conditions';
import { categories, channels, priorities, statuses, unsolved } from './options';
import { listSelect } from './types';
import { useWords } from './useWords';

export const sortable = [
  'number',
  'subject',
  'customer.name',
  'queue.name',
  'priority_rank',
  'assignee.full_name',
  'due_at',
  'created_at',
  'updated_at',
] as const;

/** What tickets can be narrowed and sorted by. */
export function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client, organisation } = useMe();
  const { choices } = useWords();
  const { timezone } = organisation;

  return useMemo(() => {
    const label = (field: string) => t(`tickets.fields.${field}`);
    const filters: FilterDef[] = [
      {
        key: 'queue',
        field: 'queue_id',
        label: label('queue_id'),
        options: () => loadQueues(client),
        none: true,
      },
      {
        key: 'status',
        field: 'status',
        label: label('status'),
        options: choices('statuses', [unsolved, ...statuses]),
        usual: [unsolved],
        conditions: statusIs,
      },
      {
        key: 'priority',
        field: 'priority',
        label: label('priority'),
        options: choices('priorities', priorities),
      },
      personFilter(client, 'assignee', label('assignee_id'), {
        quick: { value: noValue, label: t('tickets.unassigned') },
      }),
      momentFilter('due_at', label('due_at'), timezone, {
        key: 'due',
        ranges: [{ value: `..${addDays(dayIn(timezone), -1)}`, label: t('tickets.untilYesterday') }],
        none: true,
      }),
      { key: 'subject', field: 'subject', label: label('subject'), options: 'text', lesser: true },
      momentFilter('created_at', label('created_at'), timezone, { lesser: true }),
      momentFilter('updated_at', label('updated_at'), timezone, { lesser: true }),
      customerFilter(client, label('customer_id'), { none: true, lesser: true }),
      {
        key: 'channel',
        field: 'channel',
        label: label('channel'),
        options: choices('channels', channels),
        lesser: true,
      },
      {
        key: 'category',
        field: 'category',
        label: label('category'),
        options: choices('categories', categories),
        none: true,
        lesser: true,
      },
      tagFilter(client, 'tickets', t('tags.one')),
    ];
    return {
      resource: 'tickets',
      select: listSelect,
      embeds: 'ticket_tags()',
      filters,
      sortable,
      defaultSort: '-updated_at',
      search: 'search_tickets',
      ownerField: 'assignee_id',
    };
  }, [client, timezone, t, choices]);
}
