import { scopeOf } from '../providers/access';
import { useMe } from '../providers/me';

const width = { own: 1, team: 2, department: 3, all: 4 } as const;

/** What decides who may do something to a row. */
interface Owned {
  owner_id?: string | null;
  assignee_id?: string | null;
  created_by?: string | null;
}

/**
 * Whether to offer an action on a row that one sees, by the permission matrix: yes where the action reaches as far as
 * reading does, or where the row is one's own. The database has the last word.
 */
export function useMayTouch(): (resource: string, action: string, row: object) => boolean {
  const { permissions, profile } = useMe();
  return (resource, action, row) => {
    const { owner_id, assignee_id, created_by }: Owned = row;
    const scope = scopeOf(permissions, resource, action);
    if (!scope) return false;
    if (width[scope] >= width[scopeOf(permissions, resource, 'read') ?? 'own']) return true;
    if (scope === 'own') return [owner_id, assignee_id, created_by].includes(profile.id);
    return true;
  };
}
