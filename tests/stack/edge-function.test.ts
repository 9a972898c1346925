import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../supabase/local/free-port.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { projectRoot } from '../run/workspace.ts';
import { newDataDir, Served } from './parts/harness.ts';

// The function that a hosted project runs, run by Deno as there, beside an Atrium that nobody has set up yet.
const denoPackage = join(projectRoot, 'node_modules/deno');
let stack: Stack;
let deno: Served;
let address: string;

beforeAll(async () => {
  stack = await startStack({ dataDir: newDataDir(), data: 'empty', frontend: 'none', quiet: true });
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;

  // The package's own command puts the program beside itself, and does not pass signals on to it.
  execFileSync(process.execPath, [join(denoPackage, 'bin.cjs'), '--version']);
  const child = spawn(
    join(denoPackage, 'deno'),
    [
      'run',
      ...['--no-remote', '--no-config', '--no-lock', '--no-prompt', '--allow-net=127.0.0.1'],
      '--allow-env=SUPABASE_URL,SUPABASE_SERVICE_ROLE_KEY',
      join(projectRoot, 'supabase/functions/setup/index.ts'),
    ],
    {
      env: {
        ...process.env,
        NO_COLOR: '1',
        DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
        SUPABASE_URL: stack.url,
        SUPABASE_SERVICE_ROLE_KEY: stack.secretKey,
      },
    },
  );
  deno = new Served(child);
  await deno.says(/Listening/);
});

afterAll(async () => {
  deno.child.kill();
  await deno.exit;
  await stack.stop();
});

const post = (body: object) => fetch(address, { method: 'POST', body: JSON.stringify(body) });

test('a page of another address may ask it', async () => {
  const answer = await fetch(address, { method: 'OPTIONS' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-headers')).toContain('apikey');
});

test('it makes the organisation and its first administrator, once', async () => {
  expect(await (await fetch(address)).json()).toEqual({ needed: true });

  const incomplete = await post({
    organisation: 'Analytical Engines',
    fullName: 'Ada Lovelace',
    password: 'x',
  });
  expect(incomplete.status).toBe(422);
  expect(await incomplete.json()).toMatchObject({ error: { field: 'email' } });

  const company = {
    organisation: 'Analytical Engines',
    fullName: 'Ada Lovelace',
    email: 'ada@lovelace.example',
    password: 'analytical engine',
  };
  const made = await post(company);
  expect(made.status).toBe(201);
  expect(made.headers.get('access-control-allow-origin')).toBe('*');
  expect(await made.json()).toEqual({ profileId: expect.stringMatching(/^[0-9a-f-]{36}$/) });

  expect(await (await fetch(address)).json()).toEqual({ needed: false });
  const again = await post({ ...company, email: 'another@lovelace.example' });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ error: { code: 'already_set_up' } });
});
