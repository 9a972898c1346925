import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '../../tests/run/workspace.ts';
import { superuser } from '../local/cluster.ts';
import { openHome } from '../local/home.ts';
import { readInstallation, rolePassword } from '../local/installation.ts';
import { startStack } from '../local/stack.ts';

/** Where a test reaches the running stack. */
export interface StackAddresses {
  url: string;
  /** The database as `postgres`, who owns what migrations make and sees past row-level security. */
  databaseUrl: string;
  /** The database as its superuser. */
  adminUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddresses;
  }
}

/**
 * Starts one stack for all tests of a project, in a folder of its own, and stops it at the end. Only the tests of
 * the demo company have it in there; the others make all their rows themselves.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = join(temporaryFolder('stack-'), 'atrium');
  const { stop, ...addresses } = await startStack({
    dataDir,
    port: 0,
    data: project.name === 'demo' ? 'demo' : 'none',
    frontend: 'none',
    quiet: true,
  });
  const { url, databaseUrl, publishableKey, secretKey, jwtSecret } = addresses;
  await makeDefaults(databaseUrl);
  const admin = new URL(databaseUrl);
  admin.username = superuser;
  admin.password = rolePassword(readInstallation(openHome(dataDir)).databaseSecret, superuser);
  project.provide('stack', { url, databaseUrl, adminUrl: admin.href, publishableKey, secretKey, jwtSecret });
  return stop;
}

/** Stages, reasons and a queue, before a test makes a pipeline of its own and so keeps the defaults from being made. */
async function makeDefaults(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select private.ensure_defaults('en')");
  } finally {
    await client.end();
  }
}
