import { analyse, headerSignature } from '../../src/lib/import/analyse.ts';
import { beginImport, type ImportClient, type ImportCounts, lookupBy } from '../../src/lib/import/api.ts';
import type { CustomTargets } from '../../src/lib/import/custom.ts';
import { detect } from '../../src/lib/import/rows.ts';
import { applyJob, checkJob, stageFile } from '../../src/lib/import/run.ts';
import type { ByteSource } from '../../src/lib/import/source.ts';
import { suggestMapping } from '../../src/lib/import/suggest.ts';
import type { Mapping, Target } from '../../src/lib/import/types.ts';
import { suggestValues, withValues } from '../../src/lib/import/values.ts';
import { type Person, sql } from './support.ts';

const today = '2026-11-21';

/** Makes what every installation has: the organisation (the same one as the deals' tests make) and its defaults. */
export async function prepare(): Promise<void> {
  await sql.query(
    `insert into public.settings (organisation, base_currency, timezone) values ('Test', 'USD', 'Asia/Tehran') on conflict do nothing`,
  );
  await sql.query(`select private.ensure_defaults('en')`);
}

/** The API as the import takes it: the data half of the client. */
export function dataOf(person: Person): ImportClient {
  const { api } = person;
  return { rpc: api.rpc.bind(api), from: api.from.bind(api) } as unknown as ImportClient;
}

/** A file of these bytes, or of this text in UTF-8. */
export function source(content: string | Uint8Array): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: 'file.csv',
    size: bytes.length,
    async *bytes() {
      yield bytes;
    },
  };
}

/** An import that was checked. */
export interface Run {
  job: string;
  columns: string[];
  checked: ImportCounts;
}

/** Reads, suggests, stages and checks, as the screen and the command do. */
export async function check(
  person: Person,
  target: Target,
  text: string | Uint8Array,
  adjust: (mapping: Mapping) => void = () => undefined,
  custom: CustomTargets = {},
): Promise<Run> {
  const client = dataOf(person);
  const file = source(text);
  const analysis = await analyse(file, await detect(file));
  const suggested = suggestMapping(analysis, target, { today, custom });
  const mapping = withValues(suggested, await suggestValues(suggested, analysis, lookupBy(client)));
  adjust(mapping);
  const columns = analysis.columns.map(({ name }) => name);
  const job = await beginImport(client, {
    resource: target,
    file_name: 'file.csv',
    file_size: file.size,
    columns,
    signature: headerSignature(columns),
    mapping,
  });
  await stageFile(client, job, file, analysis, mapping);
  return { job, columns, checked: (await checkJob(client, job)).counts };
}

/** Imports a file whole. */
export async function importText(
  person: Person,
  target: Target,
  text: string | Uint8Array,
  adjust?: (mapping: Mapping) => void,
) {
  const run = await check(person, target, text, adjust);
  const { counts } = await applyJob(dataOf(person), run.job);
  return { ...run, counts };
}
