import { relative } from 'node:path';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { first } from './first.ts';
import { addresses, pages } from './pages.ts';

/** Fetched along with the page of a dashboard. */
const widgets = /^plugins\/sales\/widgets\/(Figures|Sizes|WonValue|Pipeline|WinRate|Outlook|Funnel)\.tsx$/;
const behindSignIn = Object.keys(addresses);
const others = 'others';

/** Shared icons travel together: alone, each was a file of its own, three times as large as what it draws. */
const icons = {
  name: 'icons',
  test: /icons[^?]*(Outlined|Filled)/,
  minShareCount: 4,
  entriesAware: true,
  entriesAwareMergeThreshold: 15_000,
  includeDependenciesRecursively: false,
};

/**
 * Lays the modules of the app into files: those that the same of the pages above need lie together, so that a page is some
 * twenty files instead of a hundred, and still brings nothing that it does not need. A browser takes about as long for a file
 * of 300 bytes, from its cache too, as for one of 30 kB. What none of these pages needs is left to the bundler.
 */
export const chunks: Plugin = {
  name: 'atrium-chunks',
  apply: 'build',
  async config(app) {
    const plugins = app.plugins?.filter((one) => one !== chunks && one !== first);
    const name = await planOf({ ...app, plugins });
    const groups = [{ name, includeDependenciesRecursively: false }, icons];
    return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
  },
};

/** The file of each module, null where it is the bundler's to say. The app is built once, unwritten, to find out what needs what. */
async function planOf(app: InlineConfig): Promise<(module: string) => string | null> {
  const built = await build({
    ...app,
    configFile: false,
    logLevel: 'error',
    build: { ...app.build, write: false, minify: false },
  });
  const fromRoot = (module: string) => relative(app.root ?? process.cwd(), module);
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunks = new Map(outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one]] : [])));
  const start = modulesOf(
    chunks,
    [...chunks.values()].filter(({ isEntry }) => isEntry),
  );
  const neededBy = new Map<string, Set<string>>();
  for (const chunk of chunks.values()) {
    if (!chunk.isDynamicEntry || !chunk.facadeModuleId) continue;
    const page = pageOf(fromRoot(chunk.facadeModuleId));
    for (const module of modulesOf(chunks, [chunk])) {
      const known = neededBy.get(module) ?? new Set();
      neededBy.set(module, known.add(page));
    }
  }
  const apart = new Set(Object.values(pages).flat());
  return (module) => {
    if (module.startsWith('\0rolldown')) return null;
    if (fromRoot(module).startsWith('src/app/first/')) return 'first';
    if (start.has(module)) return 'start';
    // The manifest names a page by the file that is its alone.
    if (apart.has(fromRoot(module))) return null;
    const needed = neededBy.get(module) ?? new Set();
    // Behind the sign-in it is there whatever the page.
    const by = needed.has('behind')
      ? [...needed].filter((page) => !behindSignIn.includes(page) && page !== others)
      : [...needed];
    if (by.every((page) => page === others)) return null;
    return [...Object.keys(pages), others].filter((page) => by.includes(page)).join('-');
  };
}

const pageOf = (module: string): string =>
  Object.keys(pages).find((page) => pages[page]?.includes(module)) ??
  (widgets.test(module) ? 'dashboard' : others);

/** The modules of chunks and of all that these import. */
function modulesOf(
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  from: readonly Rolldown.OutputChunk[],
): Set<string> {
  const seen = new Set(from);
  for (const chunk of seen)
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported) seen.add(imported);
    }
  return new Set([...seen].flatMap(({ modules }) => Object.keys(modules)));
}
