import { type Place, placed } from './layout';
import type { Queries } from './metrics';
import type { Tile, Widget } from './plugin';
import { queriesOf, readSettings, type StoredSettings } from './settings';

/** A tile as it is kept: its settings are of a version. */
export interface SavedTile extends Omit<Tile, 'settings'> {
  settings?: StoredSettings;
}

/** A tile of a dashboard, with all that is needed to draw it. */
export interface DashboardTile {
  id: string;
  widget: Widget;
  place: Place;
  settings: object;
  queries: Queries;
}

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
  const bare = layout.map(({ settings: _, ...tile }) => tile);
  const places = placed(bare, widgets);
  const stored = new Map(layout.map((tile) => [tile.id ?? tile.widget, tile.settings]));
  return places.flatMap((place) => {
    const widget = widgets[place.widget];
    if (!widget) return [];
    const settings = readSettings(widget.spec, {}, stored.get(place.id));
    return [{ id: place.id, widget, place, settings, queries: queriesOf(widget.spec, settings) }];
  });
}
