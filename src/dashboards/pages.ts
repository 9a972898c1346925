import { type MyPermissions, scopeOf } from '../providers/access';
import { useMe } from '../providers/me';
import type { Dashboard, Need, Plugin, Widget } from './plugin';
import { usePlugins } from './plugins';

/** Whether the caller has every permission that a widget needs. */
export function mayAll(mine: MyPermissions, needs: readonly Need[]): boolean {
  return [...needs, 'metrics.read'].every((need) => {
    const at = need.lastIndexOf('.');
    return scopeOf(mine, need.slice(0, at), need.slice(at + 1)) !== null;
  });
}

/** The widgets of a dashboard that its layout names. */
const widgetsOf = (plugin: Plugin, dashboard: Dashboard): Record<string, Widget> =>
  Object.fromEntries(
    dashboard.layout.flatMap(({ widget }) => {
      const found = plugin.widgets[widget];
      return found ? [[widget, found]] : [];
    }),
  );

/** Whether there is anything on a dashboard that the caller may see. */
export const mayOpen = (mine: MyPermissions, plugin: Plugin, dashboard: Dashboard): boolean =>
  Object.values(widgetsOf(plugin, dashboard)).some(({ spec }) => mayAll(mine, spec.needs));

export const addressOf = (plugin: string, dashboard: string) => `/dashboards/${plugin}/${dashboard}`;

/** The dashboards that the caller may open, as the navigation and the start page name them. */
export function useDashboardPages() {
  const { permissions } = useMe();
  const { found } = usePlugins();
  return (found ?? []).flatMap((one) =>
    'plugin' in one
      ? one.plugin.dashboards
          .filter((dashboard) => mayOpen(permissions, one.plugin, dashboard))
          .map((dashboard, order) => ({
            plugin: one.plugin,
            dashboard,
            /** As resources are named in the navigation: texts are `<name>.title` and `<name>.hint`. */
            name: dashboard.title,
            icon: dashboard.icon,
            group: one.plugin.department,
            order: order - 100,
            paths: { list: addressOf(one.plugin.id, dashboard.id) },
          }))
      : [],
  );
}
