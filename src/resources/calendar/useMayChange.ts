import { useMe, useScope } from '../../providers/me';

interface Owned {
  owner_id: string | null;
  created_by: string | null;
}

/**
 * Whether to offer changes of an event that one sees. Who takes part sees more than their scope reaches: with scope `own` it
 * has to be theirs. The database has the last word.
 */
export function useMayChange(): { mine: (event: Owned) => boolean; may: (event: Owned) => boolean } {
  const { profile } = useMe();
  const scope = useScope('events', 'update');
  const mine = (event: Owned) => event.owner_id === profile.id || event.created_by === profile.id;
  return { mine, may: (event) => scope !== null && (scope !== 'own' || mine(event)) };
}
