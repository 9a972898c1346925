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

const none: ReadonlyMap<string, SignIn> = new Map();

/** Who has a sign-in and has used it, by person: nobody for who does not manage people; `known` once nothing is to come. */
export function useSignIns(): { signIns: ReadonlyMap<string, SignIn>; known: boolean } {
  const rpc = useRpc();
  const enabled = useScope('profiles', 'update') === 'all';
  const { data, isPending } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'sign-ins'],
    queryFn: async ({ signal }) => {
      const found = await rpc('list_sign_ins', {}, { stable: true, signal });
      const rows = Array.isArray(found) ? found.filter(isSignIn) : [];
      return new Map(rows.map((row) => [row.profile_id, row]));
    },
    enabled,
  });
  return { signIns: data ?? none, known: !enabled || !isPending };
}
