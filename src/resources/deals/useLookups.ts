import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { loadCompetitors, loadLostReasons, loadStages } from './lookups';

const staleTime = 5 * 60_000;

/** Every stage of every pipeline, kept a while. */
export function useStages() {
  const { client } = useMe();
  return useQuery({ queryKey: ['deals', 'stages'], queryFn: () => loadStages(client), staleTime });
}

/** The reasons why deals are lost, kept a while. */
export function useLostReasons() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['deals', 'lost_reasons'],
    queryFn: () => loadLostReasons(client, { active: true }),
    staleTime,
  });
}

/** The competitors whom deals may be won or lost against, kept a while. */
export function useCompetitors() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['deals', 'competitors'],
    queryFn: () => loadCompetitors(client, { active: true }),
    staleTime,
  });
}
