import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe, useScope } from '../../../providers/me';
import { DateTimeText, MomentBy, PageSkeleton, PersonById, RecordHeader, useFormats } from '../../../ui';
import { LogBar } from '../../../ui/activities/LogBar';
import { CustomerOf, useCustomerName } from '../../../ui/CustomerOf';
import { Comments } from '../../../ui/comments/Comments';
import { useCustomDefs } from '../../../ui/custom/useCustomDefs';
import { FilesPanel } from '../../../ui/files/FilesPanel';
import { EditLink, FactPanel, type SaveFact } from '../../../ui/record';
import { RecordActions } from '../../../ui/record/RecordActions';
import { problemOfPage, RecordProblem } from '../../../ui/record/RecordProblem';
import { RelatedTabs } from '../../../ui/related/RelatedTabs';
import { TagBar } from '../../../ui/tags/TagBar';
import TimePanel from '../../../ui/time/TimePanel';
import { Amount, ExpectedClose, OutcomeTag, Quiet, StageAge } from '../Cells';
import { type Stage, withOwn } from '../lookups';
import { parts } from '../options';
import { type DealRecord, isLocked, valuesOf } from '../record';
import { useDeal, useDealOverview } from '../useDeal';
import { useFields } from '../useFields';
import { useCompetitors, useLostReasons, useStages } from '../useLookups';
import { useSaveDeal } from '../useSaveDeal';
import { FinancialsPanel, HistoryPanel, ItemsPanel, PeoplePanel } from './Panels';
import { StagePath } from './StagePath';
import { useMakeOrder } from './useMakeOrder';
import '../deals.css';
import './show.css';

