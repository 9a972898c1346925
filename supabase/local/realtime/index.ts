import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import { Feed } from './feed.ts';
import { Hub } from './hub.ts';

export interface Realtime {
  /** Takes a request to become a web socket, whose key was checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

const mostConnections = 2_000;
const tidyEvery = 5_000;
const forgetEvery = 60_000;

/**
 * Serves Supabase Realtime's private channels: events from the database (realtime.send), presence, and broadcasts, each as
 * the policies on realtime.messages allow. Rows (postgres_changes) and public channels are not served.
 * @param adminUrl address of a superuser, who listens, and becomes whoever asks.
 */
export async function startRealtime(adminUrl: string, jwtSecret: string): Promise<Realtime> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 4 });
  pool.on('error', () => undefined);
  const hub = new Hub(pool, jwtSecret);
  const feed = new Feed(
    adminUrl,
    (message) => hub.pass(message),
    () => hub.restart('Events may have been lost'),
  );
  await feed.start();
  const server = new WebSocketServer({ noServer: true, maxPayload: 65_536, perMessageDeflate: false });
  const tidying = setInterval(() => hub.tidy(), tidyEvery);
  // hosted, messages are kept for three days; nobody here reads them again
  const forgetting = setInterval(() => {
    pool
      .query("delete from realtime.messages where inserted_at < now()::timestamp - interval '1 minute'")
      .catch(() => undefined);
  }, forgetEvery);
  return {
    upgrade(request, socket, head) {
      const asked = new URL(request.url ?? '/', 'http://localhost');
      if (asked.pathname !== '/realtime/v1/websocket') {
        refuse(socket, 404, 'Not Found');
        return;
      }
      if (asked.searchParams.get('vsn') !== '2.0.0') {
        refuse(socket, 400, 'Bad Request');
        return;
      }
      if (hub.connections.size >= mostConnections) {
        refuse(socket, 503, 'Service Unavailable');
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => {
        hub.connections.add(new Connection(client, hub));
      });
    },
    async stop() {
      clearInterval(tidying);
      clearInterval(forgetting);
      for (const connection of [...hub.connections]) connection.end();
      server.close();
      await feed.stop();
      await pool.end();
    },
  };
}

/** Answers a request to become a web socket with an error, and ends it. */
export function refuse(socket: Duplex, status: number, words: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${words}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
