import pg from 'pg';
import { startAuth } from './auth.ts';
import { bootstrap } from './bootstrap.ts';
import { superuser } from './cluster.ts';
import { demoAccountsIn, loadDemo } from './demo.ts';
import { Disposal } from './disposal.ts';
import { connectExternal } from './external.ts';
import { buildFrontend, distFolder, serveByVite } from './frontend.ts';
import { createGateway, type GatewayParts, socketDoor } from './gateway.ts';
import { type Home, openHome, removeHome } from './home.ts';
import { localUrl } from './hosts.ts';
import { type Installation, readInstallation, writeInstallation } from './installation.ts';
import { loadLite } from './lite.ts';
import { lockHome } from './lock.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { findPostgrest, startPostgrest } from './postgrest.ts';
import { startRealtime } from './realtime/index.ts';
import type { Reporter } from './restarts.ts';
import { listen } from './server.ts';
import { StaticFiles } from './static-files.ts';
import { startStorage } from './storage/index.ts';
import { startWorker, type Worker } from './worker.ts';

export interface StackOptions {
  /** The data folder; `.atrium` in the project when not said. */
  dataDir: string;
  /** 0 or nothing: a free one. */
  port?: number;
  /** What to listen on; this machine alone when not said. */
  host?: string;
  /**
   * What a new database holds. demo: the demo company; empty: nothing, and the app asks for the first administrator; none:
   * nothing, and neither jobs nor post run (for tests of the database; it is not kept safe from a loss of power).
   */
  data: 'demo' | 'empty' | 'none';
  /** How many times as large the demo company is; 1 when not said. */
  scale?: number;
  /** The demo company's seed number. */
  seedNumber?: number;
  /** The demo company's today, YYYY-MM-DD; today when not said. */
  asOf?: string;
  /** build: served as built (and built first when it is old); dev: by Vite with hot reload; none: the API alone. */
  frontend: 'build' | 'dev' | 'none';
  /** A Postgres to use in place of the embedded one; its user is a superuser. */
  databaseUrl?: string;
  /** The address people use, when a proxy stands in front. */
  publicUrl?: string;
  /** Says nothing at the terminal. */
  quiet?: boolean;
}

