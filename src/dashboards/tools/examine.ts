import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { batchFor, type MetricRequest } from '../batch.ts';
import { defaultState } from '../period.ts';
import type { Plugin } from '../plugin.ts';
import { queriesOf, readSettings } from '../settings.ts';
import { inspect } from './inspect.ts';

/** Largest sizes, bytes of gzip: of what every page loads (manifest and specs), and of the whole plugin's own code. */
const most = { manifest: 12_000, whole: 80_000 };

interface Sizes {
  manifest: number;
  whole: number;
}

/** Asks the metric layer: requests in, answers by their ids out. Rejects when the whole call is refused. */
export type Ask = (
  requests: readonly MetricRequest[],
) => Promise<Record<string, { error?: { message: string; field?: string } }>>;

/** The plugin's own code as it is bundled. */
async function sizesOf(folder: string): Promise<Sizes> {
  const built = await build({
    logLevel: 'error',
    plugins: [
      {
        name: 'the-plugin-alone',
        // before vite itself finds the app's files, which are not the plugin's
        enforce: 'pre',
        resolveId: (id: string, importer: string | undefined) =>
          importer && /(^|\/)src\//.test(id) ? { id, external: true } : null,
      },
    ],
    build: {
      write: false,
      rollupOptions: {
        input: join(folder, 'plugin.ts'),
        external: (id: string) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0'),
        preserveEntrySignatures: 'allow-extension',
      },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const sizes = outputs.map((file) => ({
    first: file.type === 'chunk' && file.isEntry,
    size: gzipSync(file.type === 'chunk' ? file.code : file.source).length,
  }));
  const sum = (some: typeof sizes) => some.reduce((total, { size }) => total + size, 0);
  return { manifest: sum(sizes.filter(({ first }) => first)), whole: sum(sizes) };
}

const sizeProblems = ({ manifest, whole }: Sizes): string[] => [
  ...(manifest > most.manifest
    ? [`manifest and specs are ${manifest} bytes of gzip, more than ${most.manifest}: every page loads them`]
    : []),
  ...(whole > most.whole ? [`its code is ${whole} bytes of gzip, more than ${most.whole}`] : []),
];

/** What the database refuses of a plugin's queries. */
async function refusals(plugin: Plugin, ask: Ask): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, { spec }] of Object.entries(plugin.widgets)) {
    const { requests } = batchFor({ [name]: queriesOf(spec, readSettings(spec)) }, defaultState);
    const answers = await ask(requests);
    for (const { id } of requests) {
      const answer = answers[id];
      if (!answer) problems.push(`query ${id}: has no answer`);
      else if (answer.error)
        problems.push(`query ${id}: ${answer.error.message} (${answer.error.field ?? 'no field'})`);
    }
  }
  return problems;
}

/** Everything that is wrong with a plugin: its declaration and texts, what the database refuses, its size. */
export async function examine(
  folder: string,
  plugin: Plugin,
  ask: Ask,
): Promise<{ sizes: Sizes; problems: string[] }> {
  const sizes = await sizesOf(folder);
  return {
    sizes,
    problems: [...inspect(folder, plugin), ...(await refusals(plugin, ask)), ...sizeProblems(sizes)],
  };
}
