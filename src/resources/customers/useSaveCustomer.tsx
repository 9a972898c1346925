import { useDataProvider, useInvalidate } from '@refinedev/core';
import { useCallback } from 'react';
import { useRpc } from '../../providers/useRpc';
import { type FieldDef, useMergingSave } from '../../ui/form';
import { FactValue } from '../../ui/record';
import { toPayload } from './payload';
import { type CustomerRecord, recordSelect, versionOf } from './record';

/**
 * Saves changes of a customer over what others saved meanwhile: `save(record, values)`, and the dialog that asks where
 * both changed one field, to be shown on the page. Rejects with an AtriumError, or NotDecided.
 */
export function useSaveCustomer(id: string, fields: readonly FieldDef[]) {
  const rpc = useRpc();
  const provider = useDataProvider()();
  const invalidate = useInvalidate();

  const load = useCallback(async () => {
    const { data } = await provider.getOne<CustomerRecord>({
      resource: 'customers',
      id,
      meta: { select: recordSelect },
    });
    return versionOf(data);
  }, [provider, id]);

  const { save, dialog } = useMergingSave({
    fields,
    load,
    write: async (values, changed, { versions, values: before }) => {
      await rpc('save_customer', {
        payload: { id, ...toPayload(fields, { values, changed, before, versions }) },
      });
    },
    show: (field, value) => <FactValue field={field} value={value} />,
  });

  const saveOver = async (record: CustomerRecord, values: Record<string, unknown>) => {
    await save(versionOf(record), values);
    await invalidate({ resource: 'customers', invalidates: ['resourceAll'] });
  };
  return { save: saveOver, dialog };
}
