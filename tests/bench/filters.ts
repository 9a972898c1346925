import { type BrowserContext, chromium } from '@playwright/test';
import pg from 'pg';
import { z } from 'zod';
import type { Stack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';
import { type Bench, figure, spread } from './bench.ts';
import { tokenOf } from './dashboard-calls.ts';
import { sizeOf, startLarge } from './large.ts';
import { listFilters } from './list-filters.ts';

const rounds = 10;
const readers = {
  rep: 'sales.rep',
  manager: 'sales.manager',
  'support agent': 'support.agent',
  admin: 'admin',
};
type Role = keyof typeof readers;
/** Whose work a list is, beside the administrator. */
const readersOf = (resource: string): Role[] =>
  resource === 'tickets'
    ? ['support agent', 'admin']
    : resource === 'tasks'
      ? ['rep', 'manager', 'support agent', 'admin']
      : ['rep', 'manager', 'admin'];
/** What a page of a list may take, in milliseconds. */
const wanted = 200;

interface Asked {
  resource: string;
  /** As it stands in the address. */
  what: string;
  /** The request that the app makes of it: for the page's rows or, of what is narrowed or ordered, for their keys. */
  path: string;
  /** What it then asks of the rows that have these keys. */
  select?: string;
}

/** A page of each list by every filter and every order that the list offers, as the app asks for it, for all that one may see. */
export const filters: Bench = {
  name: 'filters',
  title: 'Lists by every filter and order that they offer',
  async run() {
    const stack = await startLarge('build');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const asked = await captured(stack, await listFilters(sql));
      const rows: (string | number)[][] = [];
      for (const resource of new Set(asked.map((one) => one.resource))) {
        for (const role of readersOf(resource)) {
          rows.push(
            await forReader(
              stack,
              role,
              asked.filter((one) => one.resource === resource),
            ),
          );
        }
      }
      return {
        head: [
          'list',
          'who',
          'filters and orders',
          'p50',
          'p95',
          `over ${wanted} ms (p95 of each), slowest first`,
        ],
        rows,
        note: `Milliseconds of a page's rows through the API, ${rounds} calls of each one after the other (fewer of what takes seconds), of all that the reader may see, on ${await sizeOf(sql)}. A filter is asked for the value that most rows have and for the one that fewest have.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

/** Opens each list with each filter in Chromium and keeps the request for its rows. Raises when a list asks for none. */
async function captured(stack: Stack, lists: Awaited<ReturnType<typeof listFilters>>): Promise<Asked[]> {
  const found = await provideChromium();
  if ('problem' in found) throw new Error(found.problem);
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ locale: 'en-US' });
    await signIn(context, stack.url);
    const asked: Asked[] = [];
    for (const { resource, everything, filters, sorts } of lists) {
      const searches = [
        ...filters.map(([key, value]) => ({ what: key, search: `${key}=${encodeURIComponent(value)}` })),
        ...sorts.map((sort) => ({ what: `order ${sort}`, search: `sort=${encodeURIComponent(sort)}` })),
      ];
      for (const { what, search } of searches) {
        const address = `${stack.url}/${resource}?${everything}&${search}`;
        asked.push({ resource, what, ...(await rowsRequest(context, address, resource)) });
      }
    }
    return asked;
  } finally {
    await browser.close();
  }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${readers.admin}@atrium.example`);
  await page.getByLabel('Password', { exact: true }).fill('atrium-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#content').waitFor();
  await page.close();
}

/** What follows `/rest/v1/` in the request for a list's rows, and what is asked of them after their keys. */
async function rowsRequest(
  context: BrowserContext,
  address: string,
  resource: string,
): Promise<Pick<Asked, 'path' | 'select'>> {
  const page = await context.newPage();
  const timeout = { timeout: 30_000 };
  try {
    const request = page.waitForRequest((made) => {
      const { pathname, searchParams } = new URL(made.url());
      return (
        made.method() === 'GET' &&
        (pathname === `/rest/v1/${resource}` || pathname === `/rest/v1/rpc/search_${resource}`) &&
        searchParams.get('limit') === '26'
      );
    }, timeout);
    const second = page
      .waitForRequest((made) => {
        const { pathname, searchParams } = new URL(made.url());
        return pathname === `/rest/v1/${resource}` && /^\(id\.in\./.test(searchParams.get('or') ?? '');
      }, timeout)
      .catch(() => undefined);
    await page.goto(address, { waitUntil: 'commit' });
    const first = await request;
    const { pathname, search, searchParams } = new URL(first.url());
    const path = pathname.slice('/rest/v1/'.length) + search;
    const answer = await (await first.response())?.text();
    // Rows themselves, or none: nothing more is asked.
    if (/\w:\w+!/.test(searchParams.get('select') ?? '') || !answer?.includes('"id"')) return { path };
    const rest = await second;
    return { path, select: rest && (new URL(rest.url()).searchParams.get('select') ?? undefined) };
  } catch (error) {
    throw new Error(`${address} asked for no rows`, { cause: error });
  } finally {
    await page.close();
  }
}

const keys = z.array(z.object({ id: z.string() }));

async function forReader(stack: Stack, role: Role, asked: Asked[]): Promise<(string | number)[]> {
  const headers = {
    apikey: stack.publishableKey,
    Authorization: `Bearer ${await tokenOf(stack, readers[role])}`,
  };
  const all: number[] = [];
  const slow: { what: string; p95: number }[] = [];
  const ask = async (path: string) => {
    const answer = await fetch(`${stack.url}/rest/v1/${path}`, { headers });
    const body = await answer.text();
    const cancelled = body.includes('"57014"');
    if (!answer.ok && !cancelled) throw new Error(`${path}: ${answer.status} ${body}`);
    return { body, cancelled };
  };
  for (const { resource, what, path, select } of asked) {
    const samples: number[] = [];
    const begun = performance.now();
    for (let round = -1; round < rounds; round++) {
      const started = performance.now();
      const { body, cancelled } = await ask(path);
      const ids = cancelled || !select ? [] : keys.parse(JSON.parse(body)).map(({ id }) => id);
      if (ids.length > 0)
        await ask(`${resource}?select=${encodeURIComponent(select ?? '')}&or=(id.in.(${ids.join(',')}))`);
      if (round >= 0 || cancelled) samples.push(performance.now() - started);
      if (cancelled) break;
      if (samples.length >= 3 && performance.now() - begun > 4_000) break;
    }
    all.push(...samples);
    const { p95 } = spread(samples);
    if (p95 > wanted) slow.push({ what, p95 });
  }
  const { p50, p95 } = spread(all);
  const named = slow.sort((a, b) => b.p95 - a.p95).map((one) => `${one.what} ${figure(one.p95)}`);
  return [asked[0]?.resource ?? '', role, asked.length, p50, p95, named.join(', ') || 'none'];
}
