import { type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import type { Timed, TimeOfRecord, TimeOfWeek } from './time';

const showsTime = {
  predicate: ({ queryKey }: Query) => queryKey.includes('time_entries'),
};

/** The time spent on a record. With the record's id in its key, so that the events of its topic ask anew. */
export function useTimeOf(of: Timed) {
  const rpc = useRpc();
  return useQuery({
    queryKey: ['data', 'default', of.resource, 'one', of.id, 'time_entries'],
    queryFn: async ({ signal }) =>
      (await rpc(
        'list_time_entries',
        { request: { resource: of.resource, record_id: of.id } },
        { stable: true, signal },
      )) as TimeOfRecord,
  });
}

/** The time of a week that begins on a day, of a person or else the reader. */
export function useTimeWeek(from: string, person: string | null) {
  const rpc = useRpc();
  return useQuery({
    queryKey: ['data', 'default', 'time_entries', 'week', from, person],
    queryFn: async ({ signal }) =>
      (await rpc('time_week', { request: { from, person } }, { stable: true, signal })) as TimeOfWeek,
  });
}

/** What a stopped timer came to. */
export interface Stopped {
  minutes: number;
  capped: boolean;
  /** Minutes that it ran. */
  ran: number;
}

/** Logs, mends, deletes and times. Each rejects with an AtriumError. */
export function useWriteTime() {
  const rpc = useRpc();
  const queries = useQueryClient();
  const call = async (name: string, args: Record<string, unknown>) => {
    const answer = await rpc(name, args);
    await queries.invalidateQueries(showsTime);
    return answer;
  };
  return {
    save: (payload: Record<string, unknown>) => call('save_time_entry', { payload }),
    remove: (entry: string) => call('delete_time_entry', { entry }),
    restore: (entry: string) => call('restore_time_entry', { entry }),
    start: (of: Timed) => call('start_timer', { payload: { resource: of.resource, record_id: of.id } }),
    stop: async () => (await call('stop_timer', {})) as Stopped | null,
  };
}
