import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useMemo } from 'react';
import type { Json } from '../../../lib/database.types';
import { isTransient } from '../../../lib/errors';
import { rowsOf, run } from '../../../providers/data/run';
import { useMe } from '../../../providers/me';
import { useErrorText } from '../../states';
import { layoutFrom, viewFrom } from './rows';
import { type ListLayout, type SavedView, usualLayout } from './types';

interface Found {
  layout: ListLayout;
  views: SavedView[];
}

const nothing: Found = { layout: usualLayout, views: [] };

/** What was there last time: so that the first rows stand in the reader's columns. */
function remembered(key: string): Found | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null || !('layout' in value) || !('views' in value)) return;
    const { layout, views } = value;
    if (typeof layout !== 'object' || layout === null || !Array.isArray(views)) return;
    return { layout: layoutFrom({ ...layout }), views: views.map(viewFrom) };
  } catch {
    return;
  }
}

function remember(key: string, layout: object, views: readonly object[]): void {
  try {
    localStorage.setItem(key, JSON.stringify({ layout, views }));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

/** The reader's layout of a list and the views of it that they may see; and how the layout is kept. */
export function useListViews(resource: string) {
  const { client, profile } = useMe();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const memory = `atrium.list.${profile.id}.${resource}`;
  const queryKey = useMemo(() => ['list_views', resource, profile.id], [resource, profile.id]);

  const find = useCallback(
    async ({ signal }: { signal: AbortSignal }): Promise<Found> => {
      const [layouts, views] = await Promise.all([
        rowsOf(
          client
            .from('list_layouts')
            .select('columns, widths, density, view_id')
            .eq('resource', resource)
            .eq('profile_id', profile.id),
          signal,
        ),
        rowsOf(
          client
            .from('saved_views')
            .select('id, name, profile_id, team_id, for_all, search, mine, filters, sort, columns, density')
            .eq('resource', resource)
            .order('name'),
          signal,
        ),
      ]);
      const layout = layouts[0] ?? {};
      remember(memory, layout, views);
      return { layout: layoutFrom(layout), views: views.map(viewFrom) };
    },
    [client, memory, profile.id, resource],
  );
  const query = useQuery({
    queryKey,
    queryFn: find,
    placeholderData: () => remembered(memory),
    staleTime: 300_000,
    retry: (tries, error) => tries < 2 && isTransient(error),
  });
  const { layout, views } = query.data ?? nothing;

  const refresh = useCallback(() => queries.invalidateQueries({ queryKey }), [queries, queryKey]);

  const { mutateAsync: write } = useMutation({
    mutationKey: queryKey,
    // one after the other, so that the last is what stays
    scope: { id: queryKey.join(' ') },
    mutationFn: ({ columns, widths, density, viewId: view_id }: ListLayout) => {
      const row = { resource, columns, widths: widths satisfies Json, density, view_id };
      const written = client.from('list_layouts').upsert(row, { onConflict: 'profile_id,resource' });
      return run(written, undefined, 'list_layouts');
    },
  });

  /** Changes the layout: at once on the screen; taken back, and said why, where it cannot be kept. */
  const keep = useCallback(
    async (changes: Partial<ListLayout>) => {
      try {
        // What else is kept of the layout must be known before a part of it is changed.
        const found = await queries.ensureQueryData({ queryKey, queryFn: find });
        await queries.cancelQueries({ queryKey });
        const now = queries.getQueryData<Found>(queryKey) ?? found;
        const next = { ...now.layout, ...changes };
        queries.setQueryData<Found>(queryKey, { ...now, layout: next });
        await write(next);
      } catch (error) {
        void message.error(errorText(error));
      }
      // While another change is on its way, what the database has is older than what is shown.
      if (queries.isMutating({ mutationKey: queryKey }) === 0) await refresh();
    },
    [errorText, find, message, queries, queryKey, refresh, write],
  );

  return {
    layout,
    views,
    /** Whether it is what is kept, and not what was there last time or nothing yet. */
    known: query.isSuccess && !query.isPlaceholderData,
    keep,
    refresh,
  };
}

export type ListViews = ReturnType<typeof useListViews>;
