import { cpus, totalmem, type } from 'node:os';
import { openWorkspace } from '../run/workspace.ts';
import { api } from './api.ts';
import { audit } from './audit.ts';
import { type Bench, markdown } from './bench.ts';
import { board } from './board.ts';
import { bulk } from './bulk.ts';
import { bundle } from './bundle.ts';
import { dashboard } from './dashboard.ts';
import { filters } from './filters.ts';
import { growth } from './growth.ts';
import { importing } from './import.ts';
import { live } from './live.ts';
import { records } from './records.ts';
import { rights } from './rights.ts';
import { screens } from './screens.ts';
import { startUp } from './start-up.ts';

/** Every benchmark, in the order in which README shows them. */
const benches: Bench[] = [
  startUp,
  bundle,
  screens,
  api,
  filters,
  records,
  board,
  dashboard,
  growth,
  live,
  importing,
  bulk,
  audit,
  rights,
];

/** Runs the benchmarks, all or those named (`npm run bench api`), and prints Markdown for the README. */
async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such benchmark: ${unknown.join(', ')}. There are ${benches.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = names.length > 0 ? benches.filter(({ name }) => names.includes(name)) : benches;
  console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);
  const workspace = openWorkspace();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => void workspace.dispose().finally(() => process.exit(130)));
  }
  try {
    for (const { title, run } of chosen) console.log(`#### ${title}\n\n${markdown(await run())}\n`);
  } finally {
    await workspace.dispose();
  }
  return 0;
}

function machine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || 'processor of unknown make';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${model}, ${memory} GiB, ${type()}, Node ${process.versions.node}`;
}

process.exitCode = await main(process.argv.slice(2));
