import { formatLocale } from './format';

/** Languages that customers and contacts may speak. */
const tags =
  'ar az bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv ms nb nl pl ps pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh-CN zh-TW'.split(
    ' ',
  );

/** Languages to choose from, by their names in the language, in its order. */
export function languageOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(formatLocale(language), { type: 'language' });
  const collator = new Intl.Collator(language);
  return tags
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => collator.compare(a.label, b.label));
}
