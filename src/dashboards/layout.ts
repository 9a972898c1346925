import type { Tile, Widget, WidgetSize } from './plugin';

export const columns = 12;

/** A tile in its place: first column and row, and size. */
export interface Place {
  id: string;
  widget: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

type Box = Pick<Place, 'x' | 'y' | 'w' | 'h'>;

const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const inOrder = (a: Box, b: Box) => a.y - b.y || a.x - b.x;

const whole = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, Math.floor(Number.isFinite(value) ? value : least)));

const tallest = 100;
const lowest = 1000;

/** A tile's box within the columns, and within what its widget allows. */
function within(
  { x, y, w, h }: Box,
  { minW = 1, minH = 1, maxW = columns, maxH = tallest }: WidgetSize,
): Box {
  const width = whole(w, Math.min(minW, columns), Math.max(minW, Math.min(maxW, columns)));
  return { x: whole(x, 0, columns - width), y: whole(y, 0, lowest), w: width, h: whole(h, minH, maxH) };
}

/** A tile's name among those of a layout: its own, else its widget's, numbered where that is taken. */
function nameFor({ id, widget }: Pick<Tile, 'id' | 'widget'>, taken: ReadonlySet<string>): string {
  const wanted = id ?? widget;
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}

/** The tiles of a layout, each with a name of its own. */
export function identified<T extends Pick<Tile, 'id' | 'widget'>>(
  layout: readonly T[],
): (T & { id: string })[] {
  const taken = new Set<string>();
  return layout.map((tile) => {
    const id = nameFor(tile, taken);
    taken.add(id);
    return { ...tile, id };
  });
}

/**
 * The tiles of a layout in reading order, each within the twelve columns and none over another: one that would be goes
 * down to where there is room. A tile whose widget is not there is left out.
 */
export function placed(layout: readonly Tile[], widgets: Readonly<Record<string, Widget>>): Place[] {
  const wanted = identified(layout).flatMap((tile) => {
    const size = widgets[tile.widget]?.spec.size;
    if (!size) return [];
    return [
      {
        id: tile.id,
        widget: tile.widget,
        ...within({ ...tile, w: tile.w ?? size.w, h: tile.h ?? size.h }, size),
      },
    ];
  });
  const result: Place[] = [];
  for (const place of wanted.sort(inOrder)) result.push(lowered(place, result));
  return result.sort(inOrder);
}

/** The place moved down until it stands free of the others. */
function lowered<P extends Box>(place: P, others: readonly Box[]): P {
  let at = place;
  for (let blocker = find(); blocker; blocker = find()) at = { ...at, y: blocker.y + blocker.h };
  return at;

  function find() {
    return others.find((other) => overlap(at, other));
  }
}

/** The place moved up as far as nothing stands in its way. */
function raised<P extends Box>(place: P, others: readonly Box[]): P {
  const floor = others
    .filter(({ x, y, w, h }) => x < place.x + place.w && place.x < x + w && y + h <= place.y)
    .map(({ y, h }) => y + h);
  return { ...place, y: Math.max(0, ...floor) };
}

/** Places without empty room above any of them. */
export function settled(places: readonly Place[]): Place[] {
  const result: Place[] = [];
  for (const place of [...places].sort(inOrder)) result.push(raised(lowered(place, result), result));
  return result.sort(inOrder);
}

/**
 * One tile moved or resized. It has its way: what stands there goes above it, where there is room, or below it; then all
 * close up.
 */
export function changed(places: readonly Place[], id: string, box: Partial<Box>, size: WidgetSize): Place[] {
  const before = places.find((place) => place.id === id);
  if (!before) return [...places];
  const moving = { ...before, ...within({ ...before, ...box }, size) };
  const result: Place[] = [moving];
  for (const other of places.filter((place) => place.id !== id).sort(inOrder)) {
    const above = { ...other, y: moving.y - other.h };
    const fitsAbove = above.y >= 0 && !result.some((known) => overlap(above, known));
    result.push(overlap(other, moving) && fitsAbove ? above : lowered(other, result));
  }
  return settled(result);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** One tile moved by a step: a column to a side, or past the tile that stands above or below it. */
export function stepped(
  places: readonly Place[],
  id: string,
  direction: Direction,
  size: WidgetSize,
): Place[] {
  const place = places.find((one) => one.id === id);
  if (!place) return [...places];
  if (direction === 'left' || direction === 'right')
    return changed(places, id, { x: place.x + (direction === 'left' ? -1 : 1) }, size);
  const beside = places.filter(
    (other) => other.id !== id && other.x < place.x + place.w && place.x < other.x + other.w,
  );
  if (direction === 'up') {
    const above = beside.filter(({ y }) => y < place.y);
    return above.length > 0
      ? changed(places, id, { y: Math.max(...above.map(({ y }) => y)) }, size)
      : [...places];
  }
  const below = beside.filter(({ y }) => y >= place.y + place.h).map(({ y, h }) => y + h);
  return below.length > 0 ? changed(places, id, { y: Math.min(...below) }, size) : [...places];
}

/** A further tile of a widget, below the others. */
export function added(
  places: readonly Place[],
  widget: string,
  size: WidgetSize,
): { places: Place[]; id: string } {
  const id = nameFor({ widget }, new Set(places.map((place) => place.id)));
  const y = Math.max(0, ...places.map((place) => place.y + place.h));
  return {
    places: settled([...places, { id, widget, ...within({ x: 0, y, w: size.w, h: size.h }, size) }]),
    id,
  };
}

/** The layout without a tile. */
export const removed = (places: readonly Place[], id: string): Place[] =>
  settled(places.filter((place) => place.id !== id));
