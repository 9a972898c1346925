import { type Question, questionsFor } from './questions';
import { keptSession } from './session';

/** An answer that takes longer, or is not fetched sooner, is asked for anew. */
const holds = 10_000;

interface Asked {
  token: string;
  accept: string;
  at: number;
  response: Promise<Response | undefined>;
}

const asked = new Map<string, Asked>();
let config: Promise<Response | undefined> | undefined;

const acceptOf = (headers: Headers) => headers.get('accept') ?? '';

function ask({ url, headers: sent }: Question, token: string): void {
  const headers = new Headers(sent);
  headers.set('Authorization', `Bearer ${token}`);
  // What fails here is asked again by whoever wants it, and said there.
  const response = fetch(url, { headers }).catch(() => undefined);
  asked.set(url, { token, accept: acceptOf(headers), at: performance.now(), response });
}

/**
 * Begins to ask what the page of this address will, before the app's code is there: in the name of who is signed in, and what
 * their app asked last time. The database answers as ever; answers are kept in memory, for seconds and for one use.
 */
export function askAhead(): void {
  config = fetch('/config.json', { cache: 'no-store' }).catch(() => undefined);
  const session = keptSession();
  if (!session) return;
  for (const question of questionsFor(session.user)) ask(question, session.token);
}

/** The configuration that was asked for ahead, once. */
export function configAhead(): Promise<Response | undefined> {
  const found = config;
  config = undefined;
  return found ?? Promise.resolve(undefined);
}

/** Lets go of what was asked ahead and not wanted: from now on answers may be others. */
export const forgetAhead = (): void => asked.clear();

/**
 * The answer to a request for reading where it was asked ahead, by the same token and with nothing changed: once, and only when
 * it is a good one.
 */
export async function answerAhead(
  url: string,
  headers: Headers,
  token: string,
): Promise<Response | undefined> {
  const found = asked.get(url);
  if (!found) return undefined;
  asked.delete(url);
  if (found.token !== token || found.accept !== acceptOf(headers)) return undefined;
  if (performance.now() - found.at > holds) return undefined;
  const response = await found.response;
  return response?.ok ? response : undefined;
}
