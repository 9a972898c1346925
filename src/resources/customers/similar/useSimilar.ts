import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../../providers/useRpc';

/** A customer that may be the same as another, and why. */
export interface Similar {
  id: string;
  name: string;
  city: string | null;
  reasons: readonly ('email' | 'phone' | 'domain' | 'name')[];
}

/** What is known of a customer whose like is looked for. */
export interface Known {
  name?: string | null;
  domain?: string | null;
  emails?: readonly (string | null | undefined)[];
  phones?: readonly (string | null | undefined)[];
  /** Those that are known already. */
  except?: readonly string[];
}

const shortest = 2;
const texts = (list: Known['emails']) => (list ?? []).filter((text): text is string => Boolean(text?.trim()));

/** Customers that may be the same as one of which this is known, the likeliest first; asks nothing of nothing. */
export function useSimilar(known: Known | null) {
  const rpc = useRpc();
  const payload = {
    name: (known?.name ?? '').trim().length >= shortest ? known?.name : null,
    domain: known?.domain || null,
    emails: texts(known?.emails),
    phones: texts(known?.phones),
    except: [...(known?.except ?? [])],
  };
  const asks = payload.name || payload.domain || payload.emails.length + payload.phones.length > 0;
  return useQuery({
    queryKey: ['similar-customers', payload],
    queryFn: async ({ signal }) =>
      (await rpc('find_similar_customers', { payload }, { stable: true, signal })) as Similar[],
    enabled: Boolean(asks),
    placeholderData: (previous) => previous,
  });
}
