import { type Analysis, headerSignature } from '../../lib/import/analyse';
import { type EarlierImport, earlierImport, type ImportClient, lastMapping } from '../../lib/import/api';
import { type CustomTargets, loadCustomTargets } from '../../lib/import/custom';
import { analyseFile } from '../../lib/import/reader';
import type { Reading } from '../../lib/import/rows';
import { type Permissions, suggestMapping, suggestTarget } from '../../lib/import/suggest';
import { targets } from '../../lib/import/targets';
import type { Mapping, Target } from '../../lib/import/types';

/** A file that somebody has dropped, and how far it is. */
export interface ImportFile {
  id: string;
  file: File;
  state: 'reading' | 'failed' | 'ready' | 'imported';
  /** Rows read so far. */
  rows: number;
  error?: unknown;
  analysis?: Analysis;
  mapping?: Mapping;
  /** The custom fields that its columns may go to. */
  custom?: CustomTargets;
  /** Its fingerprint, where the browser can take one. */
  hash?: string;
  /** An import of the very same file. */
  earlier?: EarlierImport;
  /** The import that the file is staged in. */
  job?: string;
}

/** Reads a file through and suggests what it is. Raises what `analyse` raises. */
export async function readFile(
  client: ImportClient,
  file: File,
  { allowed, permissions }: { allowed: readonly Target[]; permissions: Permissions },
  today: string,
  onProgress: (rows: number) => void,
  reading?: Reading,
): Promise<Pick<ImportFile, 'analysis' | 'mapping' | 'custom' | 'hash' | 'earlier'>> {
  const { analysis, hash } = await analyseFile(file, reading, { onProgress });
  const custom = await loadCustomTargets(client);
  const before = await lastMapping(client, headerSignature(analysis.columns.map(({ name }) => name)));
  const known = before && allowed.includes(before.target) ? before : undefined;
  const target = known?.target ?? bestOf(analysis, allowed, custom);
  return {
    analysis,
    mapping: suggestMapping(analysis, target, { today, permissions, before: known, custom }),
    custom,
    hash,
    earlier: hash ? await earlierImport(client, hash) : undefined,
  };
}

function bestOf(analysis: Analysis, allowed: readonly Target[], custom: CustomTargets): Target {
  const found = suggestTarget(analysis, custom);
  return (found && allowed.includes(found) ? found : allowed[0]) ?? 'customers';
}

/** Files in the order in which each finds what it names: products, customers, people, deals, orders. */
export function inOrder(files: readonly ImportFile[]): ImportFile[] {
  const place = ({ mapping }: ImportFile) => (mapping ? targets.indexOf(mapping.target) : targets.length);
  return [...files].sort((a, b) => place(a) - place(b));
}
