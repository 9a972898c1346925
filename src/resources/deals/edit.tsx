import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui';
import type { FilterOption } from '../../ui/list';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import type { Stage } from './lookups';
import { type DealRecord, valuesOf } from './record';
import { formSections } from './sections';
import { useDeal, useDealOverview } from './useDeal';
import { useFields } from './useFields';
import { useLostReasons, useStages } from './useLookups';
import { useSaveDeal } from './useSaveDeal';

/** The deal's own reason stays to choose, even when it is no longer in use. */
const withOwn = (reasons: readonly FilterOption[], { lost_reason_id: id, lost_reason }: DealRecord) =>
  id && lost_reason && !reasons.some(({ value }) => value === id)
    ? [...reasons, { value: id, label: lost_reason.name }]
    : reasons;

function DealForm({
  deal,
  stages,
  lostReasons,
  may,
}: {
  deal: DealRecord;
  stages: readonly Stage[];
  lostReasons: readonly FilterOption[];
  may: (resource: string, action: string) => boolean;
}) {
  const { t } = useTranslation();
  const { timezone } = useMe().organisation;
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(deal).current;
  const fields = useFields(stages, lostReasons, {
    customer: loaded.customer?.name,
    currency: loaded.currency,
  });
  const { save, dialog } = useSaveDeal(loaded.id, fields.all);
  const sections = formSections(fields, (key) => t(`deals.sections.${key}`), {
    deal: may('deals', 'update'),
    financials: may('deals.financials', 'update'),
  });
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
  const loaded = deal && known && stages.data && reasons.data;
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = loaded ? null : (query.error ?? error ?? stages.error ?? reasons.error);
  const retry = () => void Promise.all([query.refetch(), refetch(), stages.refetch(), reasons.refetch()]);
  if (problem) return <RecordProblem resource="deals" error={problem} onRetry={retry} />;
  if (!deal || !known || !stages.data || !reasons.data || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="deals" id={id} name={deal.name}>
      <DealForm
        key={id}
        deal={deal}
        stages={stages.data}
        lostReasons={withOwn(reasons.data, deal)}
        may={may}
      />
    </EditPage>
  );
}
