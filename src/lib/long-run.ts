import { AtriumError, fromApi, isTransient } from './errors';

/** How far a long piece of work is. */
export interface Progress {
  done: number;
  total: number;
}

/** Who watches over a long piece of work. */
export interface Watch {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** What one part of a long piece of work answers. */
export interface PartAnswer {
  status: string;
  /** Rows that this call dealt with. */
  done: number;
  total: number;
}

interface Answer {
  data: unknown;
  error: { message: string; code?: string; details?: unknown; hint?: string } | null;
  status: number;
}

const pauses = [500, 1000, 2000, 4000, 8000];

/** A request is to take about so long: short enough for every server's limit, long enough to be worth it. */
const wanted = { least: 600, most: 2000 };
const batches = { first: 250, least: 10, most: 2000 };

/**
 * Sends a request, and again while the server is away or busy: for what may be sent twice without harm.
 * @raises AtriumError when it is refused, or when the server stays away.
 */
export async function patiently(send: () => PromiseLike<Answer>, signal?: AbortSignal): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const { data, error, status } = await send();
    if (!error) return data;
    const failure = fromApi(error, status);
    if (!mayPass(failure) || !(await pauseBefore(attempt))) throw failure;
  }
}

/** Whether asking again may help: the server is away, slow or busy. */
function mayPass(error: unknown): boolean {
  return isTransient(error) || (error instanceof AtriumError && error.key === 'errors.busy');
}

/** Waits before the next try, longer each time; false when it was tried often enough. */
async function pauseBefore(attempt: number): Promise<boolean> {
  const pause = pauses[attempt];
  if (pause === undefined) return false;
  await new Promise((done) => setTimeout(done, pause));
  return true;
}

/**
 * Asks for part after part until the work is at its end, with as many rows a call as the server does in about a second.
 * Stopping in between loses nothing: the next call goes on from there.
 * @param next does the next so many rows; may be asked twice without harm
 * @param end the status of what is at its end
 * @param from rows that an interrupted run is done with already
 */
export async function runParts<T extends PartAnswer>(
  next: (batch: number) => Promise<T>,
  end: string,
  { signal, onProgress }: Watch = {},
  from = 0,
): Promise<T> {
  let done = from;
  let batch = batches.first;
  for (let failures = 0; ; ) {
    signal?.throwIfAborted();
    const started = performance.now();
    let answer: T;
    try {
      answer = await next(batch);
    } catch (error) {
      batch = Math.max(batches.least, Math.floor(batch / 2));
      if (!mayPass(error) || !(await pauseBefore(failures++))) throw error;
      continue;
    }
    failures = 0;
    done += answer.done;
    onProgress?.({ done: Math.min(done, answer.total), total: answer.total });
    if (answer.status === end) return answer;
    const took = performance.now() - started;
    if (took > wanted.most) batch = Math.max(batches.least, Math.floor(batch / 2));
    else if (took < wanted.least) batch = Math.min(batches.most, batch * 2);
  }
}
