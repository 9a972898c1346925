import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The lists of words in this resource's locale files. */
export type WordList = 'statuses' | 'priorities' | 'channels' | 'categories';

/** How tickets' values are said: `word('channels', 'email')`, and choices for filters and forms. */
export function useWords() {
  const { t } = useTranslation();
  return useMemo(() => {
    /** The value's words; of a value that this build does not know, the value itself; nothing for nothing. */
    const word = (list: WordList, value: string | null | undefined): string =>
      value ? t(`tickets.${list}.${value}`, { defaultValue: value }) : '';
    const choices = (list: WordList, values: readonly string[]) =>
      values.map((value) => ({ value, label: word(list, value) }));
    return { word, choices };
  }, [t]);
}
