import { useQuery, useQueryClient } from '@tanstack/react-query';
import { run } from '../../providers/data/run';
import { useMe } from '../../providers/me';

/** Who stands in for whom, and when. */
export interface StandIn {
  id: string;
  lender_id: string;
  stand_in_id: string;
  /** Null for all that can be lent. */
  resources: string[] | null;
  access: 'read' | 'edit';
  /** Days of the lender's timezone; `ends_on` is the last one. */
  starts_on: string;
  ends_on: string;
  starts_at: string;
  ends_at: string;
  lender: { full_name: string } | null;
  stand_in: { full_name: string } | null;
}

const select =
  'id, lender_id, stand_in_id, resources, access, starts_on, ends_on, starts_at, ends_at, lender:lender_id(full_name), stand_in:stand_in_id(full_name)';
const key = ['stand_ins'];

/** What is lent by or to somebody, now or later; asked anew when the reader's permissions are others. */
export function useStandIns(person: string) {
  const { client, permissions } = useMe();
  return useQuery({
    queryKey: [...key, person, permissions.revision],
    queryFn: async () =>
      (
        await run(
          client
            .from('stand_ins')
            .select(select)
            .or(`lender_id.eq.${person},stand_in_id.eq.${person}`)
            .gt('ends_at', new Date().toISOString())
            .order('starts_at'),
        )
      ).data as StandIn[],
  });
}

/** Whether it is on at this moment. */
export const isOn = ({ starts_at, ends_at }: StandIn, now = Date.now()): boolean =>
  Date.parse(starts_at) <= now && now < Date.parse(ends_at);

/** Has what is shown of lent work asked anew. */
export function useFreshStandIns(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}
