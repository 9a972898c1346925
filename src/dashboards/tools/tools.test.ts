import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { definePlugin, metrics, widget, widgetSpec } from '../index';
import type { Plugin } from '../plugin';
import { inspect, pluginsIn } from './inspect';
import { writePlugin } from './scaffold';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-plugins-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = () => Promise.reject(new Error('is not drawn'));
const pluginOf = (name: string, more: Partial<Plugin> = {}): Plugin => ({
  ...definePlugin({
    id: name,
    department: 'sales',
    version: '1.0.0',
    hostApi: '^1',
    locales: { en: load, 'zh-CN': load, 'zh-TW': load, fa: load },
    widgets: {
      wonByOwner: widget(
        widgetSpec({
          title: `${name}.wonByOwner.title`,
          needs: ['deals.read'],
          size: { w: 6, h: 4 },
          queries: { q: metrics(['deals.won_count'], { by: ['owner'] }) },
        }),
        load,
      ),
    },
    dashboards: [
      {
        id: 'd',
        title: `${name}.overview`,
        icon: () => null,
        layout: [{ widget: 'wonByOwner', x: 0, y: 0 }],
      },
    ],
  }),
  ...more,
});

describe('the plugins of this build', () => {
  const plugins = join(import.meta.dirname, '../../../plugins');
  const modules = import.meta.glob<{ default: Plugin }>('/plugins/*/plugin.ts', { eager: true });
  it.each(pluginsIn(plugins))('%s is sound', (name) => {
    const found = modules[`/plugins/${name}/plugin.ts`];
    expect(found && inspect(join(plugins, name), found.default)).toEqual([]);
  });
});

describe('a new plugin', () => {
  it('has all that a plugin needs, in four languages', () => {
    const files = writePlugin(folder, 'finance');
    expect(files).toHaveLength(8);
    expect(files.some((file) => readFileSync(file, 'utf8').includes('undefined'))).toBe(false);
    expect(pluginsIn(folder)).toEqual(['finance']);
    expect(inspect(join(folder, 'finance'), pluginOf('finance'))).toEqual([]);
  });

  it('is not written over another, nor under a name that is none or taken', () => {
    writePlugin(folder, 'twice');
    expect(() => writePlugin(folder, 'twice')).toThrow('there already');
    expect(() => writePlugin(folder, '../out')).toThrow('letters');
    expect(() => writePlugin(folder, 'deals', ['deals'])).toThrow('choose another');
  });
});

describe('the check of a plugin', () => {
  it('finds what is wrong with it', () => {
    writePlugin(folder, 'broken');
    const at = join(folder, 'broken');
    writeFileSync(join(at, 'locales/fa.json'), JSON.stringify({ overview: { title: 'x', hint: 'x' } }));
    const spec = widgetSpec({
      title: 'other.title',
      needs: [],
      size: { w: 13, h: 1, minH: 2 },
      settings: { version: 1, schema: z.object({ limit: z.number() }) },
      queries: {},
    });
    const problems = inspect(
      at,
      pluginOf('broken', {
        hostApi: '^9',
        widgets: { bad: widget(spec, load) as unknown as Plugin['widgets'][string] },
      }),
    ).join('\n');
    for (const part of [
      'made for ^9',
      'needs no permission',
      'width 13',
      'height 1',
      'no defaults',
      'names the widget wonByOwner',
      'other.title is not the plugin',
      'fa.json lacks wonByOwner.title',
    ])
      expect(problems).toContain(part);
  });
});
