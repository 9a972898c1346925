import { watchedFetch } from '../app/connection';
import { answerAhead, forgetAhead } from '../app/first/ahead';
import { noteQuestion } from '../app/first/questions';
import { noteDenial } from './denials';
import type { Session } from './session';

/**
 * `fetch` as who is signed in. Each request carries the session's token, refreshed first when it is due; an answer of 401
 * is tried once more with a fresh token, and then marks the session expired.
 * @param by what sends the requests, where it is not the browser's own `fetch`
 */
export function fetchAs(session: Session, by?: typeof fetch): typeof fetch {
  const send = async (input: RequestInfo | URL, init: RequestInit | undefined, token: string | null) => {
    const headers = new Headers(init?.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const response = await watchedFetch(input, { ...init, headers }, by);
    if (response.status === 403) noteDenial();
    return response;
  };
  return async (input, init) => {
    const token = await session.token();
    // Without a session the answer is known: asking as nobody would look like a missing permission.
    if (token === null) return expiredResponse();
    const early = await earlier(input, init, token);
    if (early) return early;
    const response = await send(input, init, token);
    if (response.status !== 401) return response;
    const fresh = await session.renew();
    if (fresh === null) return response;
    const again = await send(input, init, fresh);
    if (again.status === 401) session.expire();
    return again;
  };
}

/** What was asked before the app was there. What reads tables is taken down, to be asked ahead the next time. */
async function earlier(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  token: string,
): Promise<Response | undefined> {
  if ((init?.method ?? 'GET') !== 'GET') {
    forgetAhead();
    return undefined;
  }
  const url = String(input instanceof Request ? input.url : input);
  if (!url.includes('/rest/v1/')) return undefined;
  const headers = new Headers(init?.headers);
  noteQuestion({ url, headers: [...headers] });
  return answerAhead(url, headers, token);
}

/** What PostgREST answers to a token that is over. */
const expiredResponse = () =>
  Response.json({ code: 'PGRST301', message: 'JWT expired', details: null, hint: null }, { status: 401 });
