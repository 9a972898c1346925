import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { FilterDef } from '../../ui/list/types';
import { loadPeople } from '../../ui/people';
import { loadPipelines, loadProductLines, loadSalesRegions, loadTeams } from '../../ui/salesChoices';
import { type FilterKey, filterKeys } from '../filters';
import { dimensionKinds } from '../keys';

/** Sizes of deals, as the metric layer's dimension names them. */
const sizes: readonly string[] = [];

/** What the filter bar narrows by, each with its values in the reader's words. */
export function useFilterDefs(): (FilterDef & { key: FilterKey })[] {
  const { t } = useTranslation();
  const { client } = useMe();
  return useMemo(() => {
    const options: Record<FilterKey, FilterDef['options']> = {
      team: () => loadTeams(client),
      owner: () => loadPeople(client),
      sales_region: () => loadSalesRegions(client),
      product_line: () => loadProductLines(client),
      pipeline: () => loadPipelines(client),
      deal_size: sizes.map((value) => ({ value, label: t(`dashboards.dealSize.${value}`) })),
    };
    return (
      filterKeys
        // A filter without values to choose from is no filter.
        .filter(
          (key) => key in dimensionKinds && (typeof options[key] === 'function' || options[key].length > 0),
        )
        .map((key) => ({
          key,
          field: key,
          label: t(`dashboards.dimension.${key}`),
          options: options[key],
          none: key !== 'pipeline' && key !== 'deal_size',
          ...((key === 'sales_region' || key === 'product_line') && { labelOf: (value: string) => value }),
        }))
    );
  }, [t, client]);
}
