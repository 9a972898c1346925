import { useWordsOf } from '../../ui/useWordsOf';

/** How tickets' values are said. */
export const useWords = () => useWordsOf<'statuses' | 'priorities' | 'channels' | 'categories'>('tickets');
