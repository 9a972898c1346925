import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../app/languages';
import { metricKinds } from './keys';

type Texts = { [key: string]: string | Texts };
const source = new URL('.', import.meta.url).pathname;
const plugins = join(source, '../../plugins');
const folders = [
  join(source, 'locales'),
  ...readdirSync(plugins)
    .map((name) => join(plugins, name, 'locales'))
    .filter((folder) => existsSync(folder)),
];
const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'));
const flat = (texts: Texts, before = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  );
/** Each key without its plural form, with the variables that its texts name. */
function shape(texts: Texts): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const [key, text] of flat(texts)) {
    const base = key.replace(/_(zero|one|two|few|many|other)$/, '');
    found[base] ??= new Set();
    for (const [, name] of text.matchAll(/\{\{\s*(\w+)/g))
      if (name && name !== 'count') found[base].add(name);
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].sort()]));
}

describe.each(folders)('%s', (folder) => {
  it.each(languages)('has every text in %s', (language) => {
    const texts = read(join(folder, `${language}.json`));
    expect(shape(texts)).toEqual(shape(read(join(folder, 'en.json'))));
    expect(flat(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = new Set(
      flat(texts).flatMap(([key]) => (/_other$/.test(key) ? [key.replace(/_other$/, '')] : [])),
    );
    const have = flat(texts).map(([key]) => key);
    for (const key of plurals)
      expect(
        forms.filter((form) => !have.includes(`${key}_${form}`)),
        key,
      ).toEqual([]);
  });
});

it('names and explains every metric', () => {
  const texts = flat(read(join(source, 'locales/en.json'))).map(([key]) => key);
  for (const metric of Object.keys(metricKinds))
    expect(texts).toEqual(expect.arrayContaining([`metrics.${metric}.title`, `metrics.${metric}.hint`]));
});
