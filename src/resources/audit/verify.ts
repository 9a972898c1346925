/** The end of the chain of seals: kept outside, it shows whether the chain was made anew. */
export interface Head {
  number: number;
  hash: string;
  taken_at?: string;
}

export interface Problem {
  kind: 'chain' | 'changed' | 'missing' | 'inserted' | 'redacted' | 'head';
  id?: number;
  number?: number;
}

export interface Verdict {
  lines: number;
  problems: Problem[];
  head: Head | null;
}

interface Answer extends Verdict {
  after: number | null;
  done: boolean;
}

function isAnswer(data: unknown): data is Answer {
  return typeof data === 'object' && data !== null && 'problems' in data && Array.isArray(data.problems);
}

/** Reads a head from a file's text; null when it holds none. */
export function readHead(text: string): Head | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null || !('number' in found && 'hash' in found)) return null;
    const { number, hash } = found;
    if (typeof number !== 'number' || !Number.isInteger(number)) return null;
    return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { number, hash } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Verifies the whole log, some seconds' worth of batches a request. Rejects when a request fails or it is stopped. */
export async function verifyAll(
  ask: (payload: Record<string, unknown>) => Promise<unknown>,
  kept: Head | null,
  signal: AbortSignal,
  onProgress: (lines: number) => void,
): Promise<Verdict> {
  const whole: Verdict = { lines: 0, problems: [], head: null };
  let after: number | null = null;
  for (;;) {
    const answer = await ask({ after, head: kept });
    signal.throwIfAborted();
    if (!isAnswer(answer)) throw new TypeError('verify_audit gave something else');
    whole.lines += answer.lines;
    whole.problems.push(...answer.problems);
    whole.head = answer.head;
    if (answer.done) return whole;
    after = answer.after;
    onProgress(whole.lines);
  }
}
