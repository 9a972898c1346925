import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui';
import { useWordsOf } from '../../ui/useWordsOf';

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

/** How customers' values are said, and `place(row)`. */
export function useWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useWordsOf<WordList>('customers');
  return useMemo(() => {
    /** City and country; each keeps its own direction of writing, the two stand in the page's. */
    const place = ({ city, country }: { city: string | null; country: string | null }) =>
      [city, country && formats.region(country)]
        .filter(Boolean)
        .map((part) => `\u2068${part}\u2069`)
        .join(t('ui.comma'));
    return { ...words, place };
  }, [t, formats, words]);
}
