import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui';
import { useCustomerName } from '../../ui/CustomerOf';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type OrderRecord, valuesOf } from './record';
import { formSections } from './sections';
import { useFields } from './useFields';
import { useName } from './useName';
import { useOrder, useOrderOverview, useSaveOrder } from './useOrder';

function OrderForm({ order, mayChange }: { order: OrderRecord; mayChange: boolean }) {
  const { t } = useTranslation();
  const { timezone } = useMe().organisation;
  const nameOf = useCustomerName();
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(order).current;
  const fields = useFields({
    customer: nameOf(loaded),
    currency: loaded.currency,
  });
  const { save, dialog } = useSaveOrder(loaded.id, fields.all);
  return (
    <EditForm
      resource="orders"
      id={loaded.id}
      sections={mayChange ? formSections(fields, (key) => t(`orders.sections.${key}`)) : []}
      initial={valuesOf(loaded, timezone)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes an order and its lines. */
export default function OrderEdit() {
  const { id = '' } = useParams();
  const { query, record: order } = useOrder(id);
  const { may, known, error, refetch } = useOrderOverview(id);
  const nameOf = useName();
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = order && known ? null : (query.error ?? error);
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem) return <RecordProblem resource="orders" error={problem} onRetry={retry} />;
  if (!order || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="orders" id={id} name={nameOf(order)}>
      <OrderForm key={id} order={order} mayChange={may('orders', 'update')} />
    </EditPage>
  );
}
