import { AtriumError } from '../../../lib/errors';
import { type Row, rowsOf } from '../../../providers/data/run';
import { useMe } from '../../../providers/me';
import type { Kept } from './state';
import type { SavedView } from './types';
import type { Audience, NamedView } from './ViewDialog';

const table = 'saved_views';

/** Makes, changes and deletes views of a list. Each rejects with an AtriumError; what reaches no row was not open to the caller. */
export function useSaveView(resource: string, refresh: () => Promise<void>) {
  const { client, profile } = useMe();
  const seenBy = (audience: Audience) => ({
    team_id: audience === 'team' ? profile.teamId : null,
    for_all: audience === 'everybody',
  });
  const done = async (request: Parameters<typeof rowsOf>[0]): Promise<Row> => {
    const [row] = await rowsOf(request, undefined, table);
    if (!row) throw new AtriumError('gone', 'errors.gone');
    await refresh();
    return row;
  };

  return {
    /** Gives the new view's id. */
    create: async ({ name, audience }: NamedView, kept: Kept) => {
      const row = { resource, name, ...seenBy(audience), ...kept };
      return String((await done(client.from(table).insert(row).select('id'))).id);
    },
    update: (id: string, kept: Kept) => done(client.from(table).update(kept).eq('id', id).select('id')),
    rename: (id: string, { name, audience }: NamedView) =>
      done(
        client
          .from(table)
          .update({ name, ...seenBy(audience) })
          .eq('id', id)
          .select('id'),
      ).then(() => undefined),
    remove: ({ id }: SavedView) => done(client.from(table).delete().eq('id', id).select('id')),
    /** Brings back what was deleted. */
    restore: ({ id, name, teamId, forAll, search, mine, filters, sort, columns, density }: SavedView) =>
      done(
        client
          .from(table)
          .insert({
            id,
            resource,
            name,
            team_id: teamId,
            for_all: forAll,
            search,
            mine,
            filters,
            sort,
            columns,
            density,
          })
          .select('id'),
      ),
  };
}
