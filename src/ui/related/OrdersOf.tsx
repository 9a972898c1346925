import type { CrudFilter } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import type { Column } from '../list/types';
import { Money } from '../Money';
import { useFormats } from '../useFormats';
import { NameCell, StatusCell, useHref } from './cells';
import { RelatedList } from './RelatedList';
import { orderTones } from './statuses';

type Order = Pick<Tables<'orders'>, 'id' | 'number' | 'status' | 'ordered_at' | 'total' | 'currency'>;

/** The orders that a filter gives, the latest first. */
export default function OrdersOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hrefOf = useHref('orders');
  const columns: Column<Order>[] = [
    {
      key: 'number',
      title: t('related.number'),
      width: 100,
      render: (order) => (
        <NameCell name={formats.number(order.number, { useGrouping: false })} href={hrefOf(order)} />
      ),
    },
    {
      key: 'status',
      title: t('related.status'),
      render: ({ status }) => <StatusCell list="orderStatuses" value={status} tones={orderTones} />,
    },
    {
      key: 'ordered',
      title: t('related.orders.ordered'),
      render: ({ ordered_at }) => <DateTimeText value={ordered_at} as="date" />,
    },
    {
      key: 'total',
      title: t('related.orders.total'),
      numeric: true,
      render: ({ total, currency }) => <Money value={total} currency={currency} />,
    },
  ];
  return (
    <RelatedList<Order>
      resource="orders"
      select="id,number,status,ordered_at,total,currency"
      filters={filters}
      sort="-ordered_at"
      label={t('related.orders.title')}
      columns={columns}
      hrefOf={hrefOf}
      empty={{ title: t('related.orders.empty'), hint: t('related.orders.emptyHint') }}
    />
  );
}
