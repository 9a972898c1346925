import { CheckOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../../providers/useRpc';
import { useErrorText, useNarrow } from '../../../ui';
import type { Loss } from '../Lost';
import type { Stage } from '../lookups';
import type { DealRecord } from '../record';

const LostDialog = lazy(() => import('../Lost'));

/** Moves a deal to a stage; resolves to whether it was done, what went wrong has then been said. */
function useMove(deal: DealRecord) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const [going, setGoing] = useState<string | null>(null);

  const move = async (stage: Stage, loss?: Loss) => {
    setGoing(stage.id);
    try {
      await rpc('move_deal', {
        deal: deal.id,
        stage: stage.id,
        below: null,
        lost_reason: loss?.reason ?? null,
        lost_note: loss?.note ?? null,
        competitor: loss?.competitor ?? null,
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
  const [losing, setLosing] = useState<Stage | null>(null);
  const own = stages.filter(({ pipelineId }) => pipelineId === deal.pipeline_id);
  const at = own.findIndex(({ id }) => id === deal.stage_id);

  const go = (id: string) => {
    const stage = own.find((found) => found.id === id);
    if (!stage || id === deal.stage_id || going) return;
    if (stage.outcome === 'lost') setLosing(stage);
    else void move(stage);
  };
  const dialog = losing ? (
    <Suspense>
      <LostDialog
        name={deal.name}
        onCancel={() => setLosing(null)}
        onLost={(loss) => {
          void move(losing, loss);
          setLosing(null);
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
