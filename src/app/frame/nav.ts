import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { groups, type Resource, type ResourceGroup } from '../resource';
import { resources } from '../resources';

export interface NavGroup {
  group: ResourceGroup;
  items: Resource[];
}

/** The screens that the caller may read, by department; groups without any are left out. */
export function useNavigation(): NavGroup[] {
  const { permissions } = useMe();
  const open = resources.filter((resource) => scopeOf(permissions, resource.permission, 'read') !== null);
  return groups
    .map((group) => ({ group, items: open.filter((resource) => resource.group === group) }))
    .filter(({ items }) => items.length > 0);
}
