import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explainFolder, StackError } from './errors.ts';
import { databaseUser, mayEnter, type SystemUser } from './system-user.ts';

/** Where an installation keeps what is its own. */
export interface Home {
  /** The data folder (`.atrium`): secrets, the note of what runs, and usually the database. */
  folder: string;
  /** The folder that holds the database's, which the database user may enter. */
  databaseFolder: string;
  /** Postgres's data directory. */
  cluster: string;
  /** Whom Postgres runs as; undefined: ourselves. */
  user: SystemUser | undefined;
  /** Whether this start made the folder. */
  isNew: boolean;
}

/** Where the database goes when its user may not enter the data folder (as root, in a home folder that is closed). */
const elsewhere = '/var/lib/atrium';

/**
 * Opens the data folder, makes it if need be, and settles where the database lives.
 * @raises StackError when it cannot be made or written to, or when no place is found that the database user may enter.
 */
export function openHome(dataDir: string): Home {
  const folder = resolve(dataDir);
  const isNew = !existsSync(folder);
  const asRoot = process.getuid?.() === 0;
  try {
    mkdirSync(folder, { recursive: true });
    if (isNew || asRoot) chmodSync(folder, asRoot ? 0o711 : 0o700);
    readdirSync(folder);
    const probe = join(folder, `.may-write-${process.pid}`);
    mkdirSync(probe);
    rmSync(probe, { recursive: true });
  } catch (error) {
    throw explainFolder(error, folder);
  }
  const inside = placeFor(realpathSync(folder), folder, isNew);
  if (mayEnter(inside.user, inside.databaseFolder)) return inside;
  return outside(folder, isNew);
}

/** The place beside the data folder's own, whether or not it is in use: for who wipes an installation. */
export function placeElsewhere(folder: string): string {
  return join(elsewhere, createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

/** Removes an installation whole: its secrets and its database, wherever that is. */
export function removeHome(home: Pick<Home, 'folder' | 'databaseFolder'>): void {
  // Who breaks off the first start does so while initdb writes: a folder into which a file came meanwhile is not empty.
  const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  rmSync(home.databaseFolder, patiently);
  rmSync(home.folder, patiently);
}

function outside(folder: string, isNew: boolean): Home {
  const databaseFolder = placeElsewhere(realpathSync(folder));
  try {
    // Who removed the data folder is done with the database that belonged to it.
    if (isNew) rmSync(databaseFolder, { recursive: true, force: true });
    mkdirSync(databaseFolder, { recursive: true, mode: 0o711 });
  } catch {
    throw closed(folder);
  }
  const place = placeFor(databaseFolder, folder, isNew);
  if (mayEnter(place.user, databaseFolder)) return place;
  throw closed(folder, place.user);
}

function closed(folder: string, user?: SystemUser): StackError {
  return new StackError(
    `The database runs as the user "${user?.name ?? 'postgres'}", who may not enter ${folder}, and not ${elsewhere} either. Choose a folder that everybody may pass through: ATRIUM_DATA_DIR=/srv/atrium npm start`,
  );
}

function placeFor(databaseFolder: string, folder: string, isNew: boolean): Home {
  const cluster = join(databaseFolder, 'postgres');
  return { folder, databaseFolder, cluster, user: databaseUser(cluster), isNew };
}
