import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countryOptions } from '../../lib/countries';
import { useMe } from '../../providers/me';
import type { FilterDef, ListSpec } from '../../ui/list';
import { momentFilter, personFilter } from '../../ui/list/filters';
import { tagFilter } from '../../ui/tags/tags';
import { findRegions } from './finders';
import { industries, kinds, sizes, sources, stages, tiers } from './options';
import { listSelect } from './types';
import { useWords } from './useWords';

export const sortable = ['name', 'industry', 'country', 'created_at', 'updated_at'] as const;

/** What the list of customers can be narrowed and sorted by. */
export function useListSpec(): ListSpec {
  const { t, i18n } = useTranslation();
  const { client, organisation } = useMe();
  const { choices } = useWords();
  const { timezone } = organisation;

  return useMemo(() => {
    const label = (field: string) => t(`customers.fields.${field}`);
    const filters: FilterDef[] = [
      {
        key: 'stage',
        field: 'lifecycle_stage',
        label: label('lifecycle_stage'),
        options: choices('stages', stages),
      },
      { key: 'tier', field: 'tier', label: label('tier'), options: choices('tiers', tiers), none: true },
      {
        key: 'industry',
        field: 'industry',
        label: label('industry'),
        options: choices('industries', industries),
        none: true,
      },
      {
        key: 'size_band',
        field: 'size_band',
        label: label('size_band'),
        options: choices('sizes', sizes),
        none: true,
      },
      {
        key: 'region',
        field: 'region',
        label: label('region'),
        options: () => findRegions(client),
        labelOf: (region) => region,
        none: true,
      },
      {
        key: 'country',
        field: 'country',
        label: label('country'),
        options: countryOptions(i18n.language),
        none: true,
      },
      personFilter(client, 'owner', label('owner_id')),
      {
        key: 'source',
        field: 'source',
        label: label('source'),
        options: choices('sources', sources),
        none: true,
      },
      momentFilter('created_at', label('created_at'), timezone, { lesser: true }),
      momentFilter('updated_at', label('updated_at'), timezone, { lesser: true }),
      { key: 'name', field: 'name', label: label('name'), options: 'text', lesser: true },
      { key: 'kind', field: 'kind', label: label('kind'), options: choices('kinds', kinds) },
      tagFilter(client, 'customers', t('tags.one')),
    ];
    return {
      resource: 'customers',
      select: listSelect,
      embeds: 'customer_tags()',
      filters,
      sortable,
      defaultSort: '-updated_at',
      search: 'search_customers',
      ownerField: 'owner_id',
      custom: true,
    };
  }, [client, i18n.language, timezone, t, choices]);
}
