import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../app/languages';
import { byResource } from './byResource';

type Texts = { [key: string]: string | Texts };

const source = new URL('..', import.meta.url).pathname;
const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'));
/** Folders of texts: the shell's, then those of whoever brings their own, named after the folder above. */
const foldersIn = (top: string) =>
  readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => /.[\\/]locales$/.test(name))
    .map((name) => join(top, name));
const folders = [join(source, 'locales'), ...foldersIn(source)];
const plugins = join(source, '..', 'plugins');

/** Every text of a file by its whole key. */
function flat(texts: Texts, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text);
  }
  return found;
}

const pluralEnd = /_(zero|one|two|few|many|other)$/;
const bases = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(pluralEnd, '')))].sort();
const variables = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name);

/** Which variables a key's texts name, its plural forms taken together. */
function variablesOf(texts: Map<string, string>): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const [key, text] of texts) {
    const base = key.replace(pluralEnd, '');
    found[base] ??= new Set();
    for (const name of variables(text)) found[base].add(name ?? '');
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].sort()]));
}

describe.each([...folders, ...foldersIn(plugins)])('%s', (folder) => {
  const english = () => flat(read(join(folder, 'en.json')));

  describe.each(languages)('%s', (language) => {
    const texts = () => flat(read(join(folder, `${language}.json`)));

    it('has the keys that English has', () => {
      expect(bases(texts())).toEqual(bases(english()));
    });

    it('has a text for each', () => {
      expect([...texts()].filter(([, text]) => text.trim() === '')).toEqual([]);
    });

    it('names the same variables', () => {
      expect(variablesOf(texts())).toEqual(variablesOf(english()));
    });

    it('has the plural forms that the language has', () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const found = texts();
      const counted = bases(found).filter((base) => found.has(`${base}_other`));
      const missing = counted
        .flatMap((base) => forms.map((form) => `${base}_${form}`))
        .filter((key) => !found.has(key));
      expect(missing).toEqual([]);
    });
  });
});

describe('the source', () => {
  const texts = () => {
    const files = folders.map((folder) => join(folder, 'en.json'));
    const ofResources = files.filter((file) => /resources\/[^/]+\/locales\//.test(file));
    const whole = files
      .filter((file) => !ofResources.includes(file))
      .flatMap((file) => [...flat(read(file))]);
    const own = byResource(Object.fromEntries(ofResources.map((file) => [file, read(file)])));
    return new Map([...whole, ...flat(own as Texts)]);
  };
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  );

  it('asks for no text that is not there', () => {
    const all = texts();
    const known = (key: string) => all.has(key) || all.has(`${key}_other`);
    const unknown = files.flatMap((file) =>
      [...readFileSync(join(source, file), 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => !known(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(unknown).toEqual([]);
  });
});
