import { join } from 'node:path';
import type { Home } from '../home.ts';
import { connectionOf, loadLite } from '../lite.ts';
import { FileKeeper } from './files.ts';

export interface Storage {
  /** Answers a request to /storage/v1. */
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * Starts the storage server (Supabase Lite's /storage/v1, nothing else of it) on the database, as `supabase_storage_admin`.
 * (Lite calls it experimental; a hosted project has Supabase's own.) What somebody may do with an object is asked of Postgres, as that person; the bytes are files under the data folder.
 */
export async function startStorage(
  home: Home,
  options: { databaseUrl: string; jwtSecret: string },
): Promise<Storage> {
  const { App, createPostgresConnection, setExperimental } = await loadLite();
  setExperimental('storage', true);
  const connection = createPostgresConnection(connectionOf(options.databaseUrl));
  const app = new App({
    connection,
    api: { enabled: false },
    studio: { enabled: false },
    storage: { enabled: true },
    db: { migrations: { enabled: false } },
    auth: { enabled: false, jwt_secret: options.jwtSecret },
    options: { server: { apiKeys: false, admin: false, disableStudio: true } },
  });
  app._storageAdapter = new FileKeeper(join(home.folder, 'files'));
  await app.init();
  // Before its first question it grants the API's roles every table, which this role may not do: that question fails.
  await app.fetch(new Request('http://localhost/storage/v1/bucket'));
  return {
    fetch: async (request) => app.fetch(await unwrapped(request)),
    stop: () => connection.driver.end({ timeout: 1 }),
  };
}

/** An upload by a form holds its file as Supabase's client sends it, under no name: taken out of it, it is as any other. */
async function unwrapped(request: Request): Promise<Request> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return request;
  const form = await request.formData();
  const file = [...form.values()].find((value) => value instanceof File);
  if (!file) return new Request(request.url, { method: request.method, headers: plain(request, undefined) });
  const headers = plain(request, file.type || 'application/octet-stream');
  const cacheControl = form.get('cacheControl');
  if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`);
  headers.set('content-length', String(file.size));
  return new Request(request.url, { method: request.method, headers, body: await file.arrayBuffer() });
}

function plain(request: Request, contentType: string | undefined): Headers {
  const headers = new Headers(request.headers);
  headers.delete('content-type');
  if (contentType) headers.set('content-type', contentType);
  return headers;
}
