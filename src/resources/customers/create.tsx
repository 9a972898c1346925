import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import { givenIn } from '../../ui/form/givenIn';
import { useOwnerField } from '../../ui/form/useOwnerField';
import { CreateForm } from '../../ui/record/CreateForm';
import { toPayload } from './payload';
import { DuplicateHint } from './similar/DuplicateHint';
import { useSections } from './useSections';

/** A new customer, saved with how to reach it and what is known of it at once. */
export default function CustomerCreate() {
  const { t } = useTranslation();
  const { profile } = useMe();
  const rpc = useRpc();
  const { form } = useSections();
  const custom = useCustomDefs('customers', 'customer');
  const owner = useOwnerField('customers', 'customer');
  const mayReach = useScope('customers.contact_details', 'update') !== null;
  const mayKnow = useScope('customers.demographics', 'update') !== null;

  const sections = useMemo(
    () => [
      ...form.own.map((section) =>
        section.key === 'place' ? { ...section, fields: [...section.fields, owner] } : section,
      ),
      ...custom.sections,
      ...(mayReach ? form.reach : []),
      ...(mayKnow ? form.about : []),
    ],
    [form, owner, mayReach, mayKnow, custom.sections],
  );
  const [start] = useState<Values>({ kind: 'company', lifecycle_stage: 'lead', owner_id: profile.id });
  const initial = { ...start, ...custom.initial };

  const write = (id: string, values: Values) => {
    const fields = sections.flatMap((section) => section.fields);
    const given = givenIn(fields, values, custom.initial);
    const payload = toPayload(fields, { values, changed: given, before: {}, versions: {} });
    return rpc('save_customer', { payload: { id, new: true, ...payload } });
  };

  return (
    <>
      <PageHeader
        title={t('customers.create')}
        crumbs={[{ title: t('customers.title'), to: '/customers' }]}
      />
      {custom.error ? (
        <ErrorState error={custom.error} onRetry={() => void custom.refetch()} />
      ) : custom.known ? (
        <CreateForm
          resource="customers"
          sections={sections}
          initial={initial}
          write={write}
          countryOf={(values) => String(values.address_country ?? values.country ?? '')}
          before={(values) => <DuplicateHint values={values} />}
        />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}
