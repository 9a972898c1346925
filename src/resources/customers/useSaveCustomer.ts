import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { toPayload } from './payload';
import { type CustomerRecord, recordSelect, versionOf } from './record';

/** Saves changes of a customer over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveCustomer(id: string, fields: readonly FieldDef[], inPlace = false) {
  const rpc = useRpc();
  return useSaveRecord<CustomerRecord>({
    resource: 'customers',
    id,
    select: recordSelect,
    inPlace,
    fields,
    versionOf,
    write: (values, changed, { versions, values: before }) =>
      rpc('save_customer', {
        payload: { id, ...toPayload(fields, { values, changed, before, versions }) },
      }),
  });
}
