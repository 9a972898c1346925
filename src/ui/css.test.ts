import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
/** Sheets for paper and for a screen on the wall, which take away what others draw. */
const changesOthers = /(print|host)\.css$/;

/** The classes that a sheet draws by themselves: `.at-card {`. */
function classesOf(path: string): string[] {
  const css = readFileSync(path, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  const selectors = [...css.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return selectors.flatMap((selector) => /^\.([\w-]+)$/.exec(selector.trim())?.[1] ?? []);
}

// Pages come with their sheets and leave them behind: two things of one name would change each other's looks.
it('a class is drawn by the sheets of one folder alone', () => {
  const places = new Map<string, Set<string>>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css') || changesOthers.test(file)) continue;
    for (const name of classesOf(join(root, file)))
      places.set(name, (places.get(name) ?? new Set()).add(dirname(file)));
  }
  expect(places.size).toBeGreaterThan(100);
  expect([...places].filter(([, folders]) => folders.size > 1)).toEqual([]);
});
