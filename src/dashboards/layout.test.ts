import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns, placed } from './layout';
import type { Tile, Widget } from './plugin';

const sized = (w: number, h: number): Widget => ({
  spec: { title: '', needs: [], size: { w, h }, queries: {} },
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
      const taken = new Set<string>();
      for (const { x, y, w, h } of places) {
        expect(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= columns).toBe(true);
        for (let column = x; column < x + w; column++)
          for (let row = y; row < y + h; row++) {
            expect(taken.has(`${column} ${row}`)).toBe(false);
            taken.add(`${column} ${row}`);
          }
      }
    }),
  );
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
