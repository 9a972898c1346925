import { useWordsOf } from '../../ui/useWordsOf';

/** How the statuses of orders are said, here and where orders hang on other records. */
export const useWords = () => useWordsOf<'orderStatuses'>('related');
