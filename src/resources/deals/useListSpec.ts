import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { loadCompetitors, loadLostReasons, loadPipelines } from '../../ui/choices';
import { useDealSizes } from '../../ui/dealSizes';
import type { FilterDef, ListSpec } from '../../ui/list';
import { dayIs } from '../../ui/list/conditions';
import { customerFilter, momentFilter, personFilter } from '../../ui/list/filters';
import { salesFilters } from '../../ui/salesFilters';
import { tagFilter } from '../../ui/tags/tags';
import { dealSizeIs, movedLater, outcomeIs, staleOn } from './conditions';
import { loadStages, stageOptions } from './lookups';
import { outcomes, sources } from './options';
import { listSelect } from './types';
import { useWords } from './useWords';

export const sortable = [
  'name',
  'customer.name',
  'stage.position',
  'amount',
  'owner.full_name',
  'expected_close_date',
  'outcome',
  'stage_entered_at',
  'closed_at',
  'created_at',
] as const;

/**
 * What deals can be narrowed and sorted by. The filters' names are those of the dimensions that figures are cut by, so
 * that a figure links to its rows.
 */
export function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client, organisation } = useMe();
  const { choices } = useWords();
  const { timezone, baseCurrency } = organisation;
  const sizes = useDealSizes();

  return useMemo(() => {
    const label = (field: string) => t(`deals.fields.${field}`);
    const filters: FilterDef[] = [
      {
        key: 'pipeline',
        field: 'pipeline_id',
        label: label('pipeline_id'),
        options: () => loadPipelines(client),
        lesser: true,
      },
      {
        key: 'stage',
        field: 'stage_id',
        label: label('stage_id'),
        options: async () => stageOptions(await loadStages(client)),
      },
      {
        key: 'outcome',
        field: 'outcome',
        label: label('outcome'),
        options: choices('outcomes', [...outcomes, 'closed']),
        conditions: outcomeIs,
      },
      personFilter(client, 'owner', label('owner_id')),
      customerFilter(client, label('customer_id'), { none: true }),
      {
        key: 'expected_close_date',
        field: 'expected_close_date',
        label: label('expected_close_date'),
        options: 'days',
        ranges: [{ value: `..${addDays(dayIn(timezone), -1)}`, label: t('deals.untilYesterday') }],
        none: true,
        conditions: (values) => dayIs('expected_close_date', values),
      },
      {
        key: 'close_date_moved',
        field: 'id',
        label: label('close_date_moved'),
        options: 'days',
        conditions: (values) => movedLater(values, timezone),
        lesser: true,
      },
      { key: 'name', field: 'name', label: label('name'), options: 'text', lesser: true },
      {
        key: 'amount',
        field: 'amount',
        label: label('amount'),
        options: 'number',
        none: true,
        lesser: true,
      },
      momentFilter('stage_entered_at', label('stage_entered_at'), timezone, { lesser: true }),
      momentFilter('opened_at', label('opened_at'), timezone, { lesser: true }),
      {
        key: 'stale',
        field: 'stale_on',
        label: label('stale'),
        options: [{ value: 'yes', label: t('deals.standsStill') }],
        quick: { value: 'yes', label: t('deals.standsStill') },
        conditions: () => staleOn(dayIn(timezone)),
        lesser: true,
      },
      momentFilter('closed_at', label('closed_at'), timezone, { lesser: true }),
      ...salesFilters(client, 'deals', label),
      {
        key: 'deal_size',
        field: 'deal_size',
        label: label('deal_size'),
        options: sizes,
        none: true,
        conditions: (values) => dealSizeIs(values, baseCurrency),
        lesser: true,
      },
      {
        key: 'source',
        field: 'source',
        label: label('source'),
        options: choices('sources', sources),
        none: true,
        lesser: true,
      },
      {
        key: 'lost_reason',
        field: 'lost_reason_id',
        label: label('lost_reason_id'),
        options: () => loadLostReasons(client),
        none: true,
        lesser: true,
      },
      {
        key: 'competitor',
        field: 'competitor_id',
        label: label('competitor_id'),
        options: () => loadCompetitors(client),
        none: true,
        lesser: true,
      },
      tagFilter(client, 'deals', t('tags.one')),
    ];
    return {
      resource: 'deals',
      select: listSelect,
      embeds: 'deal_items(),deal_tags()',
      filters,
      sortable,
      defaultSort: '-created_at',
      search: 'search_deals',
      ownerField: 'owner_id',
      custom: true,
    };
  }, [client, timezone, baseCurrency, sizes, t, choices]);
}
