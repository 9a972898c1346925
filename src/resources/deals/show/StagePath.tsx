import { CheckOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../../providers/useRpc';
import { useErrorText, useNarrow } from '../../../ui';
import type { Closing } from '../Closing';
import { offeredStages, type Stage } from '../lookups';
import type { DealRecord } from '../record';
import { useAsksFor } from '../useLookups';

const ClosingDialog = lazy(() => import('../Closing'));

/** Moves a deal to a stage; resolves to whether it was done, what went wrong has then been said. */
function useMove(deal: DealRecord) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const [going, setGoing] = useState<string | null>(null);

  const move = async (stage: Stage, closing?: Closing) => {
    setGoing(stage.id);
    try {
      await rpc('move_deal', {
        deal: deal.id,
        stage: stage.id,
        below: null,
        lost_reason: closing?.reason ?? null,
        lost_note: closing?.note ?? null,
        competitor: closing?.competitor ?? null,
      });
      void message.success(
        stage.outcome === 'won'
          ? t('deals.board.won', { name: deal.name })
          : t('deals.path.moved', { stage: stage.name }),
      );
    } catch (error) {
      notification.error({ title: t('deals.path.failed'), description: errorText(error) });
    }
    await invalidate({ resource: 'deals', invalidates: ['resourceAll'] });
    setGoing(null);
  };
  return { going, move };
}

/** The stages of a deal's pipeline, and how far it has come; who may, moves it by a click. */
export function StagePath({
  deal,
  stages,
  mayMove,
}: {
  deal: DealRecord;
  stages: readonly Stage[];
  mayMove: boolean;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { going, move } = useMove(deal);
  const asksFor = useAsksFor();
  const [asking, setAsking] = useState<{ stage: Stage; outcome: 'won' | 'lost' } | null>(null);
  const own = offeredStages(stages, deal.stage_id).filter(
    ({ pipelineId }) => pipelineId === deal.pipeline_id,
  );
  const at = own.findIndex(({ id }) => id === deal.stage_id);

  const go = (id: string) => {
    const stage = own.find((found) => found.id === id);
    if (!stage || id === deal.stage_id || going) return;
    void asksFor(stage.outcome).then((outcome) => (outcome ? setAsking({ stage, outcome }) : move(stage)));
  };
  const dialog = asking ? (
    <Suspense>
      <ClosingDialog
        name={deal.name}
        outcome={asking.outcome}
        onCancel={() => setAsking(null)}
        onClosed={(closing) => {
          void move(asking.stage, closing);
          setAsking(null);
        }}
      />
    </Suspense>
  ) : null;

  if (narrow)
    return (
      <div className="at-path-select">
        <Select
          aria-label={t('deals.path.label')}
          className="at-wide"
          value={deal.stage_id}
          disabled={!mayMove}
          loading={going !== null}
          options={own.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={go}
        />
        {dialog}
      </div>
    );

  return (
    <>
      <ol className="at-path" aria-label={t('deals.path.label')}>
        {own.map((stage, index) => {
          const current = index === at;
          const passed = deal.outcome !== 'lost' && index < at && stage.outcome === 'open';
          const looks = [
            'at-path-step',
            passed && 'at-path-passed',
            current && `at-path-current at-path-${stage.outcome}`,
          ];
          return (
            <li key={stage.id} aria-current={current ? 'step' : undefined}>
              <button
                type="button"
                className={looks.filter(Boolean).join(' ')}
                disabled={!mayMove || going !== null}
                aria-label={
                  current
                    ? t('deals.path.current', { stage: stage.name })
                    : t('deals.path.moveTo', { stage: stage.name })
                }
                onClick={() => go(stage.id)}
              >
                {passed ? <CheckOutlined aria-hidden /> : null}
                <bdi>{stage.name}</bdi>
              </button>
            </li>
          );
        })}
      </ol>
      {dialog}
    </>
  );
}
