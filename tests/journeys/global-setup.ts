import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { buildFrontend } from '../../supabase/local/frontend.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';

/** Where the stack of one worker is. */
export interface WorkerStack {
  url: string;
  databaseUrl: string;
}

/**
 * Builds the front end and serves it, for each worker, over a stack of its own with the demo company, so that what runs at
 * the same time never meets; stops them at the end of the run.
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  await buildFrontend(() => undefined);
  const starts = await Promise.allSettled(Array.from({ length: workers }, start));
  const stacks = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => void (await Promise.all(stacks.map((stack) => stack.stop())));
  const failed = starts.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const addresses: WorkerStack[] = stacks.map(({ url, databaseUrl }) => ({ url, databaseUrl }));
  process.env.ATRIUM_STACKS = JSON.stringify(addresses);
  return stop;
}

function start(): Promise<Stack> {
  return startStack({
    dataDir: join(temporaryFolder('journeys-'), 'atrium'),
    port: 0,
    data: 'demo',
    frontend: 'build',
    quiet: true,
  });
}
