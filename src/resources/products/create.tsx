import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { PageHeader } from '../../ui';
import { CreateForm } from '../../ui/record/CreateForm';
import { toPayload } from './record';
import { useFields, useSections } from './useFields';

/** A new product. */
export default function ProductCreate() {
  const { t } = useTranslation();
  const { baseCurrency } = useMe().organisation;
  const rpc = useRpc();
  const fields = useFields();
  const sections = useSections(fields);
  const [initial] = useState<Values>({ currency: baseCurrency, active: true });
  const write = (id: string, values: Values) => {
    const given = fields.all.map(({ name }) => name).filter((name) => values[name] != null);
    return rpc('save_product', { payload: { id, new: true, ...toPayload(values, given, {}) } });
  };
  return (
    <>
      <PageHeader title={t('products.create')} crumbs={[{ title: t('products.title'), to: '/products' }]} />
      <CreateForm resource="products" sections={sections} initial={initial} write={write} />
    </>
  );
}
