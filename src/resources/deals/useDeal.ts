import { useOverview, useRecord } from '../../ui/record/useRecord';
import { type DealRecord, recordSelect } from './record';

/** A deal with all its parts, by one request. */
export const useDeal = (id: string) => useRecord<DealRecord>('deals', id, recordSelect);

/** What may be done to a deal, and how much hangs on it; nothing until that is known. */
export const useDealOverview = (id: string) => useOverview('deals', 'deal_overview', id);
