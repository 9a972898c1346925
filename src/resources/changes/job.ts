import type { BulkAction, BulkCounts, BulkStatus } from '../../lib/bulk';
import type { Tone } from '../../ui';
import { customValues } from '../../ui/custom/field';

/** A change of many records, or a deletion, as the list and its page read it. */
export interface Change {
  id: string;
  resource: string;
  action: BulkAction;
  changes: Record<string, unknown>;
  label: string | null;
  status: BulkStatus;
  total_rows: number;
  counts: Partial<BulkCounts>;
  created_at: string;
}

export const changeColumns = 'id, resource, action, changes, label, status, total_rows, counts, created_at';

/** What was set, by field: each custom field by itself. */
export const setFields = ({ changes }: Pick<Change, 'changes'>): [string, unknown][] =>
  Object.entries(changes).flatMap(([field, given]) =>
    field === 'custom' ? Object.entries(customValues(given)) : [[field, given] as [string, unknown]],
  );

/** How each status looks. */
export const tones: Record<BulkStatus, Tone> = {
  staging: 'waiting',
  applying: 'warning',
  done: 'good',
  cancelled: 'neutral',
  undoing: 'warning',
  undone: 'neutral',
};

/** Whether there is something that an undo would give back. */
export const canUndo = ({ status, counts }: Change): boolean =>
  (counts.applied ?? 0) > 0 && status !== 'staging' && status !== 'undone';
