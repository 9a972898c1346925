/** Below this a clock counts as right: an answer is on its way for a while, and tells whole seconds alone. */
const tolerance = 2 * 60_000;

let ahead = 0;
const listeners = new Set<() => void>();

/** The moment it is: by the server's clock where this machine's is wrong, so that "today" and "3 minutes ago" are true. */
export const currentTime = (): Date => new Date(Date.now() - ahead);

/** By how many milliseconds this machine's clock is ahead of the server's (behind: less than none); 0 while it is about right. */
export const clockError = {
  get: (): number => ahead,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** An answer that was longer on its way tells nothing: the machine may have slept meanwhile. */
const patience = 30_000;

/**
 * Learns from an answer what time it is at the server; `asked` and `here` are when it was asked for and had. An answer that was kept on its way says for how long (RFC 9111), and one
 * that does not tell its date (another origin's, which need not) teaches nothing.
 */
export function learnTime(headers: Headers, asked: number, here = Date.now()): void {
  const said = Date.parse(headers.get('Date') ?? '');
  if (Number.isNaN(said) || here - asked > patience) return;
  const kept = Number(headers.get('Age') ?? 0) * 1000;
  const difference = here - (said + (Number.isFinite(kept) ? kept : 0));
  const found = Math.abs(difference) < tolerance ? 0 : difference;
  // The same error, told by another answer: not worth drawing anything anew.
  if (Math.abs(found - ahead) < tolerance / 2) return;
  ahead = found;
  for (const listener of listeners) listener();
}
