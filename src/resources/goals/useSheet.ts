import { useQuery, useQueryClient } from '@tanstack/react-query';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { loadTeams } from '../../ui/choices';
import { type GoalMetric, quotable } from './options';
import type { CellChange, Sheet } from './sheet';

const base = ['data', 'default', 'goals'] as const;

/** What goals may be set on, in the order of use; and the month in which the organisation's year begins. */
export function useGoalBasics() {
  const { client } = useMe();
  return useQuery({
    queryKey: [...base, 'basics'],
    queryFn: async () => {
      const [metrics, settings] = await Promise.all([
        rowsOf(
          client
            .from('metrics')
            .select('key, unit')
            .in('key', [...quotable]),
        ),
        rowsOf(client.from('settings').select('fiscal_year_start').limit(1)),
      ]);
      const units = new Map(metrics.map(({ key, unit }) => [String(key), String(unit)]));
      return {
        metrics: quotable.flatMap((key): GoalMetric[] => {
          const unit = units.get(key);
          return unit ? [{ key, unit }] : [];
        }),
        firstMonth: Number(settings[0]?.fiscal_year_start ?? 1) || 1,
      };
    },
    staleTime: 300_000,
  });
}

/** The teams to choose from. */
export function useTeams(wanted: boolean) {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'teams', 'names'],
    queryFn: () => loadTeams(client),
    enabled: wanted,
  });
}

export interface SheetWish {
  metric: string;
  from: string;
  to: string;
  team?: string;
}

/** The goals on a metric from a day to a day. */
export function useSheet(wish: SheetWish) {
  const rpc = useRpc();
  return useQuery({
    queryKey: [...base, 'sheet', wish],
    queryFn: async ({ signal }) =>
      (await rpc('goal_sheet', { request: wish }, { stable: true, signal })) as Sheet,
  });
}

/** Saves cells of a metric, all or none, and has the sheets asked anew. Rejects with an AtriumError. */
export function useSaveCells(metric: string): (cells: readonly CellChange[]) => Promise<void> {
  const rpc = useRpc();
  const queries = useQueryClient();
  return async (cells) => {
    try {
      await rpc('save_goals', { payload: { metric, cells } });
    } finally {
      await queries.invalidateQueries({ queryKey: [...base, 'sheet'] });
    }
  };
}
