import { identified, type Place, placed } from './layout';
import type { Queries } from './metrics';
import type { Tile, Widget } from './plugin';
import { queriesOf, readSettings, type StoredSettings } from './settings';

/** A tile as it is kept: its settings are of a version. */
export interface SavedTile extends Omit<Tile, 'settings'> {
  settings?: StoredSettings;
}

/** A tile of a dashboard, with all that is needed to draw it. */
interface DashboardTile {
  id: string;
  /** Key of its widget in the plugin. */
  name: string;
  widget: Widget;
  place: Place;
  settings: object;
  queries: Queries;
}

/** Most tiles that a dashboard holds: more than that nobody reads, and no call asks. */
export const mostTiles = 20;

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function readTile(value: unknown): SavedTile[] {
  if (!isJson(value) || typeof value.widget !== 'string') return [];
  const number = (name: string) => (typeof value[name] === 'number' ? value[name] : undefined);
  const { settings } = value;
  const kept = isJson(settings) && typeof settings.version === 'number' && isJson(settings.values);
  return [
    {
      widget: value.widget,
      x: number('x') ?? 0,
      y: number('y') ?? 0,
      ...(typeof value.id === 'string' && { id: value.id }),
      ...(number('w') !== undefined && { w: number('w') }),
      ...(number('h') !== undefined && { h: number('h') }),
      ...(kept && { settings: { version: Number(settings.version), values: settings.values as Json } }),
    },
  ];
}

/** The tiles that were kept; what is none is left out. Null for what is no layout. */
export const readTiles = (value: unknown): SavedTile[] | null =>
  Array.isArray(value) ? value.slice(0, mostTiles).flatMap(readTile) : null;

/** What the plugin's code lays out, as it would be kept. */
export const savedFrom = (layout: readonly Tile[], widgets: Readonly<Record<string, Widget>>): SavedTile[] =>
  layout.map(({ settings, ...tile }) => ({
    ...tile,
    ...(settings && {
      settings: { version: widgets[tile.widget]?.spec.settings?.version ?? 1, values: { ...settings } },
    }),
  }));

/** The tiles of a layout in reading order; one whose widget is no longer there is left out. */
export function tilesOf(
  layout: readonly SavedTile[],
  widgets: Readonly<Record<string, Widget>>,
): DashboardTile[] {
  const bare = identified(layout).map(({ settings: _, ...tile }) => tile);
  const places = placed(bare, widgets);
  const stored = new Map(identified(layout).map((tile) => [tile.id, tile.settings]));
  return places.flatMap((place) => {
    const widget = widgets[place.widget];
    if (!widget) return [];
    const settings = readSettings(widget.spec, {}, stored.get(place.id));
    return [
      {
        id: place.id,
        name: place.widget,
        widget,
        place,
        settings,
        queries: queriesOf(widget.spec, settings),
      },
    ];
  });
}
