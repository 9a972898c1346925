import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { ErrorState, PageSkeleton } from '../../ui';
import { useCustomerName } from '../../ui/CustomerOf';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import type { FilterOption } from '../../ui/list';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type Stage, withOwn } from './lookups';
import { type DealRecord, isLocked, valuesOf } from './record';
import { formSections } from './sections';
import { useDeal, useDealOverview } from './useDeal';
import { useFields } from './useFields';
import { useCompetitors, useLostReasons, useStages } from './useLookups';
import { useSaveDeal } from './useSaveDeal';

function DealForm({
  deal,
  stages,
  lostReasons,
  competitors,
  may,
}: {
  deal: DealRecord;
  stages: readonly Stage[];
  lostReasons: readonly FilterOption[];
  competitors: readonly FilterOption[];
  may: (resource: string, action: string) => boolean;
}) {
  const { t } = useTranslation();
  const { timezone } = useMe().organisation;
  const customerOf = useCustomerName();
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(deal).current;
  const fields = useFields(stages, lostReasons, competitors, {
    customer: customerOf(loaded),
    currency: loaded.currency,
    stage: loaded.stage_id,
    locked: isLocked(loaded, may),
  });
  const custom = useCustomDefs('deals', 'deal', loaded.custom);
  const { save, dialog } = useSaveDeal(loaded.id, [...fields.all, ...custom.facts]);
  const own = formSections(fields, (key) => t(`deals.sections.${key}`), {
    deal: may('deals', 'update'),
    financials: may('deals.financials', 'update'),
  });
  const sections = may('deals', 'update') ? [...own, ...custom.sections] : own;
  if (custom.error) return <ErrorState error={custom.error} onRetry={() => void custom.refetch()} />;
  if (!custom.known) return <PageSkeleton />;
  return (
    <EditForm
      resource="deals"
      id={loaded.id}
      sections={sections}
      initial={valuesOf(loaded, timezone)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes a deal: the parts of it that one may change. */
export default function DealEdit() {
  const { id = '' } = useParams();
  const { query, record: deal } = useDeal(id);
  const { may, known, error, refetch } = useDealOverview(id);
  const stages = useStages();
  const reasons = useLostReasons();
  const competitors = useCompetitors();
  const loaded = deal && known && stages.data && reasons.data && competitors.data;
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = loaded
    ? null
    : (query.error ?? error ?? stages.error ?? reasons.error ?? competitors.error);
  const retry = () =>
    void Promise.all([
      query.refetch(),
      refetch(),
      stages.refetch(),
      reasons.refetch(),
      competitors.refetch(),
    ]);
  if (problem) return <RecordProblem resource="deals" error={problem} onRetry={retry} />;
  if (!loaded || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="deals" id={id} name={deal.name}>
      <DealForm
        key={id}
        deal={deal}
        stages={stages.data}
        lostReasons={withOwn(reasons.data, deal.lost_reason_id, deal.lost_reason)}
        competitors={withOwn(competitors.data, deal.competitor_id, deal.competitor)}
        may={may}
      />
    </EditPage>
  );
}
