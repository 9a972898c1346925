import type { I18nProvider } from '@refinedev/core';
import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, type Language, type LanguagePack, loadWorkTexts } from '../app/languages';
import { formatLocale } from '../lib/format';

/** Numbers within a text stand in the language's own digits. */
const ownDigits: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = 'en') =>
    typeof value === 'number'
      ? new Intl.NumberFormat(formatLocale(language)).format(value)
      : String(value ?? ''),
};

/** Starts i18next with the first language. Call once, before anything is drawn. */
export async function startI18n(language: Language, pack: LanguagePack): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(ownDigits)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: pack.texts } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
    });
}

/** Makes texts known in every language, for code that brings its own when it is loaded. */
export function addTexts(texts: Record<Language, object>): void {
  for (const [language, own] of Object.entries(texts))
    i18next.addResourceBundle(language, 'translation', own, true, true);
}

let atWork = false;

async function addWorkTexts(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await loadWorkTexts(language), true, true);
}

/** From now on the texts of the resources are there too, in whichever language. Rejects when they cannot be fetched. */
export async function speakOfWork(): Promise<void> {
  atWork = true;
  const { language } = i18next;
  if (isLanguage(language)) await addWorkTexts(language);
}

/** Switches the texts of the whole application. Rejects when they cannot be fetched. */
export async function switchTexts(language: Language, pack: LanguagePack): Promise<void> {
  i18next.addResourceBundle(language, 'translation', pack.texts, true, true);
  if (atWork) await addWorkTexts(language);
  await i18next.changeLanguage(language);
}

/** Refine asks for a record's name as `customers.customers`; ours stands at `customers.one`. */
const ownKey = (key: string) => key.replace(/^([a-z_]+)\.\1$/, '$1.one');

/** Refine's texts from the same files as ours. */
export const i18nProvider: I18nProvider = {
  translate: (key, options, fallback) => {
    const values = typeof options === 'string' ? {} : (options ?? {});
    const otherwise = typeof options === 'string' ? options : fallback;
    return String(i18next.t(ownKey(key), { ...values, ...(otherwise ? { defaultValue: otherwise } : {}) }));
  },
  changeLocale: (language) => i18next.changeLanguage(language),
  getLocale: () => i18next.language,
};
