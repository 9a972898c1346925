import { useDashboardPages } from '../../dashboards/pages';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { groups, type Resource, type ResourceGroup } from '../resource';
import { resources } from '../resources';

/** A screen to go to; its texts are `<name>.title` and `<name>.hint`. */
export type NavItem = Pick<Resource, 'name' | 'icon' | 'group' | 'order'> &
  Partial<Pick<Resource, 'work' | 'permission'>> & { paths: { list: string } };

export interface NavGroup {
  group: ResourceGroup;
  items: NavItem[];
}

/** The screens that the caller may read, by department; groups without any are left out. */
export function useNavigation(): NavGroup[] {
  const { permissions } = useMe();
  const dashboards = useDashboardPages();
  const open: NavItem[] = [
    ...dashboards,
    ...resources.filter(
      ({ own, permission, readAction }) => !own && scopeOf(permissions, permission, readAction) !== null,
    ),
  ];
  return groups
    .map((group) => ({ group, items: open.filter((resource) => resource.group === group) }))
    .filter(({ items }) => items.length > 0);
}
