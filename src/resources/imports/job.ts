import type { ImportCounts, ImportStatus } from '../../lib/import/api';
import type { Mapping, Target } from '../../lib/import/types';
import type { Tone } from '../../ui';

/** An import as the list and its page read it. */
export interface ImportJob {
  id: string;
  resource: Target;
  file_name: string;
  file_size: number;
  columns: string[];
  mapping: Mapping;
  status: ImportStatus;
  total_rows: number;
  position: number;
  counts: Partial<ImportCounts>;
  made: { table: string; id: string; name: string }[];
  created_by: string;
  maker: { full_name: string } | null;
  created_at: string;
  finished_at: string | null;
}

export const jobColumns =
  'id, resource, file_name, file_size, columns, mapping, status, total_rows, position, counts, made, created_by, created_at, finished_at, maker:profiles(full_name)';

/** How each status looks. */
export const tones: Record<ImportStatus, Tone> = {
  staging: 'waiting',
  checking: 'waiting',
  checked: 'info',
  applying: 'warning',
  done: 'good',
  cancelled: 'neutral',
  undoing: 'warning',
  undone: 'neutral',
};

/** Where the records of a target are shown. */
export const listOf: Record<Target, string> = {
  products: '/products',
  customers: '/customers',
  profiles: '/people',
  deals: '/deals',
  orders: '/orders',
};
