import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useBulkUndo } from '../bulk/useBulkUndo';
import type { FieldDef } from '../form/types';
import type { CellEditorProps } from '../list/cells';
import { loadPeople } from '../people';
import { useUndoNotice } from '../useUndoNotice';
import { type Actionable, holderOf } from './actionable';
import { CellFact, CellWaiting } from './CellFact';
import { useOverview, useRecord } from './useRecord';
import { useRefreshRows } from './useRefreshRows';

type Held = Actionable & { holder: { full_name: string } | null };

/** Whose a record is, in its cell of the list: given to another by who may assign it, over whom one saw it belong to. */
export default function HolderCell({
  resource,
  overview,
  id,
  field,
  onClose,
}: CellEditorProps & {
  resource: string;
  /** The function that tells what may be done to the record. */
  overview: string;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const rpc = useRpc();
  const refreshRows = useRefreshRows(resource);
  const offerUndo = useUndoNotice();
  const undo = useBulkUndo();
  const { query, record } = useRecord<Held>(resource, id, `id,${field},holder:profiles!${field}(full_name)`);
  const { may, known, error } = useOverview(resource, overview, id);
  /** Whose one knows it to be, once somebody else was faster. */
  const told = useRef<string | null>(undefined);
  if (!record || !known || !query.isFetchedAfterMount)
    return <CellWaiting error={query.error ?? error} onClose={onClose} />;

  const label = t(`${resource}.fields.${field}`);
  const holder = holderOf(record);
  const def: FieldDef = {
    name: field,
    part: resource,
    label,
    type: 'person',
    find: () => loadPeople(client, { active: true }),
    labelOf: () => record.holder?.full_name,
    lock: () => (may(resource, 'assign') ? null : t('errors.denied')),
  };
  const save = async (_: FieldDef, chosen: unknown) => {
    const owner_id = typeof chosen === 'string' ? chosen : null;
    const seen = told.current === undefined ? holder.id : told.current;
    let job: unknown;
    try {
      job = await rpc('assign_record', { resource, id, owner_id, seen });
    } catch (problem) {
      if (toAtriumError(problem).kind === 'conflict') {
        const { data } = await query.refetch();
        if (data) told.current = holderOf(data.data).id;
      }
      throw problem;
    }
    await refreshRows(id);
    if (typeof job === 'string')
      offerUndo('cell', t('changes.cell.done', { field: label }), () => undo(job, resource));
  };
  return (
    <CellFact field={def} values={{ [field]: holder.id }} onSave={save} dialog={null} onClose={onClose} />
  );
}
