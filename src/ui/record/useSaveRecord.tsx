import { type BaseRecord, useDataProvider, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Values } from '../../lib/merge-changes';
import { askRows } from '../../providers/live/live';
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
  inPlace = false,
}: {
  resource: string;
  id: string;
  /** What a record is read by, in the data provider's words. */
  select: string;
  fields: readonly FieldDef[];
  versionOf: (record: T) => Version;
  /** Saves these fields over this version. Rejects with `conflict` when it is no longer the newest. */
  write: (values: Values, changed: string[], over: Version) => Promise<unknown>;
  /** Saved from a list, whose rows then change where they stand and do not move. */
  inPlace?: boolean;
}): { save: (record: T, values: Values) => Promise<void>; dialog: ReactNode } {
  const provider = useDataProvider()();
  const invalidate = useInvalidate();
  const queries = useQueryClient();

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
    if (!inPlace) return invalidate({ resource, invalidates: ['resourceAll'] });
    const queryKey = ['data', 'default', resource];
    await queries.invalidateQueries({ queryKey, refetchType: 'none' });
    await Promise.all([
      queries.refetchQueries({ queryKey, type: 'active', predicate: ({ meta }) => meta?.live !== 'ask' }),
      askRows((key) => key[2] === resource),
    ]);
  };
  return { save: saveOver, dialog };
}
