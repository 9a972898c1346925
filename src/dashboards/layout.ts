import type { Tile, Widget } from './plugin';

export const columns = 12;

export interface Place {
  widget: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const whole = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, Math.floor(Number.isFinite(value) ? value : least)));

/**
 * The tiles of a layout in reading order, each within the twelve columns and none over another: one that would be goes
 * down to where there is room. A tile whose widget is not there is left out.
 */
export function placed(layout: readonly Tile[], widgets: Readonly<Record<string, Widget>>): Place[] {
  const wanted = layout.flatMap(({ widget, x, y, w, h }) => {
    const size = widgets[widget]?.spec.size;
    if (!size) return [];
    const width = whole(w ?? size.w, 1, columns);
    return [
      {
        widget,
        x: whole(x, 0, columns - width),
        y: whole(y, 0, 1000),
        w: width,
        h: whole(h ?? size.h, 1, 100),
      },
    ];
  });
  const result: Place[] = [];
  for (const place of wanted.sort((a, b) => a.y - b.y || a.x - b.x)) {
    let at = place;
    for (let blocker = find(at); blocker; blocker = find(at)) at = { ...at, y: blocker.y + blocker.h };
    result.push(at);
  }
  return result.sort((a, b) => a.y - b.y || a.x - b.x);

  function find(place: Place) {
    return result.find((other) => overlap(place, other));
  }
}
