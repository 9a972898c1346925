import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StackError } from './errors.ts';
import { projectRoot } from './frontend.ts';

/**
 * The TypeScript types of the tables and functions in `public`, made by Supabase's own CLI.
 * @raises StackError with what the CLI said when it gives none.
 */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const cli = join(
    createRequire(import.meta.url).resolve('supabase/package.json'),
    '..',
    'dist',
    'supabase.js',
  );
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [cli, 'gen', 'types', '--lang=typescript', '--schema=public', `--remote=${databaseUrl}`],
      {
        cwd: projectRoot,
        maxBuffer: 64 * 1024 * 1024,
        env: {
          ...process.env,
          SUPABASE_TELEMETRY_DISABLED: '1',
          DO_NOT_TRACK: '1',
          SUPABASE_HOME: join(projectRoot, 'node_modules', '.cache', 'supabase'),
          SUPABASE_NO_UPDATE_NOTIFIER: '1',
          // Else the CLI warns, on the output that the types go to, that loopback has no TLS.
          PGSSLMODE: 'disable',
        },
      },
    );
    if (stdout.includes('export type Database')) return stdout;
    throw new StackError(`The Supabase CLI gave no types: ${stdout.slice(0, 500)}`);
  } catch (error) {
    if (error instanceof StackError || !(error instanceof Error)) throw error;
    throw new StackError(
      `The Supabase CLI could not read the tables' types: ${error.message.slice(0, 1000)}`,
    );
  }
}
