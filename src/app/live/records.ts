import type { RealtimeChannel } from '@supabase/realtime-js';
import { keyOf, type Viewer, viewers, type Watch, watched } from '../../providers/live/live';

export interface JoinOptions {
  /** What is to be listened for, before it is joined. */
  prepare?: (channel: RealtimeChannel) => void;
  /** Called each time that it was joined. */
  onJoined?: (channel: RealtimeChannel) => void;
}

/** Joins the topics of the records on the page, says so there, and tells who else looks at them. */
export function followRecords(
  profile: string | null,
  join: (topic: string, options: JoinOptions) => void,
  drop: (topic: string) => void,
): { start(): void; stop(): void } {
  const here = new Map<string, Watch>();
  const channels = new Map<string, RealtimeChannel>();
  let end: (() => void) | undefined;

  const tell = (key: string, seen: readonly Viewer[]) => {
    const next = new Map(viewers.get());
    if (seen.length > 0) next.set(key, seen);
    else next.delete(key);
    viewers.set(next);
  };
  const say = (key: string) => {
    const record = here.get(key);
    if (profile && record) void channels.get(key)?.track({ editing: record.editing });
  };

  const follow = () => {
    const wanted = new Map(watched.get().map((record) => [keyOf(record), record]));
    for (const key of [...here.keys()]) {
      if (wanted.has(key)) continue;
      here.delete(key);
      channels.delete(key);
      drop(`record:${key}`);
      tell(key, []);
    }
    for (const [key, record] of wanted) {
      const before = here.get(key);
      here.set(key, record);
      if (before && before.editing !== record.editing) say(key);
      if (before) continue;
      join(`record:${key}`, {
        prepare: (channel) => {
          channel.on('presence', { event: 'sync' }, () => tell(key, othersOf(channel, profile)));
        },
        onJoined: (channel) => {
          channels.set(key, channel);
          say(key);
        },
      });
    }
  };

  return {
    start() {
      end = watched.subscribe(follow);
      follow();
    },
    stop() {
      end?.();
      viewers.set(new Map());
    },
  };
}

/** Who else is present, each once: in several tabs, with the one that edits. */
function othersOf(channel: RealtimeChannel, profile: string | null): Viewer[] {
  return Object.entries(channel.presenceState<{ editing?: boolean }>())
    .filter(([key]) => key !== profile)
    .map(([key, tabs]) => ({ profile: key, editing: tabs.some(({ editing }) => editing === true) }));
}
