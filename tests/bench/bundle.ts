import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Manifest } from 'vite';
import { projectRoot, temporaryFolder } from '../run/workspace.ts';
import type { Bench } from './bench.ts';

/** What each page loads on demand, beside the entry: modules as the manifest names them, or the end of their name. */
const signIn = ['src/app/gate/SignIn.tsx'];
const workspace = [...signIn, 'src/app/Workspace.tsx'];
const pages: { page: string; modules: string[]; limit: number }[] = [
  { page: 'sign-in', modules: signIn, limit: 300 },
  { page: 'start page, sign-in included', modules: [...workspace, 'src/app/pages/Home.tsx'], limit: 450 },
  {
    page: 'customer list, sign-in included',
    modules: [...workspace, 'src/resources/customers/list.tsx'],
    limit: 450,
  },
];

/**
 * The JavaScript that each page needs, in kB (1,000 bytes, gzip): entry, the chunks that the page loads, all that they import,
 * and the largest of the languages; `limit` is the most that it may be. Builds the app in a temporary folder.
 */
export async function pageSizes(): Promise<{ page: string; size: number; limit: number }[]> {
  const folder = temporaryFolder('atrium-bundle-');
  await build({ root: projectRoot, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file);
    if (known !== undefined) return known;
    const size = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000;
    sizes.set(file, size);
    return size;
  };
  const total = (modules: string[]) =>
    [...filesOf(manifest, ['index.html', ...modules.map((module) => keyOf(manifest, module))])]
      .map(sizeOf)
      .reduce((sum, size) => sum + size, 0);
  const languages = Object.keys(manifest).filter((key) => /^src\/locales\/[\w-]+\.ts$/.test(key));
  // behind the sign-in the resources' texts come along
  const textsOf = (language: string, modules: string[]) =>
    modules === signIn ? [language] : [language, language.replace('locales/', 'locales/work/')];
  return pages.map(({ page, modules, limit }) => ({
    page,
    limit,
    size: Math.max(...languages.map((language) => total([...modules, ...textsOf(language, modules)]))),
  }));
}

/** How much JavaScript a page needs, compressed as a server sends it: its chunks and all that they import. */
export const bundle: Bench = {
  name: 'bundle',
  title: 'JavaScript that a page needs',
  async run() {
    return {
      head: ['page', 'kB gzip', 'limit'],
      rows: (await pageSizes()).map(({ page, size, limit }) => [page, size, limit]),
      note: 'Entry, the chunks that the page loads, everything that they import, and the largest of the languages.',
    };
  },
};

/** The manifest's key of a module. Raises when the build has no such module. */
function keyOf(manifest: Manifest, module: string): string {
  const key = Object.keys(manifest).find((known) => known === module || known.endsWith(`/${module}`));
  if (!key) throw new Error(`The build has no ${module}`);
  return key;
}

/** The script files of the modules and of all that they import, each once. */
function filesOf(manifest: Manifest, keys: string[], found = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(manifest, chunk.imports ?? [], found);
  }
  return found;
}
