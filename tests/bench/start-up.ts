import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../supabase/local/free-port.ts';
import { distFolder } from '../../supabase/local/frontend.ts';
import { projectRoot, temporaryFolder } from '../run/workspace.ts';
import type { Bench } from './bench.ts';

const further = 5;

/** How long `npm start` takes until it says that it is ready: from nothing, and with what an earlier start has left. */
export const startUp: Bench = {
  name: 'start-up',
  title: 'From `npm start` to ready',
  async run() {
    const folder = temporaryFolder('atrium-bench-');
    const dataDir = join(folder, 'data');
    try {
      rmSync(distFolder, { recursive: true, force: true });
      const first = await secondsToReady(dataDir);
      const later: number[] = [];
      for (let start = 0; start < further; start++) later.push(await secondsToReady(dataDir));
      return {
        head: ['start', 'seconds'],
        rows: [
          ['first: builds the front end, makes the database, loads the demo company', first],
          [`second and later, the slowest of ${further}`, Math.max(...later)],
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Starts, waits for the line that says it is ready and for the page to be served, and stops. Rejects when it ends instead. */
async function secondsToReady(dataDir: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn('npm', ['--silent', 'start'], {
    cwd: projectRoot,
    env: { ...process.env, ATRIUM_DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  try {
    const address = await new Promise<string>((done, fail) => {
      createInterface(child.stdout).on('line', (line) => {
        const url = /ready at (\S+)/.exec(line)?.[1];
        if (url) done(url);
      });
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`npm start ended with code ${code} before it was ready`)));
    });
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} gave ${response.status}`);
    return (performance.now() - started) / 1000;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}
