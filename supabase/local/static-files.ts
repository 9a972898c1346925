import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

interface Stored {
  modified: number;
  bytes: Buffer;
  etag: string;
  packed: Map<string, Buffer>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.webmanifest']);

/**
 * Serves a built front end: files with a hash in their name for ever, others checked each time, text compressed once and
 * kept; an address that is no file gets the app's page, which finds its own way.
 */
export class StaticFiles {
  private readonly files = new Map<string, Stored>();

  constructor(private readonly folder: string) {}

  async answer(request: Request): Promise<Response> {
    const asked = decode(new URL(request.url).pathname);
    if (asked === undefined) return notFound();
    const path = asked === '/' ? '/index.html' : asked;
    const found = await this.load(path);
    if (found) return this.send(request, path, found);
    if (path.startsWith('/assets/') || extname(path) !== '') return notFound();
    const page = await this.load('/index.html');
    return page ? this.send(request, '/index.html', page) : notFound();
  }

  private async send(request: Request, path: string, file: Stored): Promise<Response> {
    const extension = extname(path);
    const headers = new Headers({
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.etag,
    });
    if (compressible.has(extension)) headers.set('vary', 'accept-encoding');
    if (request.headers.get('if-none-match') === file.etag)
      return new Response(null, { status: 304, headers });
    const coding = compressible.has(extension)
      ? bestCoding(request.headers.get('accept-encoding') ?? '')
      : undefined;
    const bytes = coding ? await pack(file, coding) : file.bytes;
    if (coding) headers.set('content-encoding', coding);
    headers.set('content-length', String(bytes.byteLength));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  }

  private async load(path: string): Promise<Stored | undefined> {
    const file = join(this.folder, path);
    if (!file.startsWith(this.folder + sep)) return undefined;
    const facts = await stat(file).catch(() => undefined);
    if (!facts?.isFile()) return undefined;
    const kept = this.files.get(file);
    if (kept?.modified === facts.mtimeMs) return kept;
    const bytes = await readFile(file);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const stored = { modified: facts.mtimeMs, bytes, etag, packed: new Map<string, Buffer>() };
    this.files.set(file, stored);
    return stored;
  }
}

async function pack(file: Stored, coding: 'br' | 'gzip'): Promise<Buffer> {
  const kept = file.packed.get(coding);
  if (kept) return kept;
  const packed =
    coding === 'br'
      ? await promisify(brotliCompress)(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
      : await promisify(gzip)(file.bytes);
  file.packed.set(coding, packed);
  return packed;
}

function bestCoding(accepted: string): 'br' | 'gzip' | undefined {
  const takes = (name: string) =>
    new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[\\d.]+\\s*)?(,|$)`).test(accepted);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(pathname));
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function notFound(): Response {
  return new Response('Not found\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
