import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { dayIn } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import { givenIn } from '../../ui/form/givenIn';
import { useOwnerField } from '../../ui/form/useOwnerField';
import type { FilterOption } from '../../ui/list';
import { CreateForm } from '../../ui/record/CreateForm';
import { useCustomerOfAddress } from '../../ui/useCustomerOfAddress';
import { offeredStages, type Stage } from './lookups';
import { toPayload } from './payload';
import { formSections } from './sections';
import { useFields } from './useFields';
import { useCompetitors, useLostReasons, useStages } from './useLookups';

function DealForm({
  stages,
  lostReasons,
  competitors,
  customer,
}: {
  stages: readonly Stage[];
  lostReasons: readonly FilterOption[];
  competitors: readonly FilterOption[];
  customer: FilterOption | null;
}) {
  const { t } = useTranslation();
  const { profile, organisation } = useMe();
  const [params] = useSearchParams();
  const rpc = useRpc();
  const owner = useOwnerField('deals', 'deal');
  const fields = useFields(stages, lostReasons, competitors, {
    customer: customer?.label,
    currency: organisation.baseCurrency,
  });
  const financials = useScope('deals.financials', 'update') !== null;
  const custom = useCustomDefs('deals', 'deal');

  const sections = useMemo(
    () =>
      [
        ...formSections(fields, (key) => t(`deals.sections.${key}`), { deal: true, financials }),
        ...custom.sections,
      ].map((section) =>
        section.key === 'basics' ? { ...section, fields: [...section.fields, owner] } : section,
      ),
    [fields, owner, financials, t, custom.sections],
  );
  const [start] = useState<Values>({
    customer_id: customer?.value ?? null,
    stage_id: stages.find((stage) => stage.id === params.get('stage'))?.id ?? stages[0]?.id,
    currency: organisation.baseCurrency,
    amount_is_estimate: false,
    items: [],
    contacts: [],
    opened_at: dayIn(organisation.timezone),
    owner_id: profile.id,
  });
  const initial = { ...start, ...custom.initial };

  const write = (id: string, values: Values) => {
    const all = sections.flatMap((section) => section.fields);
    const given = givenIn(all, values, custom.initial);
    // Opened today is opened now.
    const changed = given.filter((name) => name !== 'opened_at' || values.opened_at !== initial.opened_at);
    const payload = toPayload(all, { values, changed, versions: {}, timezone: organisation.timezone });
    return rpc('save_deal', { payload: { id, new: true, ...payload } });
  };

  if (custom.error) return <ErrorState error={custom.error} onRetry={() => void custom.refetch()} />;
  if (!custom.known) return <PageSkeleton />;
  return <CreateForm resource="deals" sections={sections} initial={initial} write={write} />;
}

/** A new deal, saved with its products and people at once. `?customer=` says whose. */
export default function DealCreate() {
  const { t } = useTranslation();
  const stages = useStages();
  const reasons = useLostReasons();
  const competitors = useCompetitors();
  const customer = useCustomerOfAddress();
  const problem = stages.error ?? reasons.error ?? competitors.error;
  return (
    <>
      <PageHeader title={t('deals.create')} crumbs={[{ title: t('deals.title'), to: '/deals' }]} />
      {problem ? (
        <ErrorState
          error={problem}
          onRetry={() => void Promise.all([stages.refetch(), reasons.refetch(), competitors.refetch()])}
        />
      ) : !stages.data || !reasons.data || !competitors.data || customer === undefined ? (
        <PageSkeleton />
      ) : (
        <DealForm
          stages={offeredStages(stages.data)}
          lostReasons={reasons.data}
          competitors={competitors.data}
          customer={customer}
        />
      )}
    </>
  );
}
