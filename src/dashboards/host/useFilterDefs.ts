import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { loadPipelines, loadProductLines, loadSalesRegions, loadTeams } from '../../ui/choices';
import { useDealSizes } from '../../ui/dealSizes';
import type { FilterDef } from '../../ui/list/types';
import { loadPeople } from '../../ui/people';
import { type FilterKey, filterKeys } from '../filters';
import { dimensionKinds } from '../keys';

/** What the filter bar narrows by, each with its values in the reader's words. */
export function useFilterDefs(): (FilterDef & { key: FilterKey })[] {
  const { t } = useTranslation();
  const { client } = useMe();
  const sizes = useDealSizes();
  return useMemo(() => {
    const options: Record<FilterKey, FilterDef['options']> = {
      team: () => loadTeams(client),
      owner: () => loadPeople(client),
      sales_region: () => loadSalesRegions(client),
      product_line: () => loadProductLines(client),
      pipeline: () => loadPipelines(client),
      deal_size: sizes,
    };
    return filterKeys
      .filter((key) => key in dimensionKinds)
      .map((key) => ({
        key,
        field: key,
        label: t(`dashboards.dimension.${key}`),
        options: options[key],
        none: key !== 'pipeline',
        ...((key === 'sales_region' || key === 'product_line') && { labelOf: (value: string) => value }),
      }));
  }, [t, client, sizes]);
}
