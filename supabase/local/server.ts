import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { codeOf, StackError } from './errors.ts';
import { apiPath, type Env } from './gateway.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpServer {
  server: Server;
  port: number;
  /** Lets a development server answer whatever is not the API's. */
  servePagesBy(listener: Listener): void;
  close(): Promise<void>;
}

/**
 * Listens, at once, so that a port in use is known before anything is started.
 * @raises StackError when the port or the address cannot be had.
 */
export async function listen(app: Hono<Env>, wanted: { host: string; port: number }): Promise<HttpServer> {
  // With objects of its own in place of the global ones it would answer a HEAD that was answered already, and fail.
  const answer = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  let pages: Listener | undefined;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (pages && !apiPath.test(path) && path !== '/config.json') pages(request, response);
    else void answer(request, response);
  });
  server.on('upgrade', refuseUpgrade);
  await new Promise<void>((done, fail) => {
    server.once('error', (error) => fail(explain(error, wanted)));
    server.listen(wanted.port, wanted.host, done);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : wanted.port,
    servePagesBy(listener) {
      pages = listener;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Web sockets are Realtime's, which is not served here (and Vite's in development, which looks after its own). */
function refuseUpgrade(request: IncomingMessage, socket: Duplex): void {
  if (/^vite-/.test(request.headers['sec-websocket-protocol'] ?? '')) return;
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 501 Not Implemented\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

function explain(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StackError(
        `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=${port < 65_000 ? port + 1 : 5174} npm start`,
      );
    case 'EACCES':
      return new StackError(
        `Your user may not listen on port ${port}. Choose one above 1023: PORT=5173 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StackError(
        `This machine has no address ${host}. Leave HOST away to listen on this machine alone, or set HOST=0.0.0.0 to listen on all its addresses.`,
      );
    default:
      return error;
  }
}
