import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Json } from '../lib/database.types';
import { isTransient } from '../lib/errors';
import { rowsOf, run } from '../providers/data/run';
import { useMe, useScope } from '../providers/me';
import type { Dashboard, Plugin } from './plugin';
import { readTiles, type SavedTile, savedFrom } from './tiles';

/** Whose layout is shown: the reader's own, their department's, everybody's, or the plugin's. */
type LayoutOf = 'own' | 'department' | 'everybody' | 'plugin';
/** For whom a layout may be saved. */
export type Audience = Exclude<LayoutOf, 'plugin'>;

interface Found {
  of: LayoutOf;
  tiles: SavedTile[] | null;
}

const memory = (profile: string, dashboard: string) => `atrium.layout.${profile}.${dashboard}`;

/** What was shown last time: so that figures are asked for before the layout has come. */
function remembered(key: string): Found | undefined {
  try {
    const text = localStorage.getItem(key);
    const value: unknown = text === null ? null : JSON.parse(text);
    const tiles = readTiles(value);
    return tiles ? { of: 'own', tiles } : undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, { tiles }: Found): void {
  try {
    if (tiles) localStorage.setItem(key, JSON.stringify(tiles));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing asks for the layout each time.
  }
}

/** The layout of a dashboard for the reader, and the ways to change it, which reject with an AtriumError. */
export function useLayout(plugin: Plugin, dashboard: Dashboard) {
  const { client, profile } = useMe();
  const scope = useScope('dashboards', 'publish');
  const queries = useQueryClient();
  const name = `${plugin.id}/${dashboard.id}`;
  const key = memory(profile.id, name);
  const queryKey = ['dashboard_layouts', name, profile.id];

  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Found> => {
      const asked = client.from('dashboard_layouts').select('profile_id, department_id, tiles');
      const rows = await rowsOf(asked.eq('dashboard', name), signal);
      const read = (of: LayoutOf, row: Record<string, unknown> | undefined): Found | undefined => {
        const tiles = readTiles(row?.tiles);
        return tiles ? { of, tiles } : undefined;
      };
      const found = read(
        'own',
        rows.find((row) => row.profile_id !== null),
      ) ??
        read(
          'department',
          rows.find((row) => row.department_id !== null),
        ) ??
        read(
          'everybody',
          rows.find((row) => row.profile_id === null && row.department_id === null),
        ) ?? {
          of: 'plugin' as const,
          tiles: null,
        };
      remember(key, found);
      return found;
    },
    placeholderData: () => remembered(key),
    staleTime: 60_000,
    retry: (tries, error) => tries < 2 && isTransient(error),
  });

  const usual = useMemo(() => savedFrom(dashboard.layout, plugin.widgets), [dashboard, plugin]);
  const text = JSON.stringify(query.data?.tiles ?? usual);
  // The same tiles come anew with every answer: they count as new when they differ.
  const layout = useMemo(() => readTiles(JSON.parse(text)) ?? [], [text]);

  const owner = async (
    audience: Audience,
  ): Promise<{ profile_id: string | null; department_id: string | null }> => {
    if (audience === 'own') return { profile_id: profile.id, department_id: null };
    if (audience === 'everybody') return { profile_id: null, department_id: null };
    const rows = await rowsOf(client.from('profiles').select('department_id').eq('id', profile.id));
    const department = rows[0]?.department_id;
    return { profile_id: null, department_id: typeof department === 'string' ? department : null };
  };

  return {
    layout,
    of: query.data?.of ?? 'plugin',
    /** Whether it is the one that is kept, and not what is shown until that has come: only then it may be changed. */
    known: query.data !== undefined && !query.isPlaceholderData,
    /** It could not be read, so the plugin's is shown. */
    unread: query.isLoadingError,
    retry: () => void query.refetch(),
    /** For whom the reader may save one. */
    audiences: (scope === 'all'
      ? ['own', 'everybody']
      : scope === 'department'
        ? ['own', 'department']
        : ['own']) as readonly Audience[],
    save: async (tiles: readonly SavedTile[], audience: Audience) => {
      const row = {
        dashboard: name,
        ...(await owner(audience)),
        tiles: tiles as unknown as NonNullable<Json>,
      };
      const asked = client
        .from('dashboard_layouts')
        .upsert(row, { onConflict: 'dashboard,profile_id,department_id' });
      await run(asked, undefined, 'dashboard_layouts');
      await queries.invalidateQueries({ queryKey });
    },
    reset: async () => {
      const asked = client.from('dashboard_layouts').delete();
      await run(asked.eq('dashboard', name).eq('profile_id', profile.id), undefined, 'dashboard_layouts');
      await queries.invalidateQueries({ queryKey });
    },
  };
}
