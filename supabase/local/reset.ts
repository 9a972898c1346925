import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { stopOrphan, superuser } from './cluster.ts';
import { Disposal } from './disposal.ts';
import { StackError } from './errors.ts';
import { openHome, placeElsewhere, removeHome } from './home.ts';
import { readInstallation, rolePassword } from './installation.ts';
import { lockHome, refuseWhileRunning } from './lock.ts';
import { dataFolder } from './settings.ts';
import { startStack } from './stack.ts';
import { runAtTerminal } from './terminal.ts';

/** `npm run demo:reset`: throws the data folder away and loads the demo company anew, so that the next start is quick. */
const disposal = new Disposal();
await runAtTerminal(disposal, async () => {
  if (process.env.DATABASE_URL) {
    throw new StackError(
      'demo:reset begins the embedded database anew and leaves that of DATABASE_URL alone. Unset DATABASE_URL, or empty that database yourself.',
    );
  }
  const folder = dataFolder(process.env);
  await wipe(folder);
  const stack = await startStack({ dataDir: folder, data: 'demo', frontend: 'none' }, disposal);
  await stack.stop();
  console.log('The demo company is as new. Start Atrium with: npm start');
  return 0;
});

/** Removes an installation, after a database that a killed copy left running was stopped. */
async function wipe(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  refuseWhileRunning(folder);
  refuseForeign(folder);
  const home = openHome(folder);
  await lockHome(home);
  if (existsSync(home.cluster)) await stopLeftover(home);
  removeHome({ folder, databaseFolder: placeElsewhere(realpathSync(folder)) });
}

async function stopLeftover(home: ReturnType<typeof openHome>): Promise<void> {
  const secret = readSecret(home);
  if (secret) await stopOrphan(home, rolePassword(secret, superuser));
}

/** The secret of the database, if `.atrium/env` still has it: without it nothing can be asked, and nothing is stopped. */
function readSecret(home: ReturnType<typeof openHome>): string | undefined {
  try {
    return readInstallation(home).databaseSecret;
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

function refuseForeign(folder: string): void {
  const names = readdirSync(folder);
  const ours = [
    'env',
    'env.new',
    'postgres',
    'postgres.new',
    'programs',
    'running.json',
    'recovery-template.txt',
  ];
  const foreign = names.find((name) => !ours.includes(name) && !name.startsWith('running.json.'));
  if (!foreign) return;
  throw new StackError(
    `${folder} holds ${foreign}, which is not Atrium's, so nothing was removed. Move it away, and try again.`,
  );
}
