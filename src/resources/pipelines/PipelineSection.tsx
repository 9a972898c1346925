import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  EditOutlined,
  PlusOutlined,
  StarOutlined,
  StopOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type RowAction, RowMenu, StatusTag } from '../../ui';
import { SortableList } from '../../ui/sort';
import { Retired } from './Retired';
import { StageRow } from './StageRow';
import { type Pipeline, type Stage, useAct } from './useSettings';

/** A pipeline with its stages: those that deals go through, and those that end them. */
export function PipelineSection({
  pipeline,
  stages,
  mayCreate,
  onMove,
  onRename,
  onStage,
}: {
  pipeline: Pipeline;
  stages: readonly Stage[];
  mayCreate: boolean;
  /** Moves it up (-1) or down (1) among the pipelines; what it cannot do is not there. */
  onMove: Partial<Record<-1 | 1, () => void>>;
  onRename: () => void;
  /** Opens a stage; null for a new one. */
  onStage: (stage: Stage | null) => void;
}) {
  const { t } = useTranslation();
  const act = useAct();
  const title = useId();
  const { id, name, active, is_default } = pipeline;
  const save = (changes: object, done: string) =>
    void act('save_pipeline', { id, pipeline: changes, version: pipeline.updated_at }, t(done, { name }));

  const actions: RowAction[] = [
    { key: 'rename', label: t('pipelines.rename'), icon: <EditOutlined aria-hidden />, onClick: onRename },
  ];
  for (const [step, key, Icon] of [
    [-1, 'up', ArrowUpOutlined],
    [1, 'down', ArrowDownOutlined],
  ] as const) {
    const move = onMove[step];
    if (move) actions.push({ key, label: t(`pipelines.${key}`), icon: <Icon aria-hidden />, onClick: move });
  }
  if (active && !is_default)
    actions.push({
      key: 'default',
      label: t('pipelines.makeDefault'),
      icon: <StarOutlined aria-hidden />,
      onClick: () => save({ is_default: true }, 'pipelines.defaultNow'),
    });
  if (!is_default)
    actions.push({
      key: 'active',
      label: t(active ? 'pipelines.retire' : 'pipelines.bringBack'),
      icon: active ? <StopOutlined aria-hidden /> : <UndoOutlined aria-hidden />,
      onClick: () => save({ active: !active }, active ? 'pipelines.retiredDone' : 'pipelines.broughtBack'),
    });

  const parts = [
    { key: 'openStages', rows: stages.filter(({ outcome }) => outcome === 'open') },
    { key: 'closedStages', rows: stages.filter(({ outcome }) => outcome !== 'open') },
  ] as const;
  const order = (key: string, ids: string[]) =>
    act(
      'order_sales_settings',
      {
        kind: 'stages',
        pipeline: id,
        ids: parts.flatMap((part) => (part.key === key ? ids : part.rows.map((row) => row.id))),
      },
      t('pipelines.ordered'),
    );
  return (
    <section className="pipelines-card" aria-labelledby={title}>
      <header>
        <h2 id={title}>
          <bdi>{name}</bdi>
        </h2>
        {is_default ? (
          <StatusTag tone="info" icon={<StarOutlined />}>
            {t('pipelines.default')}
          </StatusTag>
        ) : null}
        <Retired active={active} />
        <span className="pipelines-end">
          <RowMenu name={name} actions={actions} />
        </span>
      </header>
      {parts.map(({ key, rows }) => (
        <div key={key}>
          <h3>{t(`pipelines.${key}`)}</h3>
          <SortableList
            label={`${name}: ${t(`pipelines.${key}`)}`}
            items={rows}
            onOrder={(ids) => order(key, ids)}
          >
            {(stage) => <StageRow stage={stage} onEdit={() => onStage(stage)} />}
          </SortableList>
        </div>
      ))}
      {mayCreate ? (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => onStage(null)}>
          {t('pipelines.newStage')}
        </Button>
      ) : null}
    </section>
  );
}
