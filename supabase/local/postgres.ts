import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster, stopOrphan, superuser } from './cluster.ts';
import { codeOf, StackError } from './errors.ts';
import { freePort } from './free-port.ts';
import type { Home } from './home.ts';
import { type Installation, rolePassword } from './installation.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { explainPostgres, leftoversLive, portWasTaken } from './postgres-log.ts';
import { Program } from './program.ts';
import { type Reporter, Restarts } from './restarts.ts';

/** A database that the stack works on: the embedded one, or one that `DATABASE_URL` names. */
export interface Database {
  /** Address for a role of ours, with its password. */
  url(role: string): string;
  stop(): Promise<void>;
}

const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/** Of a database that lives for one test run: it need not outlive the machine's loss of power. */
const quickSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/**
 * Starts the embedded Postgres on the home's data directory, making that first if need be, and restarts it when it dies.
 * @raises StackError with what to do when it does not start.
 */
export async function startPostgres(
  home: Home,
  binaries: PostgresBinaries,
  installation: Installation,
  quick: boolean,
  reporter: Reporter,
): Promise<Database & { port: number }> {
  const password = rolePassword(installation.databaseSecret, superuser);
  await ensureCluster(home, binaries, password, quick);
  await stopOrphan(home, password);

  let port = await freePort(installation.databasePort);
  let server: Program;
  for (let attempt = 1; ; attempt++) {
    server = spawnServer(home, binaries, port, quick);
    try {
      await untilReady(server, home, port, password, reporter);
      break;
    } catch (error) {
      await server.stop('SIGQUIT', 5000);
      if (attempt === 5 || !portWasTaken(server.lines)) throw error;
      port = await freePort();
    }
  }

  let stopping = false;
  const restarts = new Restarts('Postgres', reporter);
  const watch = (current: Program) => {
    void current.ended.then(async (reason) => {
      if (stopping) return;
      const again = async () => {
        server = await restart(home, binaries, port, quick, password, reporter);
        if (stopping) await server.stop('SIGINT', 60_000);
        else watch(server);
      };
      await restarts.after(explainPostgres(current.lines, home, reason), reason, again);
    });
  };
  watch(server);

  return {
    port,
    url: (role) =>
      `postgres://${role}:${rolePassword(installation.databaseSecret, role)}@127.0.0.1:${port}/postgres`,
    async stop() {
      stopping = true;
      await server.stop('SIGINT', 60_000);
    },
  };
}

/** After a kill, server processes may still hold the memory for a moment: they end by themselves. */
async function restart(
  home: Home,
  binaries: PostgresBinaries,
  port: number,
  quick: boolean,
  password: string,
  reporter: Reporter,
): Promise<Program> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const server = spawnServer(home, binaries, port, quick);
    try {
      await untilReady(server, home, port, password, reporter);
      return server;
    } catch (error) {
      await server.stop('SIGQUIT', 5000);
      if (!leftoversLive(server.lines) || Date.now() > deadline) throw error;
      await wait(200);
    }
  }
}

function spawnServer(home: Home, binaries: PostgresBinaries, port: number, quick: boolean): Program {
  const chosen = { ...settings, ...(quick ? quickSettings : {}) };
  return new Program({
    name: 'Postgres',
    command: binaries.postgres,
    args: [
      '-D',
      home.cluster,
      '-p',
      String(port),
      ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    lastSignal: 'SIGINT',
    ...(home.user ? { user: home.user } : {}),
  });
}

async function untilReady(
  server: Program,
  home: Home,
  port: number,
  password: string,
  reporter: Reporter,
): Promise<void> {
  let ending: string | undefined;
  void server.ended.then((reason) => {
    ending = reason;
  });
  const sayAt = Date.now() + 5000;
  let said = false;
  while (ending === undefined) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: superuser,
      password,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      if (server.running) return;
    } catch (error) {
      const code = codeOf(error);
      if (code === '28P01' || code === '28000') {
        throw new StackError(
          `The password in ${home.folder}/env is not that of the database beside it. Put the right file back, or begin anew: npm run demo:reset`,
        );
      }
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') throw error;
      if (!said && Date.now() > sayAt) {
        said = true;
        reporter.say(
          'Postgres is making good what was cut off when it was last stopped; this can take a while.',
        );
      }
      await wait(15);
    }
  }
  throw explainPostgres(server.lines, home, ending ?? 'it ended');
}
