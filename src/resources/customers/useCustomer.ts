import { useOverview, useRecord } from '../../ui/record/useRecord';
import { type CustomerRecord, recordSelect } from './record';

/** A customer with all its parts, by one request. */
export const useCustomer = (id: string) => useRecord<CustomerRecord>('customers', id, recordSelect);

/** What may be done to a customer, and how much hangs on it; nothing until that is known. */
export const useCustomerOverview = (id: string) => useOverview('customers', 'customer_overview', id);
