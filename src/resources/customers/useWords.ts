import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui';

/** The lists of words in this resource's locale files. */
export type WordList =
  | 'kinds'
  | 'stages'
  | 'tiers'
  | 'industries'
  | 'sizes'
  | 'sources'
  | 'genders'
  | 'educations'
  | 'incomes';

/** How customers' values are said: `word('tiers', 'key')`, `place(row)`, and choices for filters and forms. */
export function useWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    /** The value's words; of a value that this build does not know, the value itself; nothing for nothing. */
    const word = (list: WordList, value: string | null | undefined): string =>
      value ? t(`customers.${list}.${value}`, { defaultValue: value }) : '';
    const choices = (list: WordList, values: readonly string[]) =>
      values.map((value) => ({ value, label: word(list, value) }));
    /** City and country; each keeps its own direction of writing, the two stand in the page's. */
    const place = ({ city, country }: { city: string | null; country: string | null }) =>
      [city, country && formats.region(country)]
        .filter(Boolean)
        .map((part) => `\u2068${part}\u2069`)
        .join(t('ui.comma'));
    return { word, choices, place };
  }, [t, formats]);
}
