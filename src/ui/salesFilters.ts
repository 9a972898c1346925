import type { AtriumClient } from '../providers/client';
import { loadProductLines, loadProducts, loadSalesRegions, loadTeams } from './choices';
import { productIs, productLineIs } from './items/conditions';
import type { FilterDef } from './list';
import { loadPeople } from './people';
import { managerIs, salesRegionIs, teamIs } from './salesTeams';

const same = (text: string) => text;

/**
 * What both deals and orders are narrowed by: product, product line, team, sales region and manager, under the names of
 * the dimensions that figures are cut by.
 */
export function salesFilters(
  client: AtriumClient,
  table: 'deals' | 'orders',
  label: (field: string) => string,
): FilterDef[] {
  const lines = table === 'deals' ? 'deal_items' : 'order_items';
  return [
    {
      key: 'team',
      field: 'team_id',
      label: label('team'),
      options: () => loadTeams(client),
      none: true,
      conditions: (values) => teamIs(table, values),
      lesser: true,
    },
    {
      key: 'sales_region',
      field: 'team_id',
      label: label('sales_region'),
      options: () => loadSalesRegions(client),
      labelOf: same,
      none: true,
      conditions: (values) => salesRegionIs(table, values),
      lesser: true,
    },
    {
      key: 'manager',
      field: 'owner_id',
      label: label('manager'),
      options: () => loadPeople(client),
      none: true,
      conditions: (values) => managerIs(table, values),
      lesser: true,
    },
    {
      key: 'product',
      field: 'id',
      label: label('product'),
      options: () => loadProducts(client),
      none: true,
      conditions: (values) => productIs(lines, values),
      lesser: true,
    },
    {
      key: 'product_line',
      field: 'id',
      label: label('product_line'),
      options: () => loadProductLines(client),
      labelOf: same,
      none: true,
      conditions: (values) => productLineIs(lines, values),
      lesser: true,
    },
  ];
}
