import { type ApiAccess, callDatabase, failure } from '../_shared/api.ts';
import { type Feed, writeFeed } from './feed.ts';

const address = /\/calendar\/([0-9a-f]{64})\.ics$/;

/**
 * Serves a person's calendar at their private address, `…/calendar/<secret>.ics`, to whatever calendar reads it: the address
 * is all that it shows. GET or HEAD; 304 for who has it already, 404 for an address that there is not (any more), 503 when
 * the database does not answer.
 */
export async function handleCalendar(request: Request, environment: ApiAccess): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return failure(405, 'method_not_allowed', 'Use GET.');
  const token = address.exec(new URL(request.url).pathname)?.[1];
  if (!token) return nothing();
  const answer = await callDatabase(environment, 'read_calendar_feed', { token });
  if (!answer.ok) return failure(503, 'unavailable', 'The database does not answer. Try again in a moment.');
  if (answer.body === null) return nothing();
  const text = writeFeed(answer.body as Feed);
  const etag = await tagOf(text);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (isKnown(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="calendar.ics"',
    },
  });
}

const nothing = () => failure(404, 'gone', 'There is no such calendar.');

async function tagOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `"${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

/** What a reader has is told by tags, also weak ones: a proxy that compresses makes ours so. */
function isKnown(header: string | null, etag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
