import type { QueryClient } from '@tanstack/react-query';
import { concerns, LiveChanges, type LiveEvent } from '../../lib/live-changes';
import { askRows, isHeld, liveStatus, onRelease } from '../../providers/live/live';

type Key = readonly unknown[];

/** Events come in crowds: so long is waited for more of them, */
const crowdMs = 100;
const longest = 10_000;
/** and so often the page is asked anew where nothing is pushed. */
const pollMs = 60_000;
const justNow = 20_000;

const isFigures = (key: Key) => key[0] === 'query_metrics';
const isRows = (key: Key) => key[0] === 'data';

/**
 * Asks anew for what the page shows of what changed: soon after the first event, then no more often than the answers can
 * follow, never while the page is hidden or held (a card is being dragged).
 */
export function bringUpToDate(queries: QueryClient) {
  const rows = makeLane(queries, isRows, 400);
  // They cost the database more.
  const figures = makeLane(queries, isFigures, 3_000);
  const lanes = [rows, figures];
  const everything = () => {
    for (const lane of lanes) lane.everything(0);
  };
  const go = () => {
    for (const lane of lanes) lane.go();
  };
  const ends = [onRelease(go)];
  document.addEventListener('visibilitychange', go);
  const poll = setInterval(() => {
    if (liveStatus.get() !== 'live') everything();
  }, pollMs);
  return {
    note(event: LiveEvent) {
      for (const lane of lanes) lane.note(event);
    },
    everything,
    /** The line was opened: what was asked for before is asked for again, but dear figures that came just now. */
    opened() {
      rows.everything(0);
      figures.everything(justNow);
    },
    stop() {
      for (const end of ends) end();
      for (const lane of lanes) lane.stop();
      clearInterval(poll);
      document.removeEventListener('visibilitychange', go);
    },
  };
}

function makeLane(queries: QueryClient, isOurs: (key: Key) => boolean, least: number) {
  const changes = new LiveChanges();
  /** Everything that is older than so many milliseconds is out of date. */
  let all: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let over = false;
  let notBefore = 0;

  const refresh = async () => {
    const taken = changes.take();
    const before = all === null ? null : Date.now() - all;
    all = null;
    const isOld = (key: Key, at = 0) =>
      isOurs(key) && ((before !== null && at <= before) || concerns(taken, key));
    await Promise.all([
      queries.invalidateQueries({
        predicate: ({ queryKey, meta, state }) =>
          meta?.live !== 'ask' && meta?.live !== 'off' && isOld(queryKey, state.dataUpdatedAt),
      }),
      askRows(isOld),
    ]);
  };

  const go = () => {
    if (
      over ||
      timer !== undefined ||
      busy ||
      document.hidden ||
      isHeld() ||
      (changes.isEmpty && all === null)
    )
      return;
    timer = setTimeout(
      async () => {
        timer = undefined;
        if (document.hidden || isHeld()) return;
        busy = true;
        const began = Date.now();
        await refresh();
        busy = false;
        const took = Date.now() - began;
        notBefore = Date.now() + Math.min(longest, Math.max(least, took * 2));
        go();
      },
      Math.max(crowdMs, notBefore - Date.now()),
    );
  };

  return {
    go,
    note(event: LiveEvent) {
      changes.add(event);
      go();
    },
    everything(olderThan: number) {
      all = Math.min(all ?? olderThan, olderThan);
      go();
    },
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
