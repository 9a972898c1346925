import { useQuery } from '@tanstack/react-query';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';

export interface SignIn {
  profile_id: string;
  state: 'none' | 'invited' | 'joined';
  invited_at: string | null;
  last_sign_in_at: string | null;
}

const isSignIn = (value: unknown): value is SignIn =>
  typeof value === 'object' && value !== null && 'profile_id' in value && 'state' in value;

/** Who has a sign-in and has used it, by person; empty for who does not manage people, and until it is known. */
export function useSignIns(): ReadonlyMap<string, SignIn> {
  const rpc = useRpc();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'people', 'sign-ins'],
    queryFn: async ({ signal }) => {
      const found = await rpc('list_sign_ins', {}, { stable: true, signal });
      const rows = Array.isArray(found) ? found.filter(isSignIn) : [];
      return new Map(rows.map((row) => [row.profile_id, row]));
    },
    enabled: useScope('profiles', 'update') === 'all',
  });
  return data ?? new Map();
}
