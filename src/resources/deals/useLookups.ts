import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AtriumClient } from '../../providers/client';
import { useMe } from '../../providers/me';
import { loadCompetitors, loadLostReasons } from '../../ui/choices';
import { loadStages } from './lookups';

const staleTime = 5 * 60_000;

/** Every stage of every pipeline, kept a while. */
export function useStages() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'pipelines', 'stages'],
    queryFn: () => loadStages(client),
    staleTime,
  });
}

/** The reasons why deals are lost, kept a while. */
export function useLostReasons() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'lost_reasons', 'active'],
    queryFn: () => loadLostReasons(client, { active: true }),
    staleTime,
  });
}

const competitorsOf = (client: AtriumClient) => ({
  queryKey: ['data', 'default', 'competitors', 'active'],
  queryFn: () => loadCompetitors(client, { active: true }),
  staleTime,
});

/** The competitors whom deals may be won or lost against, kept a while. */
export function useCompetitors() {
  const { client } = useMe();
  return useQuery(competitorsOf(client));
}

/**
 * What is to be asked before a deal goes to a stage: why, and to whom it was lost; against whom it was won, where there
 * are competitors to name. Null for nothing. Never rejects.
 */
export function useAsksFor(): (outcome: string) => Promise<'won' | 'lost' | null> {
  const { client } = useMe();
  const queries = useQueryClient();
  return useCallback(
    async (outcome) => {
      if (outcome !== 'won') return outcome === 'lost' ? 'lost' : null;
      // Whoever cannot be asked has still won.
      const competitors = await queries.ensureQueryData(competitorsOf(client)).catch(() => []);
      return competitors.length > 0 ? 'won' : null;
    },
    [client, queries],
  );
}
