import type { CrudFilter } from '@refinedev/core';
import type { ListSpec } from '../list/types';
import type { Selection } from './useSelection';

/** The rows that something is to be done to: as they were picked, or all that a list's filters and search find. */
export interface Chosen {
  spec: ListSpec;
  list: { filters: CrudFilter[]; rpc?: { name: string; args: Record<string, unknown> } };
  selection: Selection;
}

export interface BulkDialogProps {
  chosen: Chosen;
  /** `done`: it was carried out, to its end or not. */
  onClose: (done: boolean) => void;
}
