import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { dayIn } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { type FieldDef, RecordForm } from '../../ui/form';
import type { FilterOption } from '../../ui/list';
import { findOwners, type Stage } from './lookups';
import { toPayload } from './payload';
import { formSections } from './sections';
import { useCustomerOfAddress } from './useCustomerOfAddress';
import { useFields } from './useFields';
import { useLostReasons, useStages } from './useLookups';

/** Whom a new deal may be given to: oneself, or whom one's scope for creating covers. */
function useOwnerField(): FieldDef {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const scope = useScope('deals', 'create');
  return useMemo(
    () => ({
      name: 'owner_id',
      part: 'deal',
      label: t('deals.fields.owner_id'),
      type: scope === 'own' ? 'select' : 'person',
      required: scope !== 'all',
      options: [{ value: profile.id, label: profile.fullName }],
      find: () => findOwners(client),
      labelOf: (id) => (id === profile.id ? profile.fullName : undefined),
    }),
    [t, client, profile.id, profile.fullName, scope],
  );
}

function CreateForm({
  stages,
  lostReasons,
  customer,
}: {
  stages: readonly Stage[];
  lostReasons: readonly FilterOption[];
  customer: FilterOption | null;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { profile, organisation } = useMe();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const owner = useOwnerField();
  const fields = useFields(stages, lostReasons, {
    customer: customer?.label,
    currency: organisation.baseCurrency,
  });
  const financials = useScope('deals.financials', 'update') !== null;
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one deal.
  const [id] = useState(() => crypto.randomUUID());

  const sections = useMemo(
    () =>
      formSections(fields, (key) => t(`deals.sections.${key}`), { deal: true, financials }).map((section) =>
        section.key === 'basics' ? { ...section, fields: [...section.fields, owner] } : section,
      ),
    [fields, owner, financials, t],
  );
  const [initial] = useState<Values>({
    customer_id: customer?.value ?? null,
    stage_id: stages.find((stage) => stage.id === params.get('stage'))?.id ?? stages[0]?.id,
    currency: organisation.baseCurrency,
    amount_is_estimate: false,
    items: [],
    contacts: [],
    opened_at: dayIn(organisation.timezone),
    owner_id: profile.id,
  });

  const save = async (values: Values) => {
    const all = sections.flatMap((section) => section.fields);
    const given = all.map(({ name }) => name).filter((name) => values[name] !== null);
    // Opened today is opened now.
    const changed = given.filter((name) => name !== 'opened_at' || values.opened_at !== initial.opened_at);
    const payload = toPayload(all, { values, changed, versions: {}, timezone: organisation.timezone });
    await rpc('save_deal', { payload: { id, new: true, ...payload } });
    void message.success(t('form.saved'));
    await invalidate({ resource: 'deals', invalidates: ['resourceAll'] });
  };

  return (
    <RecordForm
      sections={sections}
      initial={initial}
      onSave={save}
      onSaved={() => void navigate(`/deals/${id}`, { replace: true })}
      onCancel={() => void navigate('/deals')}
      submit={t('actions.create')}
    />
  );
}

/** A new deal, saved with its products and people at once. `?customer=` says whose. */
export default function DealCreate() {
  const { t } = useTranslation();
  const stages = useStages();
  const reasons = useLostReasons();
  const customer = useCustomerOfAddress();
  const problem = stages.error ?? reasons.error;
  return (
    <>
      <PageHeader title={t('deals.create')} crumbs={[{ title: t('deals.title'), to: '/deals' }]} />
      {problem ? (
        <ErrorState error={problem} onRetry={() => void Promise.all([stages.refetch(), reasons.refetch()])} />
      ) : !stages.data || !reasons.data || customer === undefined ? (
        <PageSkeleton />
      ) : (
        <CreateForm stages={stages.data} lostReasons={reasons.data} customer={customer} />
      )}
    </>
  );
}
