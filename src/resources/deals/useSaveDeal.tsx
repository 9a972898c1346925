import { useDataProvider, useInvalidate } from '@refinedev/core';
import { useCallback } from 'react';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { type FieldDef, useMergingSave } from '../../ui/form';
import { FactValue } from '../../ui/record';
import { toPayload } from './payload';
import { type DealRecord, recordSelect, versionOf } from './record';

/**
 * Saves changes of a deal over what others saved meanwhile: `save(record, values)`, and the dialog that asks where both
 * changed one field, to be shown on the page. Rejects with an AtriumError, or NotDecided.
 */
export function useSaveDeal(id: string, fields: readonly FieldDef[]) {
  const rpc = useRpc();
  const provider = useDataProvider()();
  const invalidate = useInvalidate();
  const { timezone } = useMe().organisation;

  const load = useCallback(async () => {
    const { data } = await provider.getOne<DealRecord>({
      resource: 'deals',
      id,
      meta: { select: recordSelect },
    });
    return versionOf(data, timezone);
  }, [provider, id, timezone]);

  const { save, dialog } = useMergingSave({
    fields,
    load,
    write: async (values, changed, { versions }) => {
      await rpc('save_deal', {
        payload: { id, ...toPayload(fields, { values, changed, versions, timezone }) },
      });
    },
    show: (field, value) => <FactValue field={field} value={value} />,
  });

  const saveOver = async (record: DealRecord, values: Record<string, unknown>) => {
    await save(versionOf(record, timezone), values);
    await invalidate({ resource: 'deals', invalidates: ['resourceAll'] });
  };
  return { save: saveOver, dialog };
}
