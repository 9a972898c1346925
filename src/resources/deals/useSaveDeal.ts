import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { toPayload } from './payload';
import { type DealRecord, recordSelect, valuesOf, versionOf } from './record';

/** Saves changes of a deal over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveDeal(id: string, fields: readonly FieldDef[], inPlace = false) {
  const rpc = useRpc();
  const { timezone } = useMe().organisation;
  return useSaveRecord<DealRecord>({
    resource: 'deals',
    id,
    select: recordSelect,
    inPlace,
    fields,
    versionOf: (deal) => versionOf(deal, timezone),
    write: (values, changed, { versions }) =>
      rpc('save_deal', { payload: { id, ...toPayload(fields, { values, changed, versions, timezone }) } }),
    giveBack: (former, changed, { versions }) => {
      const values = valuesOf(former, timezone);
      const payload = toPayload(fields, { values, changed, versions, timezone });
      // closed at the same moment as before, not on its day
      const { closed_at } = former;
      const deal = changed.includes('stage_id') ? { deal: { ...Object(payload.deal), closed_at } } : {};
      return rpc('save_deal', { payload: { id, ...payload, ...deal } });
    },
  });
}
