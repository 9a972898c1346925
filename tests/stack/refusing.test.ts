import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../run/workspace.ts';
import {
  isAlive,
  launch,
  leftovers,
  newDataDir,
  postmasterOf,
  query,
  type Served,
  serve,
} from './parts/harness.ts';

const isRoot = userInfo().uid === 0;

/** It ends with exit code 1 and has said one line, which tells what to do. */
async function refuses(stack: Served, line: RegExp): Promise<void> {
  expect(await stack.exit).toBe(1);
  expect(stack.lines).toHaveLength(1);
  expect(stack.lines[0]).toMatch(line);
}

test('a port in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((done) => other.once('listening', done));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const dataDir = newDataDir();

  await refuses(
    serve(dataDir, { PORT: String(port) }),
    new RegExp(`^Port ${port} is in use by another program. .* PORT=${port + 1} npm start$`),
  );
  expect(existsSync(dataDir)).toBe(false);
});

test('a second copy on the same data, and a reset under a running copy', async () => {
  const dataDir = newDataDir();
  const first = serve(dataDir);
  const { url, databaseUrl } = await first.ready();

  const running = new RegExp(
    `^Atrium is already running at ${url} .*process ${first.pid}.* kill ${first.pid}$`,
  );
  await refuses(serve(dataDir), running);
  await refuses(launch('supabase/local/reset.ts', [], { ATRIUM_DATA_DIR: dataDir }), running);
  expect(await query(databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another Postgres version', async () => {
  const dataDir = newDataDir();
  await stopped(serve(dataDir));
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');

  await refuses(
    serve(dataDir),
    /is of Postgres 15, and this Atrium brings Postgres 18\. .*npm run demo:reset$/,
  );
  expect(leftovers(dataDir)).toEqual([]);
});

test('data whose secrets are gone', async () => {
  const dataDir = newDataDir();
  await stopped(serve(dataDir));
  rmSync(join(dataDir, 'env'));

  await refuses(serve(dataDir), /env is missing, .* npm run demo:reset$/);
  expect(leftovers(dataDir)).toEqual([]);
});

test('data of a newer Atrium', async () => {
  const dataDir = newDataDir();
  const first = serve(dataDir);
  const { databaseUrl } = await first.ready();
  await query(
    databaseUrl,
    `insert into supabase_migrations.schema_migrations (version) values ('99990101000000')`,
  );
  await stopped(first);

  await refuses(serve(dataDir), /made by a newer Atrium \(it has the migration 99990101000000,/);
  expect(leftovers(dataDir)).toEqual([]);
});

test('a folder without write permission', async () => {
  const closed = temporaryFolder('closed-');
  chmodSync(closed, 0o555);
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : undefined;

  await refuses(
    serve(join(closed, 'atrium'), {}, nobody),
    /^Atrium may not write to .*closed-.* ATRIUM_DATA_DIR=<folder> npm start$/,
  );
});

test('a file where the data folder should be', async () => {
  const dataDir = newDataDir();
  writeFileSync(dataDir, '');

  await refuses(serve(dataDir), /should be a folder but is something else/);
});

test('a Postgres of somebody else in the data folder is left alone', async () => {
  const dataDir = newDataDir();
  const first = serve(dataDir);
  await first.ready();
  const postgres = postmasterOf(dataDir);
  first.child.kill('SIGKILL');
  await first.exit;
  // Its pid file names our folder, but the password that it was started with is not the one that we know.
  const env = join(dataDir, 'env');
  const secrets = readFileSync(env, 'utf8');
  writeFileSync(env, secrets.replace(/(ATRIUM_DATABASE_SECRET=).*/, '$1another'));

  await refuses(
    serve(dataDir),
    new RegExp(
      `A Postgres that this start did not begin \\(process ${postgres}\\) .* kill -INT ${postgres}$`,
    ),
  );
  expect(isAlive(postgres)).toBe(true);

  writeFileSync(env, secrets);
  await stopped(serve(dataDir));
  expect(isAlive(postgres)).toBe(false);
});

test('a PostgREST that is none', async () => {
  await refuses(
    serve(newDataDir(), { POSTGREST_BIN: '/bin/false' }),
    /^POSTGREST_BIN is \/bin\/false, which does not run as PostgREST/,
  );
});

test('a wrong flag or a wrong PORT', async () => {
  await refuses(
    launch('supabase/local/start.ts', ['--emtpy'], { ATRIUM_DATA_DIR: newDataDir() }),
    /^--emtpy is not understood/,
  );
  await refuses(
    launch('supabase/local/start.ts', [], { ATRIUM_DATA_DIR: newDataDir(), PORT: 'http' }),
    /^PORT is http, which is no port/,
  );
});

test('demo:reset removes nothing that is not Atrium’s', async () => {
  const dataDir = newDataDir();
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'thesis.odt'), 'years of work');

  await refuses(
    launch('supabase/local/reset.ts', [], { ATRIUM_DATA_DIR: dataDir }),
    /holds thesis\.odt, which is not Atrium's, so nothing was removed/,
  );
  expect(existsSync(join(dataDir, 'thesis.odt'))).toBe(true);
});

if (isRoot) {
  test('a data folder that the database user may not enter: the database is kept elsewhere, and said so', async () => {
    const closed = temporaryFolder('closed-');
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'atrium');
    const first = serve(dataDir);
    const { databaseUrl } = await first.ready();
    const place = /so the database is kept in (\/var\/lib\/atrium\/\w+)\./.exec(first.output)?.[1] ?? '';
    expect(place).not.toBe('');
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    await query(databaseUrl, `insert into public.tags (name) values ('kept')`);
    await stopped(first);

    const again = await serve(dataDir).ready();
    expect(await query(again.databaseUrl, 'select name from public.tags')).toEqual([{ name: 'kept' }]);
  });
}

if (mayMount()) {
  test('a full disk, at the first start and under a running stack', async () => {
    const disk = temporaryFolder('disk-');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=755', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const dataDir = join(disk, 'atrium');

    await refuses(serve(dataDir), /^The disk that holds .* is full\. Free some space/);
    expect(existsSync(dataDir)).toBe(false);

    execFileSync('mount', ['-o', 'remount,size=200m', disk]);
    const stack = serve(dataDir);
    const { databaseUrl } = await stack.ready();
    await query(databaseUrl, `insert into public.tags (name) values ('kept')`);
    const ballast = join(dirname(dataDir), 'ballast');
    execFileSync('sh', ['-c', `cat /dev/zero > ${ballast} 2>/dev/null || true`]);
    const failure = await fillUp(databaseUrl);
    expect(failure).toMatch(/No space left on device|terminating connection|Connection terminated/);
    rmSync(ballast);
    await stopped(stack);

    const again = await serve(dataDir).ready();
    expect(await query(again.databaseUrl, `select name from public.tags`)).toEqual([{ name: 'kept' }]);
  });
} else {
  console.warn('A full disk was not tried: making a small one needs root and the right to mount.');
}

/** Writes until the database cannot: gives what it said. */
async function fillUp(databaseUrl: string): Promise<string> {
  try {
    await query(
      databaseUrl,
      `create table public.ballast as select repeat(md5(n::text), 100) from generate_series(1, 200000) n`,
    );
    return 'it all had room';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether we may make a small disk to fill: needs root, and in a container the right to mount. */
function mayMount(): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const folder = temporaryFolder('mount-');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) execFileSync('umount', [folder]);
  return mounted;
}

async function stopped(stack: Served): Promise<void> {
  await stack.ready();
  stack.child.kill('SIGTERM');
  await stack.exit;
}
