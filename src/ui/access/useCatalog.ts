import { useQuery } from '@tanstack/react-query';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';

export interface Permitted {
  action: string;
  /** Whether it reaches as far as a scope says; otherwise it is everything or nothing. */
  scoped: boolean;
}

export interface CatalogGroup {
  group: string;
  resources: { key: string; actions: Permitted[] }[];
}

/** Where a resource stands, in this order; what is not named stands last. */
const order: Record<string, readonly string[]> = {
  sales: [
    'customers',
    'customers.contact_details',
    'customers.demographics',
    'contacts',
    'deals',
    'deals.financials',
    'orders',
    'products',
    'products.costs',
    'pipelines',
    'tags',
  ],
  support: ['tickets', 'ticket_queues'],
  work: ['activities', 'tasks', 'goals', 'projects', 'events', 'comments'],
  people: ['profiles', 'teams', 'departments', 'roles'],
};
const firstActions = ['read', 'create', 'update', 'delete', 'assign', 'share', 'export', 'import', 'merge'];

const placeOf = (list: readonly string[], key: string) => {
  const place = list.indexOf(key);
  return place === -1 ? list.length : place;
};

/** What can be permitted, by department, from rows of `resource_actions`. */
export function toCatalog(
  rows: readonly { resource: string; action: string; scoped: boolean }[],
): CatalogGroup[] {
  const groupOf = (key: string) =>
    Object.keys(order).find((group) => order[group]?.includes(key)) ?? 'system';
  const keys = [...new Set(rows.map(({ resource }) => resource))];
  return [...Object.keys(order), 'system'].flatMap((group) => {
    const known = order[group] ?? [];
    const resources = keys
      .filter((key) => groupOf(key) === group)
      .sort((a, b) => placeOf(known, a) - placeOf(known, b) || a.localeCompare(b))
      .map((key) => ({
        key,
        actions: rows
          .filter(({ resource }) => resource === key)
          .map(({ action, scoped }) => ({ action, scoped }))
          .sort(
            (a, b) =>
              placeOf(firstActions, a.action) - placeOf(firstActions, b.action) ||
              a.action.localeCompare(b.action),
          ),
      }));
    return resources.length > 0 ? [{ group, resources }] : [];
  });
}

/** Everything that can be permitted, grouped; asked once. */
export function useCatalog() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'resource_actions', 'catalog'],
    queryFn: async () => {
      const rows = await rowsOf(
        client.from('resource_actions').select('resource, action, scoped').limit(1000),
      );
      return toCatalog(
        rows.map((row) => ({
          resource: String(row.resource),
          action: String(row.action),
          scoped: row.scoped === true,
        })),
      );
    },
    staleTime: 300_000,
  });
}
