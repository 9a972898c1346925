import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { recordSelect, type TicketRecord, toPayload, versionOf } from './record';

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
  });
}
