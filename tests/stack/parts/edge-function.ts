import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../../supabase/local/free-port.ts';
import { projectRoot } from '../../run/workspace.ts';
import { Served } from './harness.ts';

const denoPackage = join(projectRoot, 'node_modules/deno');

/** Runs a function with its packages by Deno, as a hosted project does; gives the program and its address. */
export async function serveFunction(
  name: string,
  settings: Record<string, string>,
): Promise<{ deno: Served; address: string }> {
  const folder = join(projectRoot, 'supabase/functions', name);
  const port = await freePort();
  // The package's own command puts the program beside itself, and does not pass signals on to it.
  execFileSync(process.execPath, [join(denoPackage, 'bin.cjs'), '--version']);
  const child = spawn(
    join(denoPackage, 'deno'),
    [
      'run',
      ...['--no-remote', '--no-lock', '--no-prompt', '--node-modules-dir=manual'],
      ...['--config', join(folder, 'deno.json')],
      ...['--allow-net=127.0.0.1', '--allow-env', '--allow-sys', `--allow-read=${projectRoot}`],
      join(folder, 'index.ts'),
    ],
    {
      cwd: projectRoot,
      env: { ...process.env, NO_COLOR: '1', DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`, ...settings },
    },
  );
  const deno = new Served(child);
  await deno.says(/Listening/);
  return { deno, address: `http://127.0.0.1:${port}` };
}
