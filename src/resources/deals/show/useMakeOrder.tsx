import { ShoppingOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useScope } from '../../../providers/me';
import { useRpc } from '../../../providers/useRpc';
import { type RowAction, useErrorText } from '../../../ui';
import type { DealRecord } from '../record';

const isMade = (value: unknown): value is { id: string; made: boolean } =>
  typeof value === 'object' && value !== null && 'id' in value && 'made' in value;

/**
 * Makes the order of a won deal, and goes to it.
 * @param orders how many orders of the deal the reader sees; undefined until it is known
 */
export function useMakeOrder(deal: DealRecord, orders: number | undefined): RowAction[] {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const mayMake = useScope('orders', 'create') !== null;
  const [busy, setBusy] = useState(false);
  if (!mayMake || deal.outcome !== 'won' || orders !== 0) return [];

  const make = async () => {
    setBusy(true);
    try {
      const order = await rpc('order_from_deal', { deal: deal.id });
      if (!isMade(order)) throw new TypeError('order_from_deal gives the order');
      void message.success(t(order.made ? 'orders.fromDeal.made' : 'orders.fromDeal.there'));
      void navigate(`/orders/${order.id}`);
    } catch (error) {
      notification.error({ title: t('orders.fromDeal.failed'), description: errorText(error) });
    }
    setBusy(false);
    await invalidate({ resource: 'orders', invalidates: ['resourceAll'] });
    await invalidate({ resource: 'deals', invalidates: ['resourceAll'] });
  };
  return [
    {
      key: 'order',
      label: t('orders.fromDeal.action'),
      icon: <ShoppingOutlined aria-hidden />,
      primary: true,
      disabled: busy,
      onClick: () => void make(),
    },
  ];
}