function Header({
  deal,
  stages,
  actions,
}: {
  deal: DealRecord;
  stages: readonly Stage[];
  actions: ReactNode;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const label = (field: string) => t(`deals.fields.${field}`);
  const stage = stages.find(({ id }) => id === deal.stage_id);
  const facts = [
    { label: label('amount'), value: <Amount deal={deal} /> },
    {
      label: label('customer_id'),
      value: <CustomerOf record={deal} none={t('deals.noCustomer')} />,
    },
    {
      label: label('owner_id'),
      value: <PersonById id={deal.owner_id} name={deal.owner?.full_name} size={20} />,
    },
    deal.outcome === 'open'
      ? { label: label('expected_close_date'), value: <ExpectedClose deal={deal} /> }
      : { label: label('closed_at'), value: <DateTimeText value={deal.closed_at} as="date" /> },
    ...(deal.outcome === 'open'
      ? [
          {
            label: label('age'),
            value: (
              <span className="at-deal-age">
                <StageAge deal={deal} most={stage?.maxAgeDays} />
                <Quiet deal={deal} most={stage?.maxAgeDays} />
              </span>
            ),
          },
        ]
      : []),
    ...(deal.lost_reason
      ? [{ label: label('lost_reason_id'), value: <bdi>{deal.lost_reason.name}</bdi> }]
      : []),
    ...(deal.competitor && deal.outcome !== 'open'
      ? [{ label: t(`deals.against.${deal.outcome}`), value: <bdi>{deal.competitor.name}</bdi> }]
      : []),
    {
      label: label('number'),
      value: <span className="at-figure">{formats.number(deal.number, { useGrouping: false })}</span>,
    },
    {
      label: label('updated_at'),
      value: <MomentBy value={deal.updated_at} name={deal.editor?.full_name} />,
    },
  ];
  return (
    <RecordHeader
      title={deal.name}
      crumbs={[{ title: t('deals.title'), to: '/deals' }]}
      status={<OutcomeTag outcome={deal.outcome} />}
      facts={facts}
      actions={actions}
    />
  );
}

function Loaded({ deal, stages }: { deal: DealRecord; stages: readonly Stage[] }) {
  const { t } = useTranslation();
  const { id } = deal;
  const { timezone } = useMe().organisation;
  const customerOf = useCustomerName();
  const { may, known, counts } = useDealOverview(id);
  const locked = known && isLocked(deal, may);
  const { data: reasons } = useLostReasons();
  const { data: competitors } = useCompetitors();
  const fields = useFields(
    stages,
    reasons ?? [],
    withOwn(competitors ?? [], deal.competitor_id, deal.competitor),
    { customer: customerOf(deal), currency: deal.currency, stage: deal.stage_id, locked },
  );
  const custom = useCustomDefs('deals', 'deal', deal.custom);
  const { save, dialog } = useSaveDeal(id, [...fields.all, ...custom.facts]);
  const mayKnow = useScope('deals.financials', 'read') !== null;
  const values = valuesOf(deal, timezone);
  const mayChange = may('deals', 'update');

  const more = useMakeOrder(deal, counts?.orders);

  const saveFact: SaveFact = (field, value) => save(deal, { ...values, [field.name]: value });
  const edit = (section: string) => <EditLink resource="deals" id={id} section={section} may={mayChange} />;
  const closed = deal.outcome === 'open' ? [] : fields.pick('closed_at', 'competitor_id');
  const lost = deal.outcome === 'lost' ? fields.pick('lost_note') : [];

  return (
    <div className="at-record">
      <Header
        deal={deal}
        stages={stages}
        actions={
          <RecordActions
            resource="deals"
            record={deal}
            name={deal.name}
            parts={parts}
            may={may}
            more={more}
          />
        }
      />
      <TagBar resource="deals" id={id} mayEdit={mayChange} />
      <LogBar about={{ kind: 'deals', id }} onPhone />
      <StagePath deal={deal} stages={stages} mayMove={mayChange} />
      <div className="at-record-columns">
        <div>
          <FactPanel
            title={t('deals.sections.next')}
            fields={fields.pick('next_step', 'next_step_at', 'expected_close_date')}
            values={values}
            onSave={mayChange ? saveFact : undefined}
          />
          <ItemsPanel
            deal={deal}
            extra={edit('items')}
            locked={locked && mayChange ? t('deals.locked') : null}
          />
          <FactPanel
            title={t('deals.sections.facts')}
            fields={[
              ...fields.pick(
                'amount',
                'amount_is_estimate',
                'win_probability',
                'customer_id',
                'source',
                'opened_at',
              ),
              ...closed,
              ...lost,
              ...fields.pick('description'),
            ]}
            values={values}
            onSave={mayChange ? saveFact : undefined}
            extra={edit('basics')}
          />
          {custom.facts.length > 0 ? (
            <FactPanel
              title={custom.title}
              fields={custom.facts}
              values={values}
              onSave={mayChange ? saveFact : undefined}
              extra={edit('custom')}
            />
          ) : null}
          <PeoplePanel deal={deal} extra={edit('contacts')} />
          <FinancialsPanel
            deal={deal}
            fields={fields}
            mayRead={mayKnow}
            onSave={may('deals.financials', 'update') ? saveFact : undefined}
          />
          <HistoryPanel deal={deal} />
          <Comments about={{ resource: 'deals', id }} />
          <TimePanel of={{ resource: 'deals', id }} />
          <FilesPanel of={{ resource: 'deals', id }} />
        </div>
        <RelatedTabs
          kinds={['activities', 'tasks', 'orders']}
          filters={[{ field: 'deal_id', operator: 'eq', value: id }]}
          counts={counts}
          record={{ resource: 'deals', id }}
        />
      </div>
      {dialog}
    </div>
  );
}

/** One deal: how far it is, what it is about, who decides, and what happened. */
export default function DealShow() {
  const { id = '' } = useParams();
  const { query, record: deal } = useDeal(id);
  const stages = useStages();
  const problem = problemOfPage(
    query.error ?? (stages.data ? null : stages.error),
    Boolean(deal && stages.data),
  );
  const retry = () => void Promise.all([query.refetch(), stages.refetch()]);
  if (problem) return <RecordProblem resource="deals" error={problem} onRetry={retry} />;
  if (!deal || !stages.data) return <PageSkeleton />;
  return <Loaded key={id} deal={deal} stages={stages.data} />;
}
