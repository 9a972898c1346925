import { useWordsOf } from '../useWordsOf';

/** How tasks' values are said. */
export const useTaskWords = () => useWordsOf<'statuses' | 'priorities' | 'dues' | 'reminders'>('tasks');
