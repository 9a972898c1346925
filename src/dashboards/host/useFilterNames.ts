import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FilterKey, Filters } from '../filters';
import { useFilterDefs } from './useFilterDefs';

/** The words for what is chosen in the filter bar: `names('team')`. */
export function useFilterNames(filters: Filters): (key: FilterKey) => string[] {
  const { t } = useTranslation();
  const defs = useFilterDefs().filter(({ key }) => key in filters);
  const { data } = useQuery({
    queryKey: ['dashboards', 'filter-names', ...defs.map(({ key }) => key)],
    queryFn: async () => {
      const found = await Promise.all(
        defs.map(async ({ options }) =>
          typeof options === 'function' ? options() : Array.isArray(options) ? options : [],
        ),
      );
      return new Map(found.flat().map(({ value, label }) => [value, label]));
    },
    enabled: defs.length > 0,
    staleTime: 300_000,
  });
  return (key) =>
    (filters[key] ?? []).map((value) => (value === null ? t('list.none') : (data?.get(value) ?? value)));
}
