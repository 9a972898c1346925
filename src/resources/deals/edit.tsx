import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { DeniedState, ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { RecordForm } from '../../ui/form';
import type { FilterOption } from '../../ui/list';
import type { Stage } from './lookups';
import { type DealRecord, valuesOf } from './record';
import { formSections } from './sections';
import { useDeal, useOverview } from './useDeal';
import { useFields } from './useFields';
import { useLostReasons, useStages } from './useLookups';
import { useSaveDeal } from './useSaveDeal';

/** Goes to the section that the address names, once it is drawn. */
function useSectionOfAddress() {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

/** The deal's own reason stays to choose, even when it is no longer in use. */
const withOwn = (reasons: readonly FilterOption[], { lost_reason_id: id, lost_reason }: DealRecord) =>
  id && lost_reason && !reasons.some(({ value }) => value === id)
    ? [...reasons, { value: id, label: lost_reason.name }]
    : reasons;

function EditForm({
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
  const { message } = App.useApp();
  const { timezone } = useMe().organisation;
  const navigate = useNavigate();
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(deal).current;
  const fields = useFields(stages, lostReasons, {
    customer: loaded.customer?.name,
    currency: loaded.currency,
  });
  const { save, dialog } = useSaveDeal(loaded.id, fields.all);
  const back = `/deals/${loaded.id}`;
  useSectionOfAddress();

  const sections = formSections(fields, (key) => t(`deals.sections.${key}`), {
    deal: may('deals', 'update'),
    financials: may('deals.financials', 'update'),
  });
  if (sections.length === 0) return <DeniedState />;
  return (
    <>
      <RecordForm
        sections={sections}
        initial={valuesOf(loaded, timezone)}
        onSave={async (values) => {
          await save(loaded, { ...valuesOf(loaded, timezone), ...values });
          void message.success(t('form.saved'));
        }}
        onSaved={() => void navigate(back)}
        onCancel={() => void navigate(back)}
        submit={t('actions.save')}
      />
      {dialog}
    </>
  );
}

/** Changes a deal: the parts of it that one may change. */
export default function DealEdit() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { query, deal } = useDeal(id);
  const { may, known, error, refetch } = useOverview(id);
  const stages = useStages();
  const reasons = useLostReasons();
  const problem = (deal ? error : query.error) ?? stages.error ?? reasons.error;
  const retry = () => void Promise.all([query.refetch(), refetch(), stages.refetch(), reasons.refetch()]);
  if (problem)
    return (
      <>
        <ErrorState error={problem} onRetry={retry} />
        <p className="at-center">
          <Link to="/deals">{t('form.toList', { list: t('deals.title') })}</Link>
        </p>
      </>
    );
  if (!deal || !known || !stages.data || !reasons.data || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={t('form.editTitle', { name: deal.name })}
        crumbs={[
          { title: t('deals.title'), to: '/deals' },
          { title: deal.name, to: `/deals/${id}` },
        ]}
      />
      <EditForm
        key={id}
        deal={deal}
        stages={stages.data}
        lostReasons={withOwn(reasons.data, deal)}
        may={may}
      />
    </>
  );
}
