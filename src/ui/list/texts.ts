import i18next from 'i18next';
import en from './locales/en.json';
import fa from './locales/fa.json';
import cn from './locales/zh-CN.json';
import tw from './locales/zh-TW.json';

// What only panels and menus of lists say comes with them, in each language: it is not needed for the first rows.
for (const [language, texts] of Object.entries({ en, fa, 'zh-CN': cn, 'zh-TW': tw }))
  i18next.addResourceBundle(language, 'translation', texts, true, true);
