import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { noValue } from '../../lib/list-state';
import { useMe } from '../../providers/me';
import { findCustomers, nameCustomers } from '../../ui/customers';
import type { FilterDef, ListSpec } from '../../ui/list';
import { momentIs } from '../../ui/list/conditions';
import { loadPeople } from '../../ui/people';
import { statusIs } from './conditions';
import { loadQueues } from './lookups';
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
      {
        key: 'assignee',
        field: 'assignee_id',
        label: label('assignee_id'),
        options: () => loadPeople(client),
        none: true,
        quick: { value: noValue, label: t('tickets.unassigned') },
      },
      {
        key: 'due',
        field: 'due_at',
        label: label('due_at'),
        options: 'days',
        ranges: [{ value: `..${addDays(dayIn(timezone), -1)}`, label: t('tickets.untilYesterday') }],
        none: true,
        conditions: (values) => momentIs('due_at', values, timezone),
      },
      {
        key: 'customer',
        field: 'customer_id',
        label: label('customer_id'),
        options: [],
        find: (text) => findCustomers(client, text),
        named: (ids) => nameCustomers(client, ids),
        none: true,
        lesser: true,
      },
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
    ];
    return {
      resource: 'tickets',
      select: listSelect,
      filters,
      sortable,
      defaultSort: '-updated_at',
      search: 'search_tickets',
      ownerField: 'assignee_id',
    };
  }, [client, timezone, t, choices]);
}
