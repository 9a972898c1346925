import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './errors.ts';
import { Program } from './program.ts';
import { securityHeaders } from './security-headers.ts';
import type { HttpServer } from './server.ts';

/** The project's top folder. */
export const projectRoot = join(import.meta.dirname, '..', '..');

/** Where the built front end is. */
export const distFolder = join(projectRoot, 'dist');

const sources = [
  'index.html',
  'package-lock.json',
  'plugins',
  'public',
  'src',
  'tsconfig.json',
  'vite',
  'vite.config.ts',
];

/**
 * Builds the front end when a source is newer than what was built. The new one takes the old one's place when it is whole.
 * @raises StackError with the end of Vite's log when it does not build.
 */
export async function buildFrontend(onBuild: () => void): Promise<void> {
  if (isFresh()) return;
  onBuild();
  const folder = join(projectRoot, 'node_modules', '.cache', `atrium-dist-${process.pid}`);
  const vite = new Program({
    name: 'Vite',
    command: process.execPath,
    args: [
      join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      projectRoot,
      '--outDir',
      folder,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ],
    env: { NODE_ENV: 'production' },
  });
  const reason = await vite.ended;
  try {
    if (reason !== 'exit code 0') {
      throw new StackError(`The front end did not build (${reason}):\n${vite.lines.slice(-30).join('\n')}`);
    }
    mkdirSync(distFolder, { recursive: true });
    const old = `${folder}-old`;
    renameSync(distFolder, old);
    renameSync(folder, distFolder);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Serves the front end by Vite, with hot reload, in place of what was built. */
export async function serveByVite(http: HttpServer): Promise<() => Promise<void>> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: projectRoot,
    server: { middlewareMode: true, hmr: { server: http.server } },
  });
  const headers = securityHeaders(true, false);
  http.servePagesBy((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    vite.middlewares(request, response);
  });
  return () => vite.close();
}

function isFresh(): boolean {
  const built = join(distFolder, 'index.html');
  if (!existsSync(built)) return false;
  return newest(sources.map((source) => join(projectRoot, source))) <= statSync(built).mtimeMs;
}

/** When the newest of the files, folders and what is in them was changed (a folder is, when a file in it goes away). */
function newest(paths: string[]): number {
  let latest = 0;
  for (const path of paths) {
    const facts = statSync(path, { throwIfNoEntry: false });
    if (!facts) continue;
    const within = facts.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0;
    latest = Math.max(latest, facts.mtimeMs, within);
  }
  return latest;
}
