import { type BaseRecord, useDataProvider, useInvalidate } from '@refinedev/core';
import type { ReactNode } from 'react';
import type { Values } from '../../lib/merge-changes';
import type { FieldDef } from '../form/types';
import { useMergingSave, type Version } from '../form/useMergingSave';
import { FactValue } from './FactValue';

/**
 * Saves changes of a record over what others saved meanwhile: `save(record, values)`, and the dialog that asks where both
 * changed one field, to be shown on the page. Rejects with an AtriumError, or NotDecided.
 */
export function useSaveRecord<T extends BaseRecord>({
  resource,
  id,
  select,
  fields,
  versionOf,
  write,
}: {
  resource: string;
  id: string;
  /** What a record is read by, in the data provider's words. */
  select: string;
  fields: readonly FieldDef[];
  versionOf: (record: T) => Version;
  /** Saves these fields over this version. Rejects with `conflict` when it is no longer the newest. */
  write: (values: Values, changed: string[], over: Version) => Promise<unknown>;
}): { save: (record: T, values: Values) => Promise<void>; dialog: ReactNode } {
  const provider = useDataProvider()();
  const invalidate = useInvalidate();

  const { save, dialog } = useMergingSave({
    fields,
    load: async () => versionOf((await provider.getOne<T>({ resource, id, meta: { select } })).data),
    write: async (values, changed, over) => {
      await write(values, changed, over);
    },
    show: (field, value) => <FactValue field={field} value={value} />,
  });

  const saveOver = async (record: T, values: Values) => {
    await save(versionOf(record), values);
    await invalidate({ resource, invalidates: ['resourceAll'] });
  };
  return { save: saveOver, dialog };
}
