import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { findCustomers, nameCustomers } from '../../ui/customers';
import { productIs, productLineIs } from '../../ui/items/conditions';
import { loadProducts } from '../../ui/items/products';
import type { FilterDef, ListSpec } from '../../ui/list';
import { momentIs } from '../../ui/list/conditions';
import { loadPeople } from '../../ui/people';
import { loadProductLines, loadSalesRegions, loadTeams } from '../../ui/salesChoices';
import { salesRegionIs, teamIs } from '../../ui/salesTeams';
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
  const words = useWords();
  const { timezone } = organisation;

  return useMemo(() => {
    const label = (field: string) => t(`orders.fields.${field}`);
    const same = (text: string) => text;
    const filters: FilterDef[] = [
      { key: 'status', field: 'status', label: label('status'), options: words.statuses },
      {
        key: 'owner',
        field: 'owner_id',
        label: label('owner_id'),
        options: () => loadPeople(client),
        none: true,
      },
      {
        key: 'customer',
        field: 'customer_id',
        label: label('customer_id'),
        options: [],
        find: (text) => findCustomers(client, text),
        named: (ids) => nameCustomers(client, ids),
      },
      {
        key: 'ordered_at',
        field: 'ordered_at',
        label: label('ordered_at'),
        options: 'days',
        conditions: (values) => momentIs('ordered_at', values, timezone),
      },
      {
        key: 'product',
        field: 'id',
        label: label('product'),
        options: () => loadProducts(client),
        none: true,
        conditions: (values) => productIs('order_items', values),
        lesser: true,
      },
      {
        key: 'product_line',
        field: 'id',
        label: label('product_line'),
        options: () => loadProductLines(client),
        labelOf: same,
        none: true,
        conditions: (values) => productLineIs('order_items', values),
        lesser: true,
      },
      {
        key: 'team',
        field: 'team_id',
        label: label('team'),
        options: () => loadTeams(client),
        none: true,
        conditions: (values) => teamIs('orders', values),
        lesser: true,
      },
      {
        key: 'sales_region',
        field: 'team_id',
        label: label('sales_region'),
        options: () => loadSalesRegions(client),
        labelOf: same,
        none: true,
        conditions: (values) => salesRegionIs('orders', values),
        lesser: true,
      },
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
  }, [client, timezone, t, words]);
}
