import { useWordsOf } from '../../ui/useWordsOf';

/** How deals' values are said. */
export const useWords = () => useWordsOf<'outcomes' | 'sources' | 'roles'>('deals');
