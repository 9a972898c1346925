import { type BaseRecord, useDataProvider, useInvalidate } from '@refinedev/core';
import { type ReactNode, useRef } from 'react';
import type { Values } from '../../lib/merge-changes';
import type { FieldDef } from '../form/types';
import { useMergingSave, type Version } from '../form/useMergingSave';
import { FactValue } from './FactValue';
import { useRefreshRows } from './useRefreshRows';
import { useTakeBackNotice } from './useTakeBackNotice';

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
  giveBack = (former, names, over) => write(versionOf(former).values, names, over),
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
  /** Saves what these fields were before, and what the database changed along with them; as `write`, unless given. */
  giveBack?: (former: T, names: string[], over: Version) => Promise<unknown>;
  /** Saved from a list, whose rows then change where they stand and do not move; it can be taken back. */
  inPlace?: boolean;
}): { save: (record: T, values: Values) => Promise<void>; dialog: ReactNode } {
  const provider = useDataProvider()();
  const invalidate = useInvalidate();
  const refreshRows = useRefreshRows(resource);
  const offerBack = useTakeBackNotice();
  /** What a save is made over: where others saved meanwhile, theirs. */
  const base = useRef<T>(null);

  const { save, takeBack, dialog } = useMergingSave({
    fields,
    load: async () => {
      const { data } = await provider.getOne<T>({ resource, id, meta: { select } });
      base.current = data;
      return versionOf(data);
    },
    write: async (values, changed, over) => {
      await write(values, changed, over);
    },
    show: (field, value) => <FactValue field={field} value={value} />,
  });

  const saveOver = async (record: T, values: Values) => {
    base.current = record;
    const saved = await save(versionOf(record), values);
    if (!inPlace) return invalidate({ resource, invalidates: ['resourceAll'] });
    const former = base.current;
    await refreshRows(id);
    const changed = fields.find(({ name }) => saved.names.includes(name));
    if (!changed) return;
    offerBack(changed.label, async () => {
      const done = await takeBack(saved, (over) => giveBack(former, saved.names, over));
      await refreshRows(id);
      return done;
    });
  };
  return { save: saveOver, dialog };
}
