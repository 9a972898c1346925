import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { codeOf, StackError } from './errors.ts';
import { apiPath, type Env } from './gateway.ts';
import { refuse } from './realtime/index.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export type SocketListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface HttpServer {
  server: Server;
  port: number;
  /** Lets a development server answer whatever is not the API's. */
  servePagesBy(listener: Listener): void;
  /** Lets Realtime answer who wants a web socket; until then they are asked to come again. */
  serveSocketsBy(listener: SocketListener): void;
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
  let sockets: SocketListener = (_request, socket) => refuse(socket, 503, 'Service Unavailable');
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // In development Vite looks after its own.
    if (!/^vite-/.test(request.headers['sec-websocket-protocol'] ?? '')) sockets(request, socket, head);
  });
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
    serveSocketsBy(listener) {
      sockets = listener;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
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
