import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { PageHeader } from '../../ui';
import { type FieldDef, RecordForm } from '../../ui/form';
import { DuplicateHint } from './DuplicateHint';
import { findOwners } from './finders';
import { toPayload } from './payload';
import { useSections } from './useSections';

/** Whom a new customer may be given to: oneself, or whom one's scope for creating covers. */
function useOwnerField(): FieldDef {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const scope = useScope('customers', 'create');
  return useMemo(
    () => ({
      name: 'owner_id',
      part: 'customer',
      label: t('customers.fields.owner_id'),
      type: scope === 'own' ? 'select' : 'person',
      required: scope !== 'all',
      options: [{ value: profile.id, label: profile.fullName }],
      find: () => findOwners(client),
      labelOf: (id) => (id === profile.id ? profile.fullName : undefined),
    }),
    [t, client, profile.id, profile.fullName, scope],
  );
}

/** A new customer, saved with how to reach it and what is known of it at once. */
export default function CustomerCreate() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { profile } = useMe();
  const navigate = useNavigate();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const { form } = useSections();
  const owner = useOwnerField();
  const mayReach = useScope('customers.contact_details', 'update') !== null;
  const mayKnow = useScope('customers.demographics', 'update') !== null;
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one customer.
  const [id] = useState(() => crypto.randomUUID());

  const sections = useMemo(
    () => [
      ...form.own.map((section) =>
        section.key === 'place' ? { ...section, fields: [...section.fields, owner] } : section,
      ),
      ...(mayReach ? form.reach : []),
      ...(mayKnow ? form.about : []),
    ],
    [form, owner, mayReach, mayKnow],
  );
  const [initial] = useState<Values>({ kind: 'company', lifecycle_stage: 'lead', owner_id: profile.id });

  const save = async (values: Values) => {
    const fields = sections.flatMap((section) => section.fields);
    const given = fields.map(({ name }) => name).filter((name) => values[name] !== null);
    const payload = toPayload(fields, { values, changed: given, before: {}, versions: {} });
    await rpc('save_customer', { payload: { id, new: true, ...payload } });
    void message.success(t('form.saved'));
    await invalidate({ resource: 'customers', invalidates: ['resourceAll'] });
  };

  return (
    <>
      <PageHeader
        title={t('customers.create')}
        crumbs={[{ title: t('customers.title'), to: '/customers' }]}
      />
      <RecordForm
        sections={sections}
        initial={initial}
        onSave={save}
        onSaved={() => void navigate(`/customers/${id}`, { replace: true })}
        onCancel={() => void navigate('/customers')}
        submit={t('actions.create')}
        countryOf={(values) => String(values.address_country ?? values.country ?? '')}
        before={(values) => <DuplicateHint name={values.name} domain={values.domain} />}
      />
    </>
  );
}
