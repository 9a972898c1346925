import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  added,
  changed,
  columns,
  type Direction,
  type Place,
  placed,
  removed,
  settled,
  stepped,
} from './layout';
import type { Tile, Widget } from './plugin';

const sized = (w: number, h: number): Widget => ({
  spec: { title: '', needs: [], size: { w, h, minW: Math.min(w, 2) }, queries: {} },
  load: () => Promise.reject(new Error('is not drawn')),
});
const widgets = { small: sized(3, 2), wide: sized(12, 1), odd: sized(40, 3) };
const tile: fc.Arbitrary<Tile> = fc.record(
  {
    widget: fc.constantFrom(...Object.keys(widgets), 'gone'),
    x: fc.integer({ min: -3, max: 20 }),
    y: fc.oneof(fc.integer({ min: -3, max: 20 }), fc.constant(Number.NaN)),
    w: fc.integer({ min: -1, max: 20 }),
    h: fc.integer({ min: -1, max: 6 }),
  },
  { requiredKeys: ['widget', 'x', 'y'] },
);

test('whatever a layout says, tiles stay within the columns, none over another, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(tile, { maxLength: 12 }), (layout) => {
      const places = placed(layout, widgets);
      expect(places).toHaveLength(layout.filter(({ widget }) => widget !== 'gone').length);
      expectSound(places);
    }),
  );
});

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What is wrong with places: outside of the columns, over another, or called as another. */
const flaws = (places: readonly Place[]) => [
  ...places.filter(({ x, y, w, h }) => x < 0 || y < 0 || w < 1 || h < 1 || x + w > columns),
  ...places.filter((one, at) =>
    places.some((other, place) => place > at && (other.id === one.id || overlap(one, other))),
  ),
];

const expectSound = (places: readonly Place[]) => expect(flaws(places)).toEqual([]);

const names = (places: readonly Place[]) => places.map(({ id }) => id).sort();
const sizeOf = (place: Place | undefined) =>
  widgets[(place?.widget ?? 'small') as keyof typeof widgets].spec.size;

test('whatever is moved, resized, added or taken off, the layout stays sound, closes up, and loses nothing', () => {
  const change = fc.record({
    at: fc.nat(20),
    box: fc.record(
      {
        x: fc.integer({ min: -9, max: 20 }),
        y: fc.integer({ min: -9, max: 40 }),
        w: fc.integer({ min: -2, max: 20 }),
        h: fc.integer({ min: -2, max: 9 }),
      },
      { requiredKeys: [] },
    ),
    direction: fc.constantFrom<Direction>('up', 'down', 'left', 'right'),
  });
  fc.assert(
    fc.property(fc.array(tile, { maxLength: 8 }), fc.array(change, { maxLength: 4 }), (layout, changes) => {
      let places = settled(placed(layout, widgets));
      const before = names(places);
      for (const { at, box, direction } of changes) {
        const place = places[at % Math.max(1, places.length)];
        places = changed(places, place?.id ?? '', box, sizeOf(place));
        places = stepped(places, place?.id ?? '', direction, sizeOf(place));
        expectSound(places);
        expect(settled(places)).toEqual(places);
        expect(names(places)).toEqual(before);
      }
      const more = added(places, 'small', widgets.small.spec.size);
      expectSound(more.places);
      expect(names(more.places)).toEqual([...before, more.id].sort());
      expect(names(removed(more.places, more.id))).toEqual(before);
    }),
  );
});

test('a tile steps past its neighbours, and no smaller than its widget allows', () => {
  const start = placed(
    [
      { widget: 'wide', x: 0, y: 0 },
      { widget: 'small', x: 0, y: 1 },
    ],
    widgets,
  );
  const size = widgets.small.spec.size;
  const up = stepped(start, 'small', 'up', size);
  expect(up.map(({ id, y }) => [id, y])).toEqual([
    ['small', 0],
    ['wide', 2],
  ]);
  expect(stepped(up, 'small', 'down', size)).toEqual(start);
  expect(stepped(start, 'small', 'left', size)).toEqual(start);
  expect(stepped(start, 'small', 'right', size).find(({ id }) => id === 'small')).toMatchObject({
    x: 1,
    y: 1,
  });
  expect(changed(start, 'small', { w: 1 }, size).find(({ id }) => id === 'small')).toMatchObject({ w: 2 });
});

test('a sound layout stays as it is', () => {
  const layout = [
    { widget: 'wide', x: 0, y: 0 },
    { widget: 'small', x: 0, y: 1 },
    { widget: 'small', x: 3, y: 1, w: 9 },
  ];
  expect(placed(layout, widgets).map(({ x, y, w, h }) => [x, y, w, h])).toEqual([
    [0, 0, 12, 1],
    [0, 1, 3, 2],
    [3, 1, 9, 2],
  ]);
});
