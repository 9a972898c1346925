import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import { findCustomers } from '../../ui/customers';
import type { ControlSlot, FieldDef } from '../../ui/form';
import { ItemsControl, itemsOf, itemsProblem, sumOf } from '../../ui/items';
import { statuses } from './options';
import { useWords } from './useWords';

function OrderItems(slot: ControlSlot) {
  const { t } = useTranslation();
  return <ItemsControl {...slot} empty={t('orders.noItems')} />;
}

/**
 * Every field of an order by its name: what it takes (as the database checks it) and what it is called.
 * @param known the name of the order's customer, and its currency
 */
export function useFields({ customer, currency }: { customer?: string; currency?: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client } = useMe();
  const { choices } = useWords();

  return useMemo(() => {
    const field = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: name === 'items' ? 'items' : 'order',
      label: t(`orders.fields.${name}`),
      ...more,
    });
    const list = {
      customer_id: field('customer_id', {
        type: 'record',
        required: true,
        find: (text) => findCustomers(client, text),
        labelOf: () => customer,
      }),
      status: field('status', {
        type: 'select',
        required: true,
        options: choices('orderStatuses', statuses),
      }),
      ordered_at: field('ordered_at', { type: 'date', required: true }),
      currency: field('currency', { type: 'currency', required: true }),
      external_id: field('external_id', { type: 'text', max: 200, hint: t('orders.externalHint') }),
      total: field('total', {
        type: 'number',
        least: 0,
        most: 999_999_999_999,
        currency,
        hint: t('orders.totalHint'),
        when: ({ items }) => itemsOf(items).length === 0,
      }),
      items: field('items', {
        type: 'record',
        wide: true,
        bare: true,
        control: OrderItems,
        show: (value) => {
          const items = itemsOf(value);
          const sum = formats.money(sumOf(items), currency ?? 'USD');
          return items.length === 0 ? '–' : `${formats.number(items.length)} · ${sum}`;
        },
        check: (value) => {
          const problem = itemsProblem(itemsOf(value));
          return problem && t(`items.${problem}`);
        },
      }),
    };
    return { ...list, all: Object.values(list) };
  }, [t, formats, client, choices, customer, currency]);
}

export type Fields = ReturnType<typeof useFields>;
