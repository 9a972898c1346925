import { useQuery } from '@tanstack/react-query';
import { fromApi } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { type CustomField, customColumns, toCustomField } from './field';

/** The custom fields of a kind of record, in their order, retired ones too. */
export function useCustomFields(resource: string) {
  const { client } = useMe();
  return useQuery<CustomField[]>({
    queryKey: ['data', 'default', 'custom_fields', 'list', resource],
    queryFn: async () => {
      const { data, error, status } = await client
        .from('custom_fields')
        .select(customColumns)
        .eq('resource', resource)
        .order('position')
        .order('key');
      if (error) throw fromApi(error, status, 'custom_fields');
      return data.map(toCustomField);
    },
    staleTime: 60_000,
  });
}
