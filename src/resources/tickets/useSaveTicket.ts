import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { recordSelect, type TicketRecord, toPayload, valuesOf, versionOf } from './record';

/** Saves changes of a ticket over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveTicket(id: string, fields: readonly FieldDef[], inPlace = false) {
  const rpc = useRpc();
  const { timezone } = useMe().organisation;
  return useSaveRecord<TicketRecord>({
    resource: 'tickets',
    id,
    select: recordSelect,
    inPlace,
    fields,
    versionOf: (ticket) => versionOf(ticket, timezone),
    write: (values, changed, { versions }) =>
      rpc('save_ticket', { payload: { id, ticket: toPayload(values, changed, timezone), versions } }),
    // as it was stored: due at the same moment, not on its day; and the contact, who goes with the customer
    giveBack: (former, changed, { versions }) => {
      const { due_at, contact_id } = former;
      const values = toPayload(valuesOf(former, timezone), changed, timezone);
      const ticket = {
        ...values,
        ...(changed.includes('due_at') ? { due_at } : {}),
        ...(changed.includes('customer_id') ? { contact_id } : {}),
      };
      return rpc('save_ticket', { payload: { id, ticket, versions } });
    },
  });
}
