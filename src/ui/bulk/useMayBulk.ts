import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import type { ListSpec } from '../list/types';

/** Whether there is anything that the reader may do to many rows of a list at once. */
export function useMayBulk({ resource, permission = resource }: ListSpec): boolean {
  const { permissions } = useMe();
  return ['update', 'assign', 'delete', 'merge'].some(
    (action) => scopeOf(permissions, permission, action) !== null,
  );
}