export interface Stack {
  url: string;
  /** Address of the database as the owner of `public` (`postgres`; the given user for a database of one's own). */
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  /** The demo company's accounts that can sign in. */
  demoAccounts: string[];
  /** Fulfilled when something died and could not be restarted; everything is to be stopped then. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts the whole stack and gives its addresses when it is ready. When it cannot, what was started is stopped again.
 * @param disposal collects how to stop what was started, for who wants to stop it before it is ready.
 * @raises StackError with what to do about it.
 */
export async function startStack(options: StackOptions, disposal = new Disposal()): Promise<Stack> {
  try {
    return await start(options, disposal);
  } catch (error) {
    await disposal.run();
    throw error;
  }
}

async function start(options: StackOptions, disposal: Disposal): Promise<Stack> {
  const host = options.host ?? '127.0.0.1';
  const say = (line: string) => {
    if (!options.quiet) console.log(line);
  };
  const { reporter, failed } = makeReporter(say);
  const postgrest = findPostgrest();
  const home = openHome(options.dataDir);
  const lock = await lockHome(home);
  let ready = false;
  disposal.add(() => {
    lock.release();
    if (home.isNew && !ready) removeHome(home);
  });
  if (home.databaseFolder !== home.folder) {
    say(
      `The user "${home.user?.name}" may not enter ${home.folder}, so the database is kept in ${home.databaseFolder}.`,
    );
  }
  const installation = readInstallation(home);
  installation.empty ||= options.data === 'empty';

  let behind: GatewayParts | undefined;
  const publicUrl = options.publicUrl?.replace(/\/+$/, '');
  const gateway = { keys: installation, publicUrl, host, development: options.frontend === 'dev' };
  const app = createGateway(gateway, () => behind);
  const http = await listen(app, { host, port: options.port ?? 0 });
  disposal.add(() => http.close());
  const ownUrl = localUrl(host, http.port);
  const url = publicUrl ?? ownUrl;
  lock.note({ url });

  loadLite().catch(() => undefined);
  const built =
    options.frontend === 'build' ? buildFrontend(() => say('Building the front end …')) : Promise.resolve();
  built.catch(() => undefined);

  const database = await openDatabase(options, home, installation, url, reporter, disposal);
  await bootstrap(database.adminUrl, database.passwordOf);
  await migrate(database.ownerUrl);
  if (options.data === 'demo' && !installation.empty) {
    await loadDemo(database.ownerUrl, {
      scale: options.scale ?? 1,
      seed: options.seedNumber ?? 1,
      asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
      onBegin: () => say('Loading the demo company …'),
    });
  }

  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 3 });
  admin.on('error', () => undefined);
  disposal.add(() => admin.end());
  await admin.query('select private.set_site($1)', [url]);
  const api = await startPostgrest(
    home,
    postgrest,
    { databaseUrl: database.url('authenticator'), jwtSecret: installation.jwtSecret },
    reporter,
    (apiPid) => lock.note({ apiPid }),
  );
  disposal.add(() => api.stop());
  let worker: Worker | undefined;
  const auth = await startAuth(home, {
    databaseUrl: database.url('supabase_auth_admin'),
    jwtSecret: installation.jwtSecret,
    siteUrl: () => url,
    admin,
    onMail: () => worker?.nudge(),
  });
  disposal.add(() => auth.stop());
  const storage = await startStorage(home, {
    databaseUrl: database.url('supabase_storage_admin'),
    jwtSecret: installation.jwtSecret,
  });
  disposal.add(() => storage.stop());
  const realtime = await startRealtime(database.adminUrl, installation.jwtSecret);
  disposal.add(() => realtime.stop());
  http.serveSocketsBy(socketDoor(gateway, realtime));
  await built;
  if (options.frontend === 'dev') disposal.add(await serveByVite(http));

  const files = options.frontend === 'build' ? new StaticFiles(distFolder) : undefined;
  behind = { apiUrl: api.url, auth, storage, ownUrl, files };
  if (options.data !== 'none') {
    worker = startWorker(
      database.adminUrl,
      { supabaseUrl: ownUrl, serviceKey: installation.secretKey },
      (trouble) => say(`A job or the post: ${trouble}`),
    );
    disposal.add(() => worker?.stop());
  }
  const demoAccounts = await demoAccountsIn(admin);
  ready = true;
  return {
    url,
    databaseUrl: database.ownerUrl,
    publishableKey: installation.publishableKey,
    secretKey: installation.secretKey,
    jwtSecret: installation.jwtSecret,
    demoAccounts,
    failed,
    stop: () => disposal.run(),
  };
}

interface OpenDatabase {
  adminUrl: string;
  ownerUrl: string;
  url(role: string): string;
  passwordOf(role: string): string | undefined;
}

/** The embedded Postgres, or the one that was named; with `.atrium/env` written before anything depends on it. */
async function openDatabase(
  options: StackOptions,
  home: Home,
  installation: Installation,
  url: string,
  reporter: Reporter,
  disposal: Disposal,
): Promise<OpenDatabase> {
  if (options.databaseUrl) {
    const given = options.databaseUrl;
    const database = await connectExternal(given, installation.databaseSecret);
    writeInstallation(home, installation, { url, databaseUrl: given });
    return {
      adminUrl: given,
      ownerUrl: given,
      url: database.url,
      passwordOf: (role) => (role === 'postgres' ? undefined : new URL(database.url(role)).password),
    };
  }
  const binaries = postgresBinaries(home);
  writeInstallation(home, installation, { url, databaseUrl: '' });
  const database = await startPostgres(home, binaries, installation, options.data === 'none', reporter);
  disposal.add(() => database.stop());
  installation.databasePort = database.port;
  const ownerUrl = database.url('postgres');
  writeInstallation(home, installation, { url, databaseUrl: ownerUrl });
  return {
    adminUrl: database.url(superuser),
    ownerUrl,
    url: database.url,
    passwordOf: (role) => new URL(database.url(role)).password,
  };
}

function makeReporter(say: (line: string) => void): { reporter: Reporter; failed: Promise<Error> } {
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((done) => {
    fail = done;
  });
  return { reporter: { say, fail }, failed };
}
