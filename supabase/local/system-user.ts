import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StackError } from './errors.ts';

/** A user of the operating system that the database runs as, because it refuses to run as root. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

const wanted = 'postgres';

/**
 * Whom Postgres runs as: undefined (ourselves) unless we are root; then the owner of the data folder, or the system user
 * `postgres`, which is made when there is none.
 */
export function databaseUser(existingData: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(existingData, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  return lookUp(wanted) ?? makeUser();
}

/** Whether that user (undefined: ourselves) may pass through or run what is at the path. */
export function mayEnter(user: SystemUser | undefined, path: string): boolean {
  if (!user) return true;
  return spawnSync('test', ['-x', path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}

function makeUser(): SystemUser {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', wanted]],
    ['adduser', ['-S', '-D', '-H', wanted]],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'ignore' });
    const made = lookUp(wanted);
    if (made) return made;
  }
  throw new StackError(
    'Postgres does not run as root, and a system user for it could not be made. Make one (useradd --system postgres) or start Atrium as another user.',
  );
}

function lookUp(name: string): SystemUser | undefined {
  const number = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout.trim()) : Number.NaN;
  };
  const [uid, gid] = [number('-u'), number('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { name, uid, gid } : undefined;
}

function nameOf(uid: number): string {
  const { status, stdout } = spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : String(uid);
}
