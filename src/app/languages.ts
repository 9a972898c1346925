import type { Locale } from 'antd/es/locale';

export const languages = ['en', 'zh-CN', 'zh-TW', 'fa'] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  fa: 'فارسی',
};

/** What one language needs before the sign-in, in one chunk. */
export interface LanguagePack {
  texts: Record<string, unknown>;
  antd: Locale;
  /** dayjs' name of the locale. */
  dayjs: string;
}

const packs: Record<Language, () => Promise<{ default: LanguagePack }>> = {
  en: () => import('../locales/en'),
  'zh-CN': () => import('../locales/zh-CN'),
  'zh-TW': () => import('../locales/zh-TW'),
  fa: () => import('../locales/fa'),
};

/** Loads a language's texts and locales. Rejects when the chunk cannot be fetched. */
export async function loadLanguage(language: Language): Promise<LanguagePack> {
  return (await packs[language]()).default;
}

const workTexts: Record<Language, () => Promise<{ default: LanguagePack['texts'] }>> = {
  en: () => import('../locales/work/en'),
  'zh-CN': () => import('../locales/work/zh-CN'),
  'zh-TW': () => import('../locales/work/zh-TW'),
  fa: () => import('../locales/work/fa'),
};

/** Loads the texts of every resource. Rejects when the chunk cannot be fetched. */
export async function loadWorkTexts(language: Language): Promise<LanguagePack['texts']> {
  return (await workTexts[language]()).default;
}

export const isLanguage = (value: unknown): value is Language => languages.some((known) => known === value);

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'fa' ? 'rtl' : 'ltr');

/** The nearest language that Atrium speaks to a browser's list of wishes; English when there is none. */
export function nearestLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const { language, script } = new Intl.Locale(wish).maximize();
    if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN';
    if (language === 'fa' || language === 'en') return language;
  }
  return 'en';
}
