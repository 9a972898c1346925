import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { PageHeader, PageSkeleton } from '../../ui';
import { useOwnerField } from '../../ui/form/useOwnerField';
import type { FilterOption } from '../../ui/list';
import { CreateForm } from '../../ui/record/CreateForm';
import { useCustomerOfAddress } from '../../ui/useCustomerOfAddress';
import { toPayload } from './payload';
import { formSections } from './sections';
import { useFields } from './useFields';

function OrderForm({ customer }: { customer: FilterOption | null }) {
  const { t } = useTranslation();
  const { profile, organisation } = useMe();
  const rpc = useRpc();
  const owner = useOwnerField('orders', 'order');
  const fields = useFields({ customer: customer?.label, currency: organisation.baseCurrency });
  const sections = formSections(fields, (key) => t(`orders.sections.${key}`), [owner]);
  const [initial] = useState<Values>({
    customer_id: customer?.value ?? null,
    status: 'draft',
    ordered_at: dayIn(organisation.timezone),
    currency: organisation.baseCurrency,
    total: null,
    items: [],
    owner_id: profile.id,
  });

  const write = (id: string, values: Values) => {
    const given = [...fields.all, owner].map(({ name }) => name).filter((name) => values[name] != null);
    // Ordered today is ordered now.
    const changed = given.filter((name) => name !== 'ordered_at' || values.ordered_at !== initial.ordered_at);
    return rpc('save_order', {
      payload: { id, new: true, ...toPayload(values, changed, {}, organisation.timezone) },
    });
  };
  return <CreateForm resource="orders" sections={sections} initial={initial} write={write} />;
}

/** A new order, saved with its lines at once. `?customer=` says whose. */
export default function OrderCreate() {
  const { t } = useTranslation();
  const customer = useCustomerOfAddress();
  return (
    <>
      <PageHeader title={t('orders.create')} crumbs={[{ title: t('orders.title'), to: '/orders' }]} />
      {customer === undefined ? <PageSkeleton /> : <OrderForm customer={customer} />}
    </>
  );
}
