import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * How a resource's values are said by the lists of words in its locale files: `word('channels', 'email')`, and choices
 * for filters and forms.
 */
export function useWordsOf<List extends string>(resource: string) {
  const { t } = useTranslation();
  return useMemo(() => {
    /** The value's words; of a value that this build does not know, the value itself; nothing for nothing. */
    const word = (list: List, value: string | null | undefined): string =>
      value ? t(`${resource}.${list}.${value}`, { defaultValue: value }) : '';
    const choices = (list: List, values: readonly string[]) =>
      values.map((value) => ({ value, label: word(list, value) }));
    return { word, choices };
  }, [t, resource]);
}
