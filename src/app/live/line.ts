import { type RealtimeChannel, RealtimeClient } from '@supabase/realtime-js';
import { fromApi } from '../../lib/errors';
import type { LiveEvent } from '../../lib/live-changes';
import { thisTab } from '../../lib/tab';
import type { AtriumClient, AtriumConfig } from '../../providers/client';
import { noteDenial } from '../../providers/denials';
import { liveStatus } from '../../providers/live/live';
import type { Session } from '../../providers/session';
import { followRecords, type JoinOptions } from './records';
import { onWaking } from './waking';

interface LineOptions {
  config: AtriumConfig;
  session: Session;
  client: AtriumClient;
  /** Whom others see looking at a record; null for nobody. */
  profile: string | null;
  onEvent: (event: LiveEvent) => void;
  /** Told when the line is opened at first, */
  onOpen: () => void;
  /** and when events may have been missed. */
  onGap: () => void;
}

/** A socket takes so many channels (Supabase's own limit is 100), those of records on the page beside these. */
const mostTopics = 80;
/** So many people ask for their permissions within so much time, when somebody's were changed. */
const spreadMs = 800;
const retryMs = 5_000;

/** Opens the line to Realtime and keeps it: joins the reader's topics and those of the records on the page. */
export function openLine({ config, session, client, profile, onEvent, onOpen, onGap }: LineOptions): {
  close(): void;
} {
  const realtime = new RealtimeClient(`${config.supabaseUrl}/realtime/v1`, {
    params: { apikey: config.supabaseKey },
    accessToken: () => session.token(),
  });
  const channels = new Map<string, RealtimeChannel>();
  const joined = new Set<string>();
  let closed = false;
  let wasLive = false;
  let opened = false;
  let complete = true;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    const lists = [...channels.keys()].filter((topic) => !topic.startsWith('record:'));
    const live = lists.length > 0 && lists.every((topic) => joined.has(topic));
    if (live && !wasLive) {
      if (opened) onGap();
      else onOpen();
      opened = true;
    }
    wasLive = live;
    liveStatus.set(live && complete ? 'live' : 'away');
  };

  const drop = (topic: string) => {
    const channel = channels.get(topic);
    channels.delete(topic);
    joined.delete(topic);
    if (channel) void realtime.removeChannel(channel);
  };

  const join = (topic: string, { prepare, onJoined }: JoinOptions = {}) => {
    const present = Boolean(prepare && profile);
    const channel = realtime.channel(topic, {
      config: { private: true, presence: { key: present ? (profile ?? '') : '', enabled: present } },
    });
    channels.set(topic, channel);
    channel.on<LiveEvent>('broadcast', { event: 'changed' }, ({ payload }) => {
      // Each asks the server, not all at the same moment.
      if (topic === 'permissions') setTimeout(noteDenial, Math.random() * spreadMs);
      // What this tab did, it shows already.
      if (payload.by !== thisTab) onEvent(payload);
    });
    prepare?.(channel);
    channel.subscribe((state, error) => {
      if (closed || channels.get(topic) !== channel) return;
      joined.delete(topic);
      if (state === 'SUBSCRIBED') {
        joined.add(topic);
        onJoined?.(channel);
      } else if (state === 'CLOSED' || error?.message.includes('Unauthorized')) {
        // One may hear of this no longer: what is shown of it is asked for once more, and refused.
        drop(topic);
        noteDenial();
        const [kind, table = '', id] = topic.split(':');
        if (kind === 'record' && id) onEvent({ table, id });
      }
      settle();
    });
  };

  const records = followRecords(profile, join, drop);

  const begin = async () => {
    try {
      await realtime.setAuth();
      const { data, error, status } = await client.rpc('my_live_topics', {}, { get: true });
      if (error) throw fromApi(error, status);
      if (closed) return;
      const tables = Object.values(data as Record<string, string[]>).toSorted((a, b) => a.length - b.length);
      const topics = ['permissions', ...(profile ? [`person:${profile}`] : []), ...tables.flat()];
      // What does not fit is asked for every minute, and the page says so.
      complete = topics.length <= mostTopics;
      for (const topic of topics.slice(0, mostTopics)) join(topic);
      records.start();
    } catch {
      // Without a line the page asks every minute; the next try may do better.
      if (closed) return;
      liveStatus.set('away');
      retry = setTimeout(() => void begin(), retryMs);
    }
  };
  void begin();

  const stopWaking = onWaking(
    // A laptop that slept does not know yet that its socket is dead.
    () => void realtime.sendHeartbeat(),
    onGap,
  );
  return {
    close() {
      closed = true;
      clearTimeout(retry);
      stopWaking();
      records.stop();
      void realtime.removeAllChannels();
      void realtime.disconnect();
      liveStatus.set('starting');
    },
  };
}
