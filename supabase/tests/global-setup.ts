import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '../../tests/run/workspace.ts';
import { startStack } from '../local/stack.ts';

/** Where a test reaches the running stack; the same as `Stack` without its methods. */
export interface StackAddresses {
  url: string;
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddresses;
  }
}

/** Starts one stack with the demo company for all tests of a run, in a folder of its own; stops it at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, url, databaseUrl, publishableKey, secretKey, jwtSecret } = await startStack({
    dataDir: join(temporaryFolder('stack-'), 'atrium'),
    port: 0,
    data: 'demo',
    frontend: 'none',
    quiet: true,
  });
  project.provide('stack', { url, databaseUrl, publishableKey, secretKey, jwtSecret });
  return stop;
}
