import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, Money, NumberText, PersonById } from '../../ui';
import { CustomerLink } from '../../ui/CustomerOf';
import { type Column, ListPage } from '../../ui/list';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { OrderStatus } from './OrderStatus';
import type { OrderLine } from './record';
import { useExport } from './useExport';
import { useListSpec } from './useListSpec';
import { useName } from './useName';

const hrefOf = ({ id }: { id: string }) => `/orders/${id}`;

function Card({ row, name }: { row: OrderLine; name: string }) {
  return (
    <div className="at-card-body">
      <Link to={hrefOf(row)} className="at-card-title" data-row-link>
        <bdi>{name}</bdi>
      </Link>
      <div className="at-card-line">
        <strong>
          <Money value={row.total} currency={row.currency} />
        </strong>
        <OrderStatus status={row.status} />
      </div>
      <div className="at-card-line">
        {row.customer ? <bdi>{row.customer.name}</bdi> : null}
        <DateTimeText value={row.ordered_at} as="date" />
        <PersonById id={row.owner_id} name={row.owner?.full_name} size={20} />
      </div>
    </div>
  );
}

/** The orders: who ordered, when, for how much, and how far each is. */
export default function OrderList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const exported = useExport();
  const nameOf = useName();
  const mayCreate = useScope('orders', 'create') !== null;

  const columns = useMemo<Column<OrderLine>[]>(() => {
    const title = (field: string) => t(`orders.fields.${field}`);
    return [
      {
        key: 'number',
        always: true,
        title: title('number'),
        sort: 'number',
        render: (row) => (
          <Link to={hrefOf(row)} data-row-link className="at-figure">
            <NumberText value={row.number} options={{ useGrouping: false }} />
          </Link>
        ),
      },
      {
        key: 'customer',
        title: title('customer_id'),
        sort: 'customer.name',
        width: 220,
        render: (row) => <CustomerLink customer={row.customer} />,
      },
      {
        key: 'status',
        title: title('status'),
        sort: 'status',
        render: (row) => <OrderStatus status={row.status} />,
      },
      {
        key: 'ordered',
        title: title('ordered_at'),
        sort: 'ordered_at',
        render: (row) => <DateTimeText value={row.ordered_at} as="date" />,
      },
      {
        key: 'total',
        title: title('total'),
        sort: 'total',
        numeric: true,
        render: (row) => <Money value={row.total} currency={row.currency} />,
      },
      {
        key: 'owner',
        title: title('owner_id'),
        sort: 'owner.full_name',
        width: 160,
        render: (row) => <PersonById id={row.owner_id} name={row.owner?.full_name} />,
      },
      {
        key: 'external',
        title: title('external_id'),
        render: (row) => <bdi>{row.external_id ?? '–'}</bdi>,
      },
      {
        key: 'deal',
        title: title('deal_id'),
        width: 180,
        more: true,
        needs: 'deal:deals!deal_id(id, name)',
        render: (row) =>
          row.deal ? (
            <Link to={`/deals/${row.deal.id}`} title={row.deal.name}>
              <bdi>{row.deal.name}</bdi>
            </Link>
          ) : (
            '–'
          ),
      },
    ];
  }, [t]);

  return (
    <ListPage<OrderLine>
      spec={spec}
      title={t('orders.title')}
      searchHint={t('orders.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} name={nameOf(row)} />}
      hrefOf={hrefOf}
      actions={(row) => <RecordMenu resource="orders" record={row} name={nameOf(row)} />}
      create={mayCreate ? { to: '/orders/create', label: t('orders.create') } : undefined}
      exported={exported}
      bulk
      empty={{ title: t('orders.empty'), hint: t('orders.emptyHint') }}
    />
  );
}
