import { useRef } from 'react';
import { useParams } from 'react-router';
import { ErrorState, PageSkeleton } from '../../ui';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type CustomerRecord, valuesOf } from './record';
import { useCustomer, useCustomerOverview } from './useCustomer';
import { useFields } from './useFields';
import { useSaveCustomer } from './useSaveCustomer';
import { useSections } from './useSections';

function CustomerForm({
  customer,
  may,
}: {
  customer: CustomerRecord;
  may: (resource: string, action: string) => boolean;
}) {
  const { all } = useFields(customer.parent?.name);
  const { form } = useSections(customer.parent?.name);
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(customer).current;
  const custom = useCustomDefs('customers', 'customer', loaded.custom);
  const { save, dialog } = useSaveCustomer(customer.id, [...all, ...custom.facts]);
  const sections = [
    ...(may('customers', 'update') ? [...form.own, ...custom.sections] : []),
    ...(may('customers.contact_details', 'update') ? form.reach : []),
    ...(may('customers.demographics', 'update') ? form.about : []),
  ];
  if (custom.error) return <ErrorState error={custom.error} onRetry={() => void custom.refetch()} />;
  if (!custom.known) return <PageSkeleton />;
  return (
    <EditForm
      resource="customers"
      id={customer.id}
      sections={sections}
      initial={valuesOf(loaded)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
      countryOf={(values) => String(values.address_country ?? values.country ?? '')}
    />
  );
}

/** Changes a customer: the parts of it that one may change. */
export default function CustomerEdit() {
  const { id = '' } = useParams();
  const { query, record: customer } = useCustomer(id);
  const { may, known, error, refetch } = useCustomerOverview(id);
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = customer && known ? null : (query.error ?? error);
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem) return <RecordProblem resource="customers" error={problem} onRetry={retry} />;
  if (!customer || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="customers" id={id} name={customer.name}>
      <CustomerForm key={id} customer={customer} may={may} />
    </EditPage>
  );
}
