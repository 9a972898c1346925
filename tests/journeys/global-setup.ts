import { join } from 'node:path';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';

/** Builds the front end and serves it over a stack with the demo company; stops it at the end of the run. */
export default async function setup(): Promise<() => Promise<void>> {
  const stack = await startStack({
    dataDir: join(temporaryFolder('journeys-'), 'atrium'),
    port: 0,
    data: 'demo',
    frontend: 'build',
    quiet: true,
  });
  process.env.ATRIUM_URL = stack.url;
  process.env.ATRIUM_DATABASE_URL = stack.databaseUrl;
  return () => stack.stop();
}
