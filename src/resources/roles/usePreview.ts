import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import type { Matrix } from '../../ui/access/types';

interface Affected {
  id: string;
  name: string;
  lost: number;
  gained: number;
}

/** Who would see fewer or more rows of a resource. */
export interface Reading {
  resource: string;
  people_losing: number;
  people_gaining: number;
  rows_lost: number;
  rows_gained: number;
  /** False: the time ran out, and it is at least that much. */
  complete: boolean;
  people: Affected[];
}

/** For how many people an action ends, reaches less far, farther, or begins. */
export interface ActionChange {
  resource: string;
  action: string;
  losing: number;
  narrowed: number;
  widened: number;
  gaining: number;
}

export interface Preview {
  people: number;
  reading: Reading[];
  actions: ActionChange[];
  administrators_left: number;
}

const isPreview = (value: unknown): value is Preview =>
  typeof value === 'object' && value !== null && 'reading' in value && 'actions' in value;

/** What a change of a role's matrix would do, counted by the database; nothing is changed. */
export function usePreview(id: string, permissions: Matrix) {
  const rpc = useRpc();
  return useQuery({
    queryKey: ['data', 'default', 'roles', 'preview', id, permissions],
    queryFn: async ({ signal }) => {
      const found = await rpc(
        'preview_role_change',
        { payload: { id, permissions } },
        { stable: true, signal },
      );
      return isPreview(found) ? found : null;
    },
    gcTime: 0,
    staleTime: 0,
  });
}
