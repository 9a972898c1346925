import type { AtriumClient } from '../../providers/client';
import type { FilterOption } from '../../ui/list/types';

/** A stage of a pipeline, as forms and filters offer it. */
export interface Stage {
  id: string;
  name: string;
  pipelineId: string;
  pipeline: string;
  outcome: string;
  maxAgeDays: number | null;
  winProbability: number;
  /** Whether deals may still come to it. */
  active: boolean;
}

/** Every stage, pipeline by pipeline in their order. Rejects with an AtriumError. */
export async function loadStages(client: AtriumClient): Promise<Stage[]> {
  const { data } = await client
    .from('pipelines')
    .select(
      'id, name, active, stages:pipeline_stages(id, name, active, position, outcome, max_age_days, win_probability)',
    )
    .order('is_default', { ascending: false })
    .order('position')
    .order('position', { referencedTable: 'pipeline_stages' })
    .throwOnError();
  return data.flatMap(({ id, name, active, stages }) =>
    stages.map((stage) => ({
      id: stage.id,
      name: stage.name,
      pipelineId: id,
      pipeline: name,
      outcome: stage.outcome,
      maxAgeDays: stage.max_age_days,
      winProbability: stage.win_probability,
      active: active && stage.active,
    })),
  );
}

/** The stages that a deal may come to, and the one that it is in. */
export const offeredStages = (stages: readonly Stage[], own?: string) =>
  stages.filter(({ id, active }) => active || id === own);

/** Stages to choose from; where there are several pipelines, each with its pipeline's name. */
export function stageOptions(stages: readonly Stage[]): FilterOption[] {
  const several = new Set(stages.map(({ pipelineId }) => pipelineId)).size > 1;
  return stages.map(({ id, name, pipeline }) => ({
    value: id,
    label: several ? `${pipeline} · ${name}` : name,
  }));
}

/** What a deal has already stays to choose, even when it is no longer in use. */
export const withOwn = (options: readonly FilterOption[], id: string | null, own: { name: string } | null) =>
  id && own && !options.some(({ value }) => value === id)
    ? [...options, { value: id, label: own.name }]
    : options;
