import { useMe } from '../../providers/me';
import { useCustomerName } from '../../ui/CustomerOf';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import type { CellEditorProps } from '../../ui/list/cells';
import { CellFact, CellWaiting } from '../../ui/record/CellFact';
import HolderCell from '../../ui/record/HolderCell';
import type { Stage } from './lookups';
import { type DealRecord, isLocked, valuesOf } from './record';
import { StageCell } from './StageCell';
import { useDeal, useDealOverview } from './useDeal';
import { useFields } from './useFields';
import { useStages } from './useLookups';
import { useSaveDeal } from './useSaveDeal';

const none: readonly never[] = [];

function Loaded({
  deal,
  stages,
  field,
  onClose,
}: Omit<CellEditorProps, 'id'> & { deal: DealRecord; stages: readonly Stage[] }) {
  const { id } = deal;
  const { timezone } = useMe().organisation;
  const customerOf = useCustomerName();
  const { may, known, error } = useDealOverview(id);
  const fields = useFields(stages, none, none, {
    customer: customerOf(deal),
    currency: deal.currency,
    stage: deal.stage_id,
    locked: isLocked(deal, may),
  });
  const custom = useCustomDefs('deals', 'deal', deal.custom);
  const all = [...fields.all, ...custom.facts];
  const { save, dialog } = useSaveDeal(id, all, true);
  const values = valuesOf(deal, timezone);
  if (!known) return <CellWaiting error={error} onClose={onClose} />;
  return (
    <CellFact
      field={all.find(({ name }) => name === field)}
      values={values}
      onSave={({ name }, value) => save(deal, { ...values, [name]: value })}
      dialog={dialog}
      onClose={onClose}
    />
  );
}

function OfRecord({ id, ...props }: CellEditorProps) {
  const { query, record } = useDeal(id);
  const { data: stages, error } = useStages();
  if (!record || !stages) return <CellWaiting error={query.error ?? error} onClose={props.onClose} />;
  if (props.field !== 'stage_id') return <Loaded deal={record} stages={stages} {...props} />;
  // What is asked of a stage stands on what the deal is now.
  if (!query.isFetchedAfterMount) return <CellWaiting onClose={props.onClose} />;
  return <StageCell deal={record} stages={stages} onClose={props.onClose} />;
}

/** A field of a deal in its cell of the list. */
export default function DealCell(props: CellEditorProps) {
  if (props.field !== 'owner_id') return <OfRecord {...props} />;
  return <HolderCell resource="deals" overview="deal_overview" {...props} />;
}
