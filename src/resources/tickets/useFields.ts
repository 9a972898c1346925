import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { findCustomers } from '../../ui/customers';
import type { FieldDef } from '../../ui/form';
import { ContactControl } from './ContactControl';
import { findProducts } from './lookups';
import { categories, channels, priorities } from './options';
import { useWords } from './useWords';

type More = Omit<FieldDef, 'name' | 'part' | 'label'>;

/**
 * Every field of a ticket by its name: what it takes (as the database checks it), and what it is called.
 * @param known the names of what the ticket refers to already
 */
export function useFields(known: { customer?: string; product?: string } = {}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { choices } = useWords();
  const { customer, product } = known;

  return useMemo(() => {
    const field = (name: string, more: More): FieldDef => ({
      name,
      part: 'ticket',
      label: t(`tickets.fields.${name}`),
      ...more,
    });
    const fields = {
      subject: field('subject', { type: 'text', required: true, max: 300, wide: true }),
      customer: field('customer_id', {
        type: 'record',
        find: (text) => findCustomers(client, text),
        labelOf: () => customer,
      }),
      contact: field('contact_id', {
        type: 'record',
        control: ContactControl,
        when: ({ customer_id }) => Boolean(customer_id),
      }),
      priority: field('priority', {
        type: 'select',
        required: true,
        options: choices('priorities', priorities),
      }),
      channel: field('channel', { type: 'select', required: true, options: choices('channels', channels) }),
      category: field('category', { type: 'select', options: choices('categories', categories) }),
      product: field('product_id', {
        type: 'record',
        find: (text) => findProducts(client, text),
        labelOf: () => product,
      }),
      due: field('due_at', { type: 'date', hint: t('tickets.dueHint') }),
    };
    return { ...fields, all: Object.values(fields) };
  }, [t, client, choices, customer, product]);
}
