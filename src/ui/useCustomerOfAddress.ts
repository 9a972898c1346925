import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useMe } from '../providers/me';
import { nameCustomers } from './customers';
import type { FilterOption } from './list';

/** The customer whom `?customer=` names: null for none (or one that may not be seen), undefined until it is known. */
export function useCustomerOfAddress(): FilterOption | null | undefined {
  const { client } = useMe();
  const [params] = useSearchParams();
  const id = params.get('customer');
  const { data, isError } = useQuery({
    queryKey: ['customer of address', id],
    queryFn: async () => (id ? ((await nameCustomers(client, [id]))[0] ?? null) : null),
    enabled: id !== null,
  });
  return id === null || isError ? null : data;
}
