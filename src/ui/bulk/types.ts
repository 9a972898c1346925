import type { CrudFilter } from '@refinedev/core';
import type { ComponentType } from 'react';
import type { ListSpec } from '../list/types';
import type { Selection } from './useSelection';

/** What a resource's list lets do with many rows at once, beside assigning them and moving them to the trash. */
export interface BulkSpec {
  /** The dialog that sets fields of them (`SetFields` with the resource's fields); a lazy component. */
  edit?: ComponentType<BulkDialogProps>;
}

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
