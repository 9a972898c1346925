import type { CrudFilter } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import type { Column } from '../list/types';
import { Money } from '../Money';
import { PersonById } from '../PersonById';
import { StatusTag } from '../StatusTag';
import { NameCell, useHref } from './cells';
import { RelatedList } from './RelatedList';
import { dealTones } from './statuses';

type Deal = Pick<
  Tables<'deals'>,
  'id' | 'name' | 'outcome' | 'amount' | 'currency' | 'expected_close_date' | 'closed_at' | 'owner_id'
> & { stage: { name: string } | null; owner: { full_name: string } | null };

const select =
  'id,name,outcome,amount,currency,expected_close_date,closed_at,owner_id,stage:pipeline_stages!stage_id(name),owner:profiles!owner_id(full_name)';

/** The deals that a filter gives, the latest first. */
export default function DealsOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const hrefOf = useHref('deals');
  const columns: Column<Deal>[] = [
    {
      key: 'name',
      title: t('related.deals.name'),
      width: 180,
      render: (deal) => <NameCell name={deal.name} href={hrefOf(deal)} />,
    },
    {
      key: 'stage',
      title: t('related.deals.stage'),
      render: ({ stage, outcome }) => (
        <StatusTag tone={dealTones[outcome] ?? 'neutral'}>
          <bdi>{stage?.name ?? t(`related.outcomes.${outcome}`)}</bdi>
        </StatusTag>
      ),
    },
    {
      key: 'amount',
      title: t('related.deals.amount'),
      numeric: true,
      width: 100,
      render: ({ amount, currency }) => <Money value={amount} currency={currency} />,
    },
    {
      key: 'close',
      title: t('related.deals.close'),
      render: ({ closed_at, expected_close_date }) => (
        <DateTimeText value={closed_at ?? expected_close_date} as="date" />
      ),
    },
    {
      key: 'owner',
      title: t('related.owner'),
      render: ({ owner_id, owner }) => <PersonById id={owner_id} name={owner?.full_name} />,
    },
  ];
  return (
    <RelatedList<Deal>
      resource="deals"
      select={select}
      filters={filters}
      sort="-opened_at"
      label={t('related.deals.title')}
      columns={columns}
      hrefOf={hrefOf}
      empty={{ title: t('related.deals.empty'), hint: t('related.deals.emptyHint') }}
    />
  );
}
