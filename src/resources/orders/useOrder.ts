import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useOverview, useRecord } from '../../ui/record/useRecord';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { toPayload } from './payload';
import { type OrderRecord, recordSelect, versionOf } from './record';

/** An order with its lines, by one request. */
export const useOrder = (id: string) => useRecord<OrderRecord>('orders', id, recordSelect);

/** What may be done to an order; nothing until that is known. */
export const useOrderOverview = (id: string) => useOverview('orders', 'order_overview', id);

/** Saves changes of an order over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveOrder(id: string, fields: readonly FieldDef[]) {
  const rpc = useRpc();
  const { timezone } = useMe().organisation;
  return useSaveRecord<OrderRecord>({
    resource: 'orders',
    id,
    select: recordSelect,
    fields,
    versionOf: (order) => versionOf(order, timezone),
    write: (values, changed, { versions }) =>
      rpc('save_order', { payload: { id, ...toPayload(values, changed, versions, timezone) } }),
  });
}
