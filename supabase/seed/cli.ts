import { parseArgs } from 'node:util';
import { loadDemo } from '../local/demo.ts';
import { startStack } from '../local/stack.ts';

const usage = `npm run seed -- [--scale N] [--seed S] [--as-of YYYY-MM-DD] [--data-dir FOLDER]

Makes the demo company N times as large in a database where nobody works yet: the local stack's in .atrium (or FOLDER), or the
one that DATABASE_URL names.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      'as-of': { type: 'string', default: new Date().toISOString().slice(0, 10) },
      'data-dir': { type: 'string', default: '.atrium' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const stack = await startStack({
    dataDir: values['data-dir'],
    data: 'none',
    frontend: 'none',
    quiet: true,
    databaseUrl: process.env.DATABASE_URL,
  });
  try {
    const begun = Date.now();
    const made = await loadDemo(stack.databaseUrl, {
      scale: Number(values.scale),
      seed: Number(values.seed),
      asOf: values['as-of'],
      onBegin: () => console.log(`Making the demo company, ${values.scale} times as large …`),
      onProgress: (line) => console.log(`  ${line}`),
    });
    if (!made) throw new Error('Somebody works in this database already. Start anew: npm run demo:reset');
    console.log(`Ready after ${Math.round((Date.now() - begun) / 1000)} s, vacuumed and analysed.`);
  } finally {
    await stack.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
