import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { loadCustomFields } from './field';

/** The custom fields of a kind of record, in their order, retired ones too. */
export function useCustomFields(resource: string) {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'custom_fields', 'list', resource],
    queryFn: () => loadCustomFields(client, resource),
    staleTime: 60_000,
  });
}
