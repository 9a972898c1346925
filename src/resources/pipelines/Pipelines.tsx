import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { EmptyState, ErrorState, TableSkeleton } from '../../ui';
import { PipelineDialog } from './PipelineDialog';
import { PipelineSection } from './PipelineSection';
import { StageDrawer } from './StageDrawer';
import { type Pipeline, type Stage, useAct, useRows } from './useSettings';

type Asked = { pipeline: Pipeline | null } | { stage: Stage | null; pipelineId: string };

/** Every pipeline with its stages. */
export function Pipelines() {
  const { t } = useTranslation();
  const pipelines = useRows<Pipeline>('pipelines', ', is_default');
  const stages = useRows<Stage>('pipeline_stages', ', pipeline_id, outcome, win_probability, max_age_days');
  const act = useAct();
  const mayCreate = useScope('pipelines', 'create') !== null;
  const [asked, setAsked] = useState<Asked>();
  const error = pipelines.error ?? stages.error;
  const known = pipelines.known && stages.known;
  const refetch = () => {
    pipelines.refetch();
    stages.refetch();
  };
  const close = () => setAsked(undefined);

  /** Changes places with the one above (-1) or below (1), where there is one. */
  const mover = (index: number, step: -1 | 1) => {
    const ids = pipelines.rows.map(({ id }) => id);
    const [own, other] = [ids[index], ids[index + step]];
    if (own === undefined || other === undefined) return undefined;
    return () => {
      ids[index] = other;
      ids[index + step] = own;
      void act('order_sales_settings', { kind: 'pipelines', ids }, t('pipelines.ordered'));
    };
  };

  if (error && !known) return <ErrorState error={error} onRetry={refetch} />;
  if (!known) return <TableSkeleton />;
  return (
    <div className="pipelines-all">
      {pipelines.rows.length === 0 ? (
        <EmptyState title={t('pipelines.empty.pipelines')} hint={t('pipelines.emptyHint.pipelines')} />
      ) : null}
      {pipelines.rows.map((pipeline, index) => (
        <PipelineSection
          key={pipeline.id}
          pipeline={pipeline}
          stages={stages.rows.filter(({ pipeline_id }) => pipeline_id === pipeline.id)}
          mayCreate={mayCreate}
          onMove={{ [-1]: mover(index, -1), 1: mover(index, 1) }}
          onRename={() => setAsked({ pipeline })}
          onStage={(stage) => setAsked({ stage, pipelineId: pipeline.id })}
        />
      ))}
      {mayCreate ? (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAsked({ pipeline: null })}>
          {t('pipelines.create')}
        </Button>
      ) : null}
      {asked && 'pipeline' in asked ? (
        <PipelineDialog pipeline={asked.pipeline} all={pipelines.rows} onClose={close} />
      ) : null}
      {asked && 'stage' in asked ? (
        <StageDrawer stage={asked.stage} pipelineId={asked.pipelineId} onClose={close} />
      ) : null}
    </div>
  );
}
