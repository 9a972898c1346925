import { useEffect, useSyncExternalStore } from 'react';
import { isLiveTable } from '../../lib/live-changes';
import { type Viewer, viewers, viewersOf, watch } from '../../providers/live/live';

/**
 * Says that this page shows a record, or changes it, to whoever else does; what happens to the record is then told here.
 * Returns who else is there.
 */
export function useWatch(table: string, id: string, editing: boolean): readonly Viewer[] {
  useEffect(() => (isLiveTable(table) ? watch({ table, id, editing }) : undefined), [table, id, editing]);
  return useSyncExternalStore(viewers.subscribe, () => viewersOf({ table, id }));
}
