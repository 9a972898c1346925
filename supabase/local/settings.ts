import { join } from 'node:path';
import { StackError } from './errors.ts';
import { projectRoot } from './frontend.ts';
import type { StackOptions } from './stack.ts';

/** The data folder: `.atrium` in the project, or the one that ATRIUM_DATA_DIR names. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  return env.ATRIUM_DATA_DIR || join(projectRoot, '.atrium');
}

/**
 * What the command line and the environment ask for.
 * @raises StackError when a flag or a value is not understood.
 */
export function readSettings(flags: string[], env: NodeJS.ProcessEnv): StackOptions {
  const unknown = flags.find((flag) => !['--empty', '--dev'].includes(flag));
  if (unknown) {
    throw new StackError(
      `${unknown} is not understood. npm start takes --empty (no demo data) and --dev (hot reload): npm start -- --empty`,
    );
  }
  return {
    dataDir: dataFolder(env),
    port: portFrom(env.PORT),
    host: env.HOST || '127.0.0.1',
    data: flags.includes('--empty') ? 'empty' : 'demo',
    frontend: flags.includes('--dev') ? 'dev' : 'build',
    databaseUrl: env.DATABASE_URL || undefined,
    publicUrl: publicUrlFrom(env.PUBLIC_URL),
  };
}

function portFrom(text: string | undefined): number {
  if (!text) return 5173;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StackError(
    `PORT is ${text}, which is no port. Choose a number from 1024 to 65535: PORT=5174 npm start`,
  );
}

function publicUrlFrom(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new StackError(
    `PUBLIC_URL is ${text}, which is no web address. It should look like https://crm.example.com`,
  );
}
