import { matchPath } from 'react-router';
import { loadPlugins } from '../dashboards/plugins';
import { widgetsAhead } from '../dashboards/widgetsAhead';
import { createAhead } from '../ui/ahead';
import type { Language } from './languages';
import { Dashboard, Home } from './pages';
import type { Resource } from './resource';
import { resources } from './resources';

export const pagesAhead = createAhead();

function* pagesOf({ paths, pages = {}, create, edit, show, list }: Resource) {
  for (const [name, load] of Object.entries(pages)) yield { path: `${paths.list}/${name}`, load };
  yield { path: paths.create, load: create };
  yield { path: paths.edit, load: edit };
  yield { path: paths.show, load: show };
  yield { path: paths.list, load: list };
}

/** The widgets that a dashboard shows unless its reader has laid it out anew. */
function preloadWidgets(name: string, dashboard: string, language: Language): void {
  loadPlugins(language).then(
    (found) => {
      const one = found.find((each) => each.name === name);
      if (!one || 'error' in one) return;
      const { widgets, dashboards } = one.plugin;
      for (const tile of dashboards.find(({ id }) => id === dashboard)?.layout ?? []) {
        const load = widgets[tile.widget]?.load;
        if (load) void widgetsAhead.fetch(load);
      }
    },
    // The page itself asks again, and says what it could not have.
    () => undefined,
  );
}

/**
 * Begins to fetch the page of an address, while it is still being found out who asks for it and what they may. A page that
 * cannot be had says so when it is opened.
 */
export function preloadPage(pathname: string, language: Language): void {
  if (pathname === '/') return void pagesAhead.fetch(Home);
  const { plugin, dashboard } = matchPath('/dashboards/:plugin/:dashboard', pathname)?.params ?? {};
  if (plugin && dashboard) {
    void pagesAhead.fetch(Dashboard);
    preloadWidgets(plugin, dashboard, language);
    return;
  }
  for (const resource of resources)
    for (const { path, load } of pagesOf(resource))
      if (load && matchPath(path, pathname)) {
        void pagesAhead.fetch(load);
        return;
      }
}
