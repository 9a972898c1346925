import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../run/workspace.ts';

export type Language = 'en' | 'zh-CN' | 'zh-TW' | 'fa';

/** Gives the text that the app shows for a key, with values put in. Raises when there is none. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

const tree = z.record(z.string(), z.unknown());

/** Where texts stand that come with their own pages. */
const lazy = [
  'src/app/notices/locales',
  'src/app/gate/invitation/locales',
  'src/app/pages/profile/feed/locales',
  'src/ui/meetings/locales',
  'src/ui/comments/locales',
  'src/ui/custom/locales',
  'src/ui/follow/locales',
  'src/ui/standIns/locales',
  'src/ui/files/locales',
  'src/ui/time/locales',
  'src/ui/list/locales',
  'src/ui/audit/locales',
  'src/ui/bulk/locales',
  'src/ui/tasks/locales',
  'src/resources/tasks/board/locales',
  'src/resources/custom_fields/texts/locales',
  'src/resources/day/texts/locales',
  'src/resources/calendar/texts/locales',
  'src/resources/working_hours/texts/locales',
  'src/lib/import/locales',
  'src/resources/customers/merge/locales',
];

/** Puts texts into a tree of texts. */
function merge(into: Record<string, unknown>, texts: Record<string, unknown>): void {
  for (const [key, own] of Object.entries(texts)) {
    const branch = tree.safeParse(own).data;
    const known = tree.safeParse(into[key]).data;
    if (!branch) into[key] = own;
    else {
      const merged = { ...known };
      merge(merged, branch);
      into[key] = merged;
    }
  }
}

/** The app's texts in a language, read from the files that the app itself is built from. */
export function textsOf(language: Language): Texts {
  const resources = join(projectRoot, 'src/resources');
  const texts: Record<string, unknown> = read(join(projectRoot, `src/locales/${language}.json`));
  for (const name of existsSync(resources) ? readdirSync(resources) : []) {
    const file = join(resources, name, `locales/${language}.json`);
    if (existsSync(file)) texts[name] = read(file);
  }
  Object.assign(texts, read(join(projectRoot, `src/dashboards/locales/${language}.json`)));
  for (const folder of lazy) merge(texts, read(join(projectRoot, folder, `${language}.json`)));
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
