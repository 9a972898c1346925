import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../run/workspace.ts';

export type Language = 'en' | 'zh-CN' | 'zh-TW' | 'fa';

/** Gives the text that the app shows for a key, with values put in. Raises when there is none. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

const tree = z.record(z.string(), z.unknown());

/** The app's texts in a language, read from the files that the app itself is built from. */
export function textsOf(language: Language): Texts {
  const resources = join(projectRoot, 'src/resources');
  const texts: Record<string, unknown> = read(join(projectRoot, `src/locales/${language}.json`));
  for (const name of existsSync(resources) ? readdirSync(resources) : []) {
    const file = join(resources, name, `locales/${language}.json`);
    if (existsSync(file)) texts[name] = read(file);
  }
  Object.assign(texts, read(join(projectRoot, `src/dashboards/locales/${language}.json`)));
  for (const folder of ['src/ui/list', 'src/ui/bulk', 'src/lib/import']) {
    for (const [name, own] of Object.entries(read(join(projectRoot, folder, `locales/${language}.json`)))) {
      const known = tree.safeParse(texts[name]).data;
      texts[name] = known ? { ...known, ...tree.parse(own) } : own;
    }
  }
  const plugins = join(projectRoot, 'plugins');
  for (const name of readdirSync(plugins)) {
    const file = join(plugins, name, `locales/${language}.json`);
    if (existsSync(file)) texts[name] = read(file);
  }
  return (key, values = {}) => {
    const found = key.split('.').reduce<unknown>((at, part) => tree.safeParse(at).data?.[part], texts);
    if (typeof found !== 'string') throw new Error(`there is no text ${key} in ${language}`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the text ${key} wants ${name}`);
      return String(value);
    });
  };
}

function read(file: string): Record<string, unknown> {
  return tree.parse(JSON.parse(readFileSync(file, 'utf8')));
}
