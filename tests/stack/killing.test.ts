import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { signal } from '../run/workspace.ts';
import {
  type Addresses,
  answers,
  childrenOf,
  isAlive,
  newDataDir,
  postmasterOf,
  query,
  serve,
  until,
} from './parts/harness.ts';

const insert = 'insert into public.tags (name) values ($1)';
const readTags = 'select name from public.tags order by name';

test('after kill -9 of the program the next start takes the data over and loses no committed row', async () => {
  const dataDir = newDataDir();
  const first = serve(dataDir);
  const { databaseUrl } = await first.ready();
  await query(databaseUrl, insert, ['kept']);
  const [api] = childrenOf(first.pid, 'postgrest');
  const orphans = [postmasterOf(dataDir), api ?? 0];

  first.child.kill('SIGKILL');
  await first.exit;
  expect(orphans.filter(isAlive)).toEqual(orphans);

  const second = await serve(dataDir).ready();
  expect(orphans.filter(isAlive)).toEqual([]);
  expect(await query(second.databaseUrl, readTags)).toEqual([{ name: 'kept' }]);
});

test('after kill -9 of the program and of Postgres the next start recovers', async () => {
  const dataDir = newDataDir();
  const first = serve(dataDir);
  const { databaseUrl } = await first.ready();
  await query(databaseUrl, insert, ['kept']);

  first.child.kill('SIGKILL');
  process.kill(postmasterOf(dataDir), 'SIGKILL');
  await first.exit;

  const second = await serve(dataDir).ready();
  expect(await query(second.databaseUrl, readTags)).toEqual([{ name: 'kept' }]);
});

test('Postgres killed under the stack is started again, and the API answers from it', async () => {
  const dataDir = newDataDir();
  const stack = serve(dataDir);
  const addresses = await stack.ready();
  await query(addresses.databaseUrl, insert, ['kept']);
  const killed = postmasterOf(dataDir);

  process.kill(killed, 'SIGKILL');

  await stack.says(/Postgres ended unexpectedly \(signal SIGKILL\) and is started again/);
  await until(() => answers(addresses.databaseUrl));
  expect(postmasterOf(dataDir)).not.toBe(killed);
  await until(async () => (await tagsByApi(addresses)).status === 200);
  expect(await (await tagsByApi(addresses)).json()).toEqual([{ name: 'kept' }]);
});

test('PostgREST killed under the stack is started again', async () => {
  const stack = serve(newDataDir());
  const addresses = await stack.ready();
  const [killed] = childrenOf(stack.pid, 'postgrest');
  if (killed === undefined) throw new Error('PostgREST does not run');

  process.kill(killed, 'SIGKILL');

  await stack.says(/PostgREST ended unexpectedly \(signal SIGKILL\) and is started again/);
  await until(async () => (await tagsByApi(addresses)).status === 200);
  expect(childrenOf(stack.pid, 'postgrest')).not.toContain(killed);
});

test('what dies again and again is given up: all stops with a word and exit code 1', async () => {
  const dataDir = newDataDir();
  const stack = serve(dataDir);
  await stack.ready();
  const postgres = postmasterOf(dataDir);

  while (stack.child.exitCode === null && !stack.output.includes('so all was stopped')) {
    for (const pid of childrenOf(stack.pid, 'postgrest')) signal(pid, 'SIGKILL');
    await wait(20);
  }

  expect(await stack.exit).toBe(1);
  expect(stack.lines.at(-1)).toMatch(/^PostgREST ended 6 times within a minute, so all was stopped\./);
  expect(isAlive(postgres)).toBe(false);
});

function tagsByApi({ url, secretKey }: Addresses): Promise<Response> {
  return fetch(`${url}/rest/v1/tags?select=name`, { headers: { apikey: secretKey } });
}
