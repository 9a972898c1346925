import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { FilterDef, ListSpec } from '../../ui/list';
import { customerFilter, momentFilter, personFilter } from '../../ui/list/filters';
import { salesFilters } from '../../ui/salesFilters';
import { statuses } from './options';
import { listSelect } from './record';
import { useWords } from './useWords';

const sortable = [
  'number',
  'customer.name',
  'status',
  'ordered_at',
  'total',
  'owner.full_name',
  'created_at',
] as const;

/**
 * What orders can be narrowed and sorted by. The filters' names are those of the dimensions that figures are cut by, so
 * that a figure links to its rows.
 */
export function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client, organisation } = useMe();
  const { choices } = useWords();
  const { timezone } = organisation;

  return useMemo(() => {
    const label = (field: string) => t(`orders.fields.${field}`);
    const filters: FilterDef[] = [
      { key: 'status', field: 'status', label: label('status'), options: choices('orderStatuses', statuses) },
      personFilter(client, 'owner', label('owner_id')),
      customerFilter(client, label('customer_id')),
      momentFilter('ordered_at', label('ordered_at'), timezone),
      { key: 'total', field: 'total', label: label('total'), options: 'number', none: true, lesser: true },
      ...salesFilters(client, 'orders', label),
    ];
    return {
      resource: 'orders',
      select: listSelect,
      embeds: 'order_items()',
      filters,
      sortable,
      defaultSort: '-ordered_at',
      search: 'search_orders',
      ownerField: 'owner_id',
    };
  }, [client, timezone, t, choices]);
}
