import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from '../app/languages';
import { hostVersion, type Plugin, suits } from './plugin';

const manifests = import.meta.glob<{ default?: unknown }>('/plugins/*/plugin.ts');
const hostTexts = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*.json');

/** A plugin that is ready, or why it is not. */
export type Found = { name: string; plugin: Plugin } | { name: string; error: unknown };

const nameOf = (path: string) => path.split('/')[2] ?? path;

/** Reads what a plugin's module exports. Raises when it is no plugin, or none for this host. */
export function checkPlugin(name: string, exported: unknown): Plugin {
  const plugin = exported as Plugin | undefined;
  if (!plugin || plugin.id !== name || !plugin.widgets || !Array.isArray(plugin.dashboards))
    throw new Error(`plugins/${name}/plugin.ts exports no plugin of that name`);
  if (!suits(plugin.hostApi, hostVersion))
    throw new Error(`${name} is made for ${plugin.hostApi} of the host, which is ${hostVersion}`);
  return plugin;
}

const loaded = new Map<string, Promise<Plugin>>();

async function loadManifest(path: string): Promise<Plugin> {
  const load = manifests[path];
  if (!load) throw new Error(`there is no ${path}`);
  return checkPlugin(nameOf(path), (await load()).default);
}

/** The manifest of a plugin, fetched once; after a failure anew. */
function manifestOf(path: string): Promise<Plugin> {
  const known = loaded.get(path);
  if (known) return known;
  const fresh = loadManifest(path);
  loaded.set(path, fresh);
  fresh.catch(() => loaded.delete(path));
  return fresh;
}

const addTexts = (language: Language, texts: Record<string, unknown>) =>
  i18next.addResourceBundle(language, 'translation', texts, true, true);

async function loadPlugin(path: string, language: Language): Promise<Found> {
  const name = nameOf(path);
  try {
    const plugin = await manifestOf(path);
    const texts = await plugin.locales[language]();
    addTexts(language, { [plugin.id]: texts.default });
    return { name, plugin };
  } catch (error) {
    console.error(`The plugin ${name} could not be loaded`, error);
    return { name, error };
  }
}

async function loadAll(language: Language): Promise<readonly Found[]> {
  const [texts, ...found] = await Promise.all([
    hostTexts[`./locales/${language}.json`]?.(),
    ...Object.keys(manifests).map((path) => loadPlugin(path, language)),
  ]);
  if (texts) addTexts(language, texts.default);
  return found;
}

const byLanguage = new Map<Language, Promise<readonly Found[]>>();

/** Loads every plugin of this build with its texts, and the host's own; what failed is tried again when asked again. */
export function loadPlugins(language: Language): Promise<readonly Found[]> {
  const known = byLanguage.get(language);
  if (known) return known;
  const fresh = loadAll(language);
  byLanguage.set(language, fresh);
  fresh.then(
    (found) => found.some((one) => 'error' in one) && byLanguage.delete(language),
    () => byLanguage.delete(language),
  );
  return fresh;
}

/** Every plugin, once it is here with the texts of the present language; an error when not even the host's texts are. */
export function usePlugins(): { found: readonly Found[] | null; error: unknown; retry: () => void } {
  const { i18n } = useTranslation();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ language: string; found: readonly Found[] | null; error: unknown }>();
  const { language } = i18n;
  useEffect(() => {
    if (!isLanguage(language)) return;
    let wanted = true;
    loadPlugins(language).then(
      (found) => wanted && setState({ language, found, error: null }),
      (error: unknown) => wanted && setState({ language, found: null, error }),
    );
    // `tries` asks again.
    void tries;
    return () => {
      wanted = false;
    };
  }, [language, tries]);
  const current = state?.language === language ? state : undefined;
  return {
    found: current?.found ?? null,
    error: current?.error ?? null,
    retry: () => setTries((count) => count + 1),
  };
}
