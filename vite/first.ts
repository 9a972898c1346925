import type { Plugin, Rolldown } from 'vite';
import { type Files, filesId } from '../src/app/first/files.ts';
import { addresses, pages } from './pages.ts';

/** A file and all that it imports, styles too. */
function filesOf(bundle: Rolldown.OutputBundle, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  if (chunk?.type !== 'chunk' || found.has(name)) return found;
  found.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) filesOf(bundle, imported, found);
  return found;
}

/**
 * Has the page run what comes first by itself, before the app's code has come, and tells it which files the pages need that
 * people open first.
 */
export const first: Plugin = {
  name: 'atrium-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk: entry }) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const isThere = filesOf(bundle, entry?.fileName ?? '');
      const filesOfModule = (module: string) =>
        chunks
          .filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${module}`)))
          .flatMap(({ fileName }) => [...filesOf(bundle, fileName)]);
      const filesFor = (modules: readonly string[]) =>
        [...new Set(modules.flatMap(filesOfModule))].filter((file) => !isThere.has(file));
      const languages = ['en', 'zh-CN', 'zh-TW', 'fa'];
      const files: Files = {
        behind: filesFor(pages.behind ?? []),
        texts: Object.fromEntries(
          languages.map((one) => [one, filesFor([`src/locales/${one}.ts`, `src/locales/work/${one}.ts`])]),
        ),
        pages: Object.entries(addresses).map(([page, address]) => [address, filesFor(pages[page] ?? [])]),
      };
      const script = chunks.find(({ name }) => name === 'first');
      if (!script) throw new Error('The build has no file that comes first');
      return [
        {
          tag: 'script',
          attrs: { type: 'application/json', id: filesId },
          children: JSON.stringify(files),
          injectTo: 'head',
        },
        {
          tag: 'script',
          attrs: { type: 'module', crossorigin: true, src: `/${script.fileName}` },
          injectTo: 'head-prepend',
        },
      ];
    },
  },
};
