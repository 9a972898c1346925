/** Whether changes reach this page by themselves: `starting` until that is known. */
export type LiveStatus = 'starting' | 'live' | 'away';

/** Somebody who looks at a record. */
export interface Viewer {
  profile: string;
  editing: boolean;
}

/** What a page wants of a record that it shows. */
export interface Watch {
  table: string;
  id: string;
  /** Whether this page changes it. */
  editing: boolean;
}

/** A value that components follow. */
function cell<T>(first: T) {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: T) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const nobody: readonly Viewer[] = [];

/** Whether this page is live; set by what holds the line. */
export const liveStatus = cell<LiveStatus>('starting');

/** The records that the page shows, those that are changed there last. */
export const watched = cell<readonly Watch[]>([]);

/** Who else looks at the records that the page shows, by `table:id`. */
export const viewers = cell<ReadonlyMap<string, readonly Viewer[]>>(new Map());

export const keyOf = ({ table, id }: Pick<Watch, 'table' | 'id'>) => `${table}:${id}`;

/** Who else looks at a record. */
export const viewersOf = (watch: Pick<Watch, 'table' | 'id'>) => viewers.get().get(keyOf(watch)) ?? nobody;

/** From now on the page shows this record; gives what ends that. */
export function watch(record: Watch): () => void {
  watched.set([...watched.get(), record]);
  return () => watched.set(watched.get().filter((one) => one !== record));
}

let held = 0;
const releases = new Set<() => void>();

/** Nothing on the page is brought up to date by itself until the function that this gives is called. */
export function hold(): () => void {
  held += 1;
  let over = false;
  return () => {
    if (over) return;
    over = true;
    held -= 1;
    if (held === 0) for (const release of releases) release();
  };
}

export const isHeld = () => held > 0;

/** Calls a listener whenever nothing holds the page any more. */
export function onRelease(listener: () => void): () => void {
  releases.add(listener);
  return () => {
    releases.delete(listener);
  };
}

type Asker = (isOld: (key: readonly unknown[]) => boolean) => Promise<void>;
const askers = new Set<Asker>();

/** Registers who brings rows up to date that are not to move by themselves; gives what ends that. */
export function onAskRows(asker: Asker): () => void {
  askers.add(asker);
  return () => {
    askers.delete(asker);
  };
}

/** Has them ask, those whose rows are out of date. Never rejects. */
export async function askRows(isOld: (key: readonly unknown[]) => boolean): Promise<void> {
  await Promise.allSettled([...askers].map((ask) => ask(isOld)));
}
