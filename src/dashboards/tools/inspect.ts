import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../app/languages.ts';
import { columns } from '../layout.ts';
import { isCall } from '../metrics.ts';
import type { Plugin } from '../plugin.ts';
import { hostVersion, suits } from '../plugin.ts';
import { queriesOf, readSettings } from '../settings.ts';

type Texts = { [key: string]: string | Texts };

const keysOf = (texts: Texts, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

/** Keys of the titles of a widget's files; of one that cannot say what it asks, none. */
function titlesOfFiles({ spec }: Plugin['widgets'][string]): string[] {
  try {
    const queries = Object.values(queriesOf(spec, readSettings(spec)));
    return queries.flatMap((query) => (isCall(query) ? Object.keys(query.file ?? {}) : []));
  } catch {
    return [];
  }
}

/** What is wrong with a plugin's texts: a key that a language lacks, or an empty one. */
function textProblems(folder: string, plugin: Plugin): string[] {
  const read = (language: string): Texts | string => {
    const file = join(folder, 'locales', `${language}.json`);
    if (!existsSync(file)) return `locales/${language}.json is missing`;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Texts;
    } catch (error) {
      return `locales/${language}.json is no JSON: ${String(error)}`;
    }
  };
  const byLanguage = languages.map((language) => [language, read(language)] as const);
  const broken = byLanguage.flatMap(([, texts]) => (typeof texts === 'string' ? [texts] : []));
  if (broken.length > 0) return broken;
  const have = new Map(
    byLanguage.map(([language, texts]) => [language, new Set(keysOf(texts as Texts).map(base))]),
  );
  const all = new Set([...have.values()].flatMap((keys) => [...keys]));
  const shown = [
    ...Object.values(plugin.widgets).flatMap(({ spec }) => [spec.title, ...(spec.hint ? [spec.hint] : [])]),
    ...plugin.dashboards.flatMap(({ title }) => [`${title}.title`, `${title}.hint`]),
  ];
  const own = `${plugin.id}.`;
  const titles = Object.values(plugin.widgets)
    .flatMap(titlesOfFiles)
    .filter((key) => key.startsWith(own));
  return [
    ...shown.flatMap((key) =>
      key.startsWith(own) ? [] : [`the text ${key} is not the plugin's own (${own}…)`],
    ),
    ...[...have].flatMap(([language, keys]) =>
      [...new Set([...all, ...[...shown, ...titles].map((key) => key.slice(own.length))])]
        .filter((key) => !keys.has(key))
        .map((key) => `locales/${language}.json lacks ${key}`),
    ),
  ];
}

/** What is wrong with a widget's spec. */
function specProblems(name: string, { spec }: Plugin['widgets'][string]): string[] {
  const { size } = spec;
  const { minW = 1, minH = 1, maxW = columns, maxH = 100 } = size;
  const problems: string[] = [];
  if (spec.needs.length === 0) problems.push('needs no permission: name those that its figures need');
  if (size.w < minW || size.w > maxW || maxW > columns)
    problems.push(`its width ${size.w} is not within ${minW}–${maxW} of ${columns} columns`);
  if (size.h < minH || size.h > maxH)
    problems.push(`its height ${size.h} is not within ${minH}–${maxH} rows`);
  try {
    const queries = queriesOf(spec, readSettings(spec));
    if (Object.keys(queries).length === 0) problems.push('asks nothing');
  } catch (error) {
    problems.push(`its settings have no defaults: ${String(error)}`);
  }
  return problems.map((problem) => `widget ${name}: ${problem}`);
}

/** Everything about a plugin that can be said without a database. Empty: it is sound. */
export function inspect(folder: string, plugin: Plugin): string[] {
  const tiles = plugin.dashboards.flatMap(({ id, layout, home }) =>
    [...layout.map(({ widget }) => widget), ...(home ? [home] : [])]
      .filter((widget) => !(widget in plugin.widgets))
      .map((widget) => `dashboard ${id} names the widget ${widget}, which is not there`),
  );
  return [
    ...(folder.endsWith(`/${plugin.id}`) ? [] : [`its id ${plugin.id} is not its folder's name`]),
    ...(suits(plugin.hostApi, hostVersion)
      ? []
      : [`it is made for ${plugin.hostApi} of the host, which is ${hostVersion}`]),
    ...Object.entries(plugin.widgets).flatMap(([name, widget]) => specProblems(name, widget)),
    ...tiles,
    ...textProblems(folder, plugin),
  ];
}

/** The plugins of a folder, by name. */
export const pluginsIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'plugin.ts')))
    .map(({ name }) => name)
    .sort();
