import { useDataProvider, useInvalidate } from '@refinedev/core';
import { useCallback } from 'react';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { type FieldDef, useMergingSave } from '../../ui/form';
import { FactValue } from '../../ui/record';
import { recordSelect, type TicketRecord, toPayload, versionOf } from './record';

/**
 * Saves changes of a ticket over what others saved meanwhile: `save(record, values)`, and the dialog that asks where both
 * changed one field, to be shown on the page. Rejects with an AtriumError, or NotDecided.
 */
export function useSaveTicket(id: string, fields: readonly FieldDef[]) {
  const rpc = useRpc();
  const provider = useDataProvider()();
  const invalidate = useInvalidate();
  const { timezone } = useMe().organisation;

  const load = useCallback(async () => {
    const { data } = await provider.getOne<TicketRecord>({
      resource: 'tickets',
      id,
      meta: { select: recordSelect },
    });
    return versionOf(data, timezone);
  }, [provider, id, timezone]);

  const { save, dialog } = useMergingSave({
    fields,
    load,
    write: async (values, changed, { versions }) => {
      await rpc('save_ticket', {
        payload: { id, ticket: toPayload(values, changed, timezone), versions },
      });
    },
    show: (field, value) => <FactValue field={field} value={value} />,
  });

  const saveOver = async (record: TicketRecord, values: Values) => {
    await save(versionOf(record, timezone), values);
    await invalidate({ resource: 'tickets', invalidates: ['resourceAll'] });
  };
  return { save: saveOver, dialog };
}
