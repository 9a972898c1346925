import { learnTime } from '../lib/clock';

/** Whether the server answers: `lost` once a request could not reach it, until one does again. */
export type Connection = 'fine' | 'lost';

let state: Connection = 'fine';
const listeners = new Set<() => void>();

function set(next: Connection) {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export const connection = {
  get: (): Connection => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const gatewayDown = new Set([502, 503, 504]);

/**
 * `fetch` that notes whether the server could be reached, and what time it is there. Rejects as `fetch` does.
 * @param send what sends the request, where it is not the browser's own
 */
export const watchedFetch = async (
  input: RequestInfo | URL,
  init?: RequestInit,
  send: typeof fetch = fetch,
): Promise<Response> => {
  const asked = Date.now();
  try {
    const response = await send(input, init);
    set(gatewayDown.has(response.status) ? 'lost' : 'fine');
    learnTime(response.headers, asked);
    return response;
  } catch (error) {
    if (!init?.signal?.aborted) set('lost');
    throw error;
  }
};

/** Asks the server once whether it is there, and notes the answer. */
export async function probe(): Promise<Connection> {
  try {
    await watchedFetch('/config.json', { cache: 'no-store' });
  } catch {
    // watchedFetch has noted it: that the server cannot be reached is the answer.
  }
  return state;
}
