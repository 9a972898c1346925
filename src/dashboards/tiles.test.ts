import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod/mini';
import { metrics, widget, widgetSpec } from './index';
import { readTiles, savedFrom, tilesOf } from './tiles';

const load = () => Promise.reject(new Error('is not drawn'));
const top = widgetSpec({
  title: 't',
  needs: ['deals.read'],
  size: { w: 3, h: 2 },
  settings: {
    version: 2,
    schema: z.object({ limit: z._default(z.number(), 10) }),
    migrate: ({ most }) => ({ limit: most }),
  },
  queries: ({ limit }) => ({ top: metrics(['deals.won_value'], { by: ['owner'], limit }) }),
});
const widgets = { top: widget(top, load) };
const at = { widget: 'top', x: 0, y: 0 };
const settingsOf = (tile: object) =>
  tilesOf(readTiles([{ ...at, ...tile }]) ?? [], widgets).map(({ settings, queries }) => [
    settings,
    queries.top,
  ]);

afterEach(() => vi.restoreAllMocks());

describe('a tile’s settings', () => {
  it('are the defaults until somebody sets them, and reach the query', () => {
    expect(settingsOf({})).toMatchObject([[{ limit: 10 }, { limit: 10 }]]);
    const [set] = tilesOf(savedFrom([{ ...at, settings: { limit: 3 } }], widgets), widgets);
    expect(set).toMatchObject({ id: 'top', settings: { limit: 3 }, queries: { top: { limit: 3 } } });
  });

  it('of a former version are brought up to the present one', () => {
    expect(settingsOf({ settings: { version: 1, values: { most: 4 } } })).toMatchObject([[{ limit: 4 }, {}]]);
  });

  it('that make no sense any more give way to the defaults', () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    expect(settingsOf({ settings: { version: 2, values: { limit: 'x' } } })).toMatchObject([
      [{ limit: 10 }, {}],
    ]);
    expect(warned).toHaveBeenCalledOnce();
  });
});

describe('a kept layout', () => {
  it('keeps two tiles of one widget apart, and leaves out what is not there', () => {
    const kept = readTiles([
      { ...at, id: 'top', settings: { version: 2, values: { limit: 1 } } },
      { ...at, y: 2, settings: { version: 2, values: { limit: 2 } } },
      { widget: 'gone', x: 0, y: 0 },
    ]);
    expect(tilesOf(kept ?? [], widgets).map(({ id, settings }) => [id, settings])).toEqual([
      ['top', { limit: 1 }],
      ['top-2', { limit: 2 }],
    ]);
  });

  it('is read as far as it makes sense', () => {
    expect(readTiles({})).toBeNull();
    expect(
      readTiles([null, 3, {}, { widget: 'a', x: 'b', w: '2', id: 4, settings: { version: 'x' } }]),
    ).toEqual([{ widget: 'a', x: 0, y: 0 }]);
  });
});
