const listeners = new Set<() => void>();

/** Notes that the database has refused something: what the screens know of one's permissions may be stale. */
export function noteDenial(): void {
  for (const listener of listeners) listener();
}

/** Calls a listener at each denial; gives what ends that. */
export function onDenial(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
