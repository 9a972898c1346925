import { useRpc } from '../../providers/useRpc';
import type { FieldDef } from '../../ui/form';
import { useRecord } from '../../ui/record/useRecord';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { type ProductRecord, productSelect, toPayload, versionOf } from './record';

/** A product, with its cost for who may know. */
export const useProduct = (id: string) => useRecord<ProductRecord>('products', id, productSelect);

/** Saves changes of a product over what others saved meanwhile; as `useSaveRecord`. */
export function useSaveProduct(id: string, fields: readonly FieldDef[]) {
  const rpc = useRpc();
  return useSaveRecord<ProductRecord>({
    resource: 'products',
    id,
    select: productSelect,
    fields,
    versionOf,
    write: (values, changed, { versions }) =>
      rpc('save_product', { payload: { id, ...toPayload(values, changed, versions) } }),
  });
}
