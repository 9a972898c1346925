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
    /** One for each worker, who takes the one of its number. */
    stacks: StackAddresses[];
  }
}

/**
 * Starts a stack for each worker of a project, in folders of their own, and stops them at the end: what runs at the same
 * time never shares a database. Only the tests of the demo company have it in there; the others make all their rows themselves.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = project.vitest.state.getPaths().length;
  const workers = Math.max(1, Math.min(project.config.maxWorkers, files));
  const starts = await Promise.allSettled(Array.from({ length: workers }, () => start(project)));
  const stop = async () => {
    await Promise.all(starts.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
  const failed = starts.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  project.provide(
    'stacks',
    starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value.addresses] : [])),
  );
  return stop;
}

interface Started {
  addresses: StackAddresses;
  stop(): Promise<void>;
}

async function start(project: TestProject): Promise<Started> {
  const dataDir = join(temporaryFolder('stack-'), 'atrium');
  const { stop, url, databaseUrl, publishableKey, secretKey, jwtSecret } = await startStack({
    dataDir,
    port: 0,
    data: project.name === 'demo' ? 'demo' : 'none',
    frontend: 'none',
    quiet: true,
  });
  await makeDefaults(databaseUrl);
  const admin = new URL(databaseUrl);
  admin.username = superuser;
  admin.password = rolePassword(readInstallation(openHome(dataDir)).databaseSecret, superuser);
  return {
    addresses: { url, databaseUrl, adminUrl: admin.href, publishableKey, secretKey, jwtSecret },
    stop,
  };
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
