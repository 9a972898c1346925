import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { childrenOf, isAlive, leftovers, newDataDir, postmasterOf, serve, until } from './parts/harness.ts';

test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops everything that was started', async (signal) => {
  const dataDir = newDataDir();
  const stack = serve(dataDir);
  await stack.ready();
  const programs = [postmasterOf(dataDir), ...childrenOf(stack.pid, 'postgrest')];
  expect(programs).toHaveLength(2);

  stack.child.kill(signal);

  expect(await stack.exit).toBe(0);
  expect(programs.filter(isAlive)).toEqual([]);
  expect(leftovers(dataDir)).toEqual([]);
});

test('Ctrl-C in the middle of the first start leaves nothing behind', async () => {
  const dataDir = newDataDir();
  const stack = serve(dataDir);
  await until(() => existsSync(dataDir) && childrenOf(stack.pid, 'initdb').length > 0);

  stack.child.kill('SIGINT');

  expect(await stack.exit).toBe(0);
  expect(existsSync(dataDir)).toBe(false);
});

test('a reader of its output that goes away does not stop it', async () => {
  const dataDir = newDataDir();
  const stack = serve(dataDir);
  const { url } = await stack.ready();
  stack.child.stdout?.destroy();
  stack.child.stderr?.destroy();
  const [api] = childrenOf(stack.pid, 'postgrest');
  if (api === undefined) throw new Error('PostgREST does not run');

  process.kill(api, 'SIGKILL');
  await until(() => childrenOf(stack.pid, 'postgrest').some((pid) => pid !== api));

  expect((await fetch(`${url}/config.json`)).status).toBe(200);
});
