import { useQuery } from '@tanstack/react-query';
import { rowsOf } from '../providers/data/run';
import { useMe } from '../providers/me';
import type { FilterOption } from './list/types';

/** The contacts of a customer to choose from, the first one to turn to at the top; nobody's while there is no customer. */
export function useContactsOf(customerId: string | null) {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'contacts', 'of', customerId],
    queryFn: async (): Promise<FilterOption[]> => {
      const asked = client
        .from('contacts')
        .select('id, full_name')
        .eq('customer_id', customerId ?? '');
      const rows = await rowsOf(
        asked.order('is_primary', { ascending: false }).order('full_name').limit(1000),
      );
      return rows.map(({ id, full_name }) => ({ value: String(id), label: String(full_name) }));
    },
    enabled: customerId !== null,
  });
}
