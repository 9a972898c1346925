import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import type { Reader } from './operators';

/**
 * Who reads a list, by what calendar: weeks as the organisation's, months as those of the reader's language.
 * @param wantsTeam whether it matters who is in the reader's team
 * @returns the reader, and whether all that matters of them is known
 */
export function useReader(wantsTeam: boolean): { reader: Reader; ready: boolean } {
  const { i18n } = useTranslation();
  const { client, organisation, profile } = useMe();
  const { id, teamId } = profile;
  const { timezone, weekStart } = organisation;
  const asked = wantsTeam && teamId !== null;
  const team = useQuery({
    queryKey: ['my_team', teamId],
    queryFn: async ({ signal }) => {
      const rows = await rowsOf(
        client
          .from('profiles')
          .select('id')
          .eq('team_id', teamId ?? ''),
        signal,
      );
      return rows.map((row) => String(row.id));
    },
    enabled: asked,
    staleTime: 300_000,
  });
  const today = dayIn(timezone);
  const months = i18n.language === 'fa' ? 'persian' : 'gregory';
  const reader = useMemo<Reader>(
    () => ({ id, team: team.data ?? [], calendar: { today, weekStart, months } }),
    [id, team.data, today, weekStart, months],
  );
  return { reader, ready: !asked || !team.isPending };
}
