import { expect, onTestFinished, test } from 'vitest';
import { installedBinaries, startServer } from '../run/postgres.ts';
import { newDataDir, query, type Served, serve } from './parts/harness.ts';

const binaries = installedBinaries(15);

if (binaries) {
  test('DATABASE_URL: a Postgres 15 of one’s own is prepared, migrated and served, and left running', async () => {
    const server = await startServer(binaries, 'own-15');
    onTestFinished(() => server.stop());
    const boss = server.url('supabase_admin');
    await query(boss, `create role boss superuser login password 'a p@ss/word'`);
    await query(boss, 'create database crm owner boss');
    const databaseUrl = `postgres://boss:${encodeURIComponent('a p@ss/word')}@127.0.0.1:${server.port}/crm`;
    const dataDir = newDataDir();

    const first = serve(dataDir, { DATABASE_URL: databaseUrl });
    const { url, publishableKey, secretKey } = await first.ready();
    const post = (path: string, body: object) =>
      fetch(url + path, {
        method: 'POST',
        headers: { apikey: publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const person = {
      organisation: 'Own',
      fullName: 'Olga',
      email: 'olga@own.example',
      password: 'a-password',
    };
    expect((await post('/functions/v1/setup', person)).status).toBe(201);
    expect((await post('/auth/v1/token?grant_type=password', person)).status).toBe(200);
    const settings = await fetch(`${url}/rest/v1/settings?select=organisation`, {
      headers: { apikey: secretKey },
    });
    expect(await settings.json()).toEqual([{ organisation: 'Own' }]);
    await stop(first);

    expect(
      await query(
        databaseUrl,
        `select rolname, rolsuper from pg_roles where rolname in ('postgres', 'authenticator', 'supabase_auth_admin') order by 1`,
      ),
    ).toEqual([
      { rolname: 'authenticator', rolsuper: false },
      { rolname: 'postgres', rolsuper: false },
      { rolname: 'supabase_auth_admin', rolsuper: false },
    ]);
    expect(
      await query(databaseUrl, `select tableowner from pg_tables where tablename = 'customers'`),
    ).toEqual([{ tableowner: 'postgres' }]);

    const second = serve(newDataDir(), { DATABASE_URL: databaseUrl });
    await second.ready();
    await stop(second);
  });

  test('DATABASE_URL with a user who is no superuser: one line says so', async () => {
    const server = await startServer(binaries, 'plain-15');
    onTestFinished(() => server.stop());
    await query(server.url('supabase_admin'), 'create role plain login');

    const refused = serve(newDataDir(), { DATABASE_URL: server.url('plain') });
    expect(await refused.exit).toBe(1);
    expect(refused.lines).toEqual([
      expect.stringMatching(/^The user "plain" of DATABASE_URL is no superuser,/),
    ]);
  });
} else console.warn('Postgres 15 is not installed here, so DATABASE_URL was not tried with it.');

test('DATABASE_URL that leads nowhere, or is none: one line says so', async () => {
  const nowhere = serve(newDataDir(), { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/db' });
  const none = serve(newDataDir(), { DATABASE_URL: 'mysql://me@localhost/db' });
  expect(await nowhere.exit).toBe(1);
  expect(nowhere.lines).toEqual([
    expect.stringMatching(/^The database of DATABASE_URL \(127\.0\.0\.1:1\/db\) cannot be reached/),
  ]);
  expect(await none.exit).toBe(1);
  expect(none.lines).toEqual([expect.stringMatching(/^DATABASE_URL is not understood\./)]);
});

async function stop(stack: Served): Promise<void> {
  stack.child.kill('SIGTERM');
  expect(await stack.exit).toBe(0);
}
