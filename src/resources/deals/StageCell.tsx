import { App } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { NotDecided } from '../../ui/form/NotDecided';
import type { FieldDef } from '../../ui/form/types';
import type { CellEditorProps } from '../../ui/list/cells';
import { CellFact, CellWaiting } from '../../ui/record/CellFact';
import type { Closing } from './Closing';
import { offeredStages, type Stage, stageOptions, withOwn } from './lookups';
import { type DealRecord, valuesOf } from './record';
import { useDealOverview } from './useDeal';
import { useFields } from './useFields';
import { useAsksFor, useCompetitors, useLostReasons } from './useLookups';
import { useSaveDeal } from './useSaveDeal';

const ClosingDialog = lazy(() => import('./Closing'));

interface Asked {
  outcome: 'won' | 'lost';
  answer: (closing: Closing | null) => void;
}

/** A deal's stage in its cell of the list: one of its pipeline's, with what is asked of a deal that closes. */
export function StageCell({
  deal,
  stages,
  onClose,
}: {
  deal: DealRecord;
  stages: readonly Stage[];
  onClose: CellEditorProps['onClose'];
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { timezone } = useMe().organisation;
  const { may, known, error } = useDealOverview(deal.id);
  const reasons = useLostReasons().data ?? [];
  const competitors = useCompetitors().data ?? [];
  const fields = useFields(
    stages,
    withOwn(reasons, deal.lost_reason_id, deal.lost_reason),
    withOwn(competitors, deal.competitor_id, deal.competitor),
    { currency: deal.currency, stage: deal.stage_id },
  );
  const { save, dialog } = useSaveDeal(deal.id, fields.all, true);
  const asksFor = useAsksFor();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!known) return <CellWaiting error={error} onClose={onClose} />;

  const values = valuesOf(deal, timezone);
  const own = stages.filter(({ pipelineId }) => pipelineId === deal.pipeline_id);
  const stageField = fields.pick('stage_id').map((field) => ({
    ...field,
    options: stageOptions(offeredStages(own, deal.stage_id)),
    lock: () => (may('deals', 'update') ? null : t('errors.denied')),
  }))[0];

  const ask = (outcome: 'won' | 'lost') =>
    new Promise<Closing | null>((answer) => setAsked({ outcome, answer })).finally(() => setAsked(null));

  const move = async (_: FieldDef, id: unknown) => {
    const outcome = own.find((stage) => stage.id === id)?.outcome ?? 'open';
    const asks = await asksFor(outcome);
    const closing = asks ? await ask(asks) : undefined;
    if (closing === null) throw new NotDecided();
    await save(deal, {
      ...values,
      stage_id: id,
      closed_at: outcome === 'open' ? null : values.closed_at,
      lost_reason_id: outcome === 'lost' ? closing?.reason : null,
      lost_note: outcome === 'lost' ? closing?.note : null,
      competitor_id: closing?.competitor ?? values.competitor_id,
    });
    if (outcome === 'won') void message.success(t('deals.board.won', { name: deal.name }));
  };

  return (
    <CellFact
      field={stageField}
      values={values}
      onSave={move}
      dialog={
        <>
          {dialog}
          {asked ? (
            <Suspense>
              <ClosingDialog
                name={deal.name}
                outcome={asked.outcome}
                onCancel={() => asked.answer(null)}
                onClosed={asked.answer}
              />
            </Suspense>
          ) : null}
        </>
      }
      onClose={onClose}
    />
  );
}
