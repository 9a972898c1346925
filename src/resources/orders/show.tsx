import { CheckCircleOutlined } from '@ant-design/icons';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMe } from '../../providers/me';
import {
  DateTimeText,
  MomentBy,
  Money,
  PageSkeleton,
  PersonById,
  RecordHeader,
  type RowAction,
  useErrorText,
} from '../../ui';
import { CustomerOf, useCustomerName } from '../../ui/CustomerOf';
import { Comments } from '../../ui/comments/Comments';
import { FilesPanel } from '../../ui/files/FilesPanel';
import { NotDecided } from '../../ui/form/NotDecided';
import { ItemLines } from '../../ui/items';
import { EditLink, FactPanel, Panel, type SaveFact } from '../../ui/record';
import { RecordActions } from '../../ui/record/RecordActions';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { RelatedTabs } from '../../ui/related/RelatedTabs';
import { OrderStatus } from './OrderStatus';
import { nextStatus } from './options';
import { type OrderRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useName } from './useName';
import { useOrder, useOrderOverview, useSaveOrder } from './useOrder';

function Header({ order, name, actions }: { order: OrderRecord; name: string; actions: ReactNode }) {
  const { t } = useTranslation();
  const label = (field: string) => t(`orders.fields.${field}`);
  const facts = [
    { label: label('total'), value: <Money value={order.total} currency={order.currency} /> },
    {
      label: label('customer_id'),
      value: <CustomerOf record={order} none="–" />,
    },
    ...(order.deal
      ? [
          {
            label: label('deal_id'),
            value: (
              <Link to={`/deals/${order.deal.id}`}>
                <bdi>{order.deal.name}</bdi>
              </Link>
            ),
          },
        ]
      : []),
    { label: label('ordered_at'), value: <DateTimeText value={order.ordered_at} as="date" /> },
    {
      label: label('owner_id'),
      value: <PersonById id={order.owner_id} name={order.owner?.full_name} size={20} />,
    },
    {
      label: label('updated_at'),
      value: <MomentBy value={order.updated_at} name={order.editor?.full_name} />,
    },
  ];
  return (
    <RecordHeader
      title={name}
      crumbs={[{ title: t('orders.title'), to: '/orders' }]}
      status={<OrderStatus status={order.status} />}
      facts={facts}
      actions={actions}
    />
  );
}

function Loaded({ order }: { order: OrderRecord }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const name = useName()(order);
  const customerOf = useCustomerName();
  const { timezone } = useMe().organisation;
  const { may } = useOrderOverview(order.id);
  const fields = useFields({
    customer: customerOf(order),
    currency: order.currency,
  });
  const { save, dialog } = useSaveOrder(order.id, fields.all);
  const [busy, setBusy] = useState(false);
  const values = valuesOf(order, timezone);
  const mayChange = may('orders', 'update');
  const saveFact: SaveFact = (field, value) => save(order, { ...values, [field.name]: value });

  const goOn = async (status: string) => {
    setBusy(true);
    try {
      await save(order, { ...values, status });
    } catch (error) {
      if (!(error instanceof NotDecided))
        notification.error({ title: t('orders.failed'), description: errorText(error) });
    }
    setBusy(false);
  };
  const next = nextStatus[order.status];
  const more: RowAction[] =
    mayChange && next
      ? [
          {
            key: 'next',
            label: t(`orders.next.${next}`),
            icon: <CheckCircleOutlined aria-hidden />,
            primary: true,
            disabled: busy,
            onClick: () => void goOn(next),
          },
        ]
      : [];

  return (
    <div className="at-record">
      <Header
        order={order}
        name={name}
        actions={<RecordActions resource="orders" record={order} name={name} may={may} more={more} />}
      />
      <div className="at-record-columns">
        <div>
          <Panel
            title={t('orders.sections.items')}
            extra={<EditLink resource="orders" id={order.id} section="items" may={mayChange} />}
          >
            {order.items.length === 0 ? (
              <p className="at-hint">{t('orders.noItems')}</p>
            ) : (
              <ItemLines items={order.items} currency={order.currency} />
            )}
          </Panel>
          <FactPanel
            title={t('orders.sections.facts')}
            fields={[
              fields.status,
              fields.ordered_at,
              fields.customer_id,
              fields.external_id,
              ...(order.items.length === 0 ? [fields.total] : []),
            ]}
            values={values}
            onSave={mayChange ? saveFact : undefined}
          />
          <Comments about={{ resource: 'orders', id: order.id }} />
          <FilesPanel of={{ resource: 'orders', id: order.id }} />
        </div>
        <RelatedTabs kinds={[]} filters={[]} record={{ resource: 'orders', id: order.id }} />
      </div>
      {dialog}
    </div>
  );
}

/** One order: what was ordered, by whom, how far it is, and what happened to it. */
export default function OrderShow() {
  const { id = '' } = useParams();
  const { query, record: order } = useOrder(id);
  const problem = problemOfPage(query.error, Boolean(order));
  if (problem)
    return <RecordProblem resource="orders" error={problem} onRetry={() => void query.refetch()} />;
  if (!order) return <PageSkeleton />;
  return <Loaded key={id} order={order} />;
}
