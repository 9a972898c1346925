import { matchPath } from 'react-router';
import type { Resource } from './resource';
import { resources } from './resources';

function* pagesOf({ paths, pages = {}, create, edit, show, list }: Resource) {
  for (const [name, load] of Object.entries(pages)) yield { path: `${paths.list}/${name}`, load };
  yield { path: paths.create, load: create };
  yield { path: paths.edit, load: edit };
  yield { path: paths.show, load: show };
  yield { path: paths.list, load: list };
}

/**
 * Begins to fetch the page of an address, while it is still being found out who asks for it and what they may. A page that
 * cannot be had says so when it is opened.
 */
export function preloadPage(pathname: string): void {
  for (const resource of resources)
    for (const { path, load } of pagesOf(resource))
      if (load && matchPath(path, pathname)) {
        load().catch(() => undefined);
        return;
      }
}
