import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { DeniedState, ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { RecordForm } from '../../ui/form';
import { type CustomerRecord, valuesOf } from './record';
import { useCustomer, useOverview } from './useCustomer';
import { useFields } from './useFields';
import { useSaveCustomer } from './useSaveCustomer';
import { useSections } from './useSections';

/** Goes to the section that the address names, once it is drawn. */
function useSectionOfAddress() {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

function EditForm({
  customer,
  may,
}: {
  customer: CustomerRecord;
  may: (resource: string, action: string) => boolean;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { all } = useFields(customer.parent?.name);
  const { form } = useSections(customer.parent?.name);
  const { save, dialog } = useSaveCustomer(customer.id, all);
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(customer).current;
  const back = `/customers/${customer.id}`;
  useSectionOfAddress();

  const sections = [
    ...(may('customers', 'update') ? form.own : []),
    ...(may('customers.contact_details', 'update') ? form.reach : []),
    ...(may('customers.demographics', 'update') ? form.about : []),
  ];
  if (sections.length === 0) return <DeniedState />;
  return (
    <>
      <RecordForm
        sections={sections}
        initial={valuesOf(loaded)}
        onSave={async (values) => {
          await save(loaded, { ...valuesOf(loaded), ...values });
          void message.success(t('form.saved'));
        }}
        onSaved={() => void navigate(back)}
        onCancel={() => void navigate(back)}
        submit={t('actions.save')}
        countryOf={(values) => String(values.address_country ?? values.country ?? '')}
      />
      {dialog}
    </>
  );
}

/** Changes a customer: the parts of it that one may change. */
export default function CustomerEdit() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { query, customer } = useCustomer(id);
  const { may, known, error, refetch } = useOverview(id);
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = customer && known ? null : (query.error ?? error);
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem)
    return (
      <>
        <ErrorState error={problem} onRetry={retry} />
        <p className="at-center">
          <Link to="/customers">{t('form.toList', { list: t('customers.title') })}</Link>
        </p>
      </>
    );
  if (!customer || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={t('form.editTitle', { name: customer.name })}
        crumbs={[
          { title: t('customers.title'), to: '/customers' },
          { title: customer.name, to: `/customers/${id}` },
        ]}
      />
      <EditForm key={id} customer={customer} may={may} />
    </>
  );
}
