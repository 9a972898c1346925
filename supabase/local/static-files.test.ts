import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { StaticFiles } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'atrium-static-'));
mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'dist', 'index.html'), '<title>Atrium</title>');
writeFileSync(join(folder, 'dist', 'assets', 'app-1a2b.js'), 'run()');
const files = new StaticFiles(join(folder, 'dist'));
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  files.answer(new Request(`http://localhost${path}`, { headers }));

test('the page is asked for anew each time, at every address that is no file', async () => {
  for (const path of ['/', '/index.html', '/customers/1?x=1', '/deals/']) {
    const page = await get(path);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toBe('<title>Atrium</title>');
  }
});

test('files with a hash in their name are kept for ever; one that is gone is 404, not the page', async () => {
  const file = await get('/assets/app-1a2b.js');
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await get('/assets/app-0000.js')).status).toBe(404);
  expect((await get('/robots.txt')).status).toBe(404);
});

test('text is compressed as the browser likes it best', async () => {
  const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const brotli = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(await bytes(brotli)).toString()).toBe('run()');
  const gzip = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(await bytes(gzip)).toString()).toBe('run()');
  expect((await get('/', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
});

test('what the browser has already is not sent again', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  expect((await get('/', { 'if-none-match': etag })).status).toBe(304);
  writeFileSync(join(folder, 'dist', 'index.html'), '<title>Atrium 2</title>');
  expect((await get('/', { 'if-none-match': etag })).status).toBe(200);
});

test.for([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%00',
  '/%ff',
])('nothing outside the folder: %s', async (path) => {
  expect(await (await get(path)).text()).not.toContain('secret');
});
