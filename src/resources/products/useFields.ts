import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { loadProductLines } from '../../ui/choices';
import type { FieldDef, FormSection } from '../../ui/form';

/** The fields of a product: what each takes (as the database checks it) and what it is called. */
export function useFields(currency?: string) {
  const { t } = useTranslation();
  const { client } = useMe();
  return useMemo(() => {
    const field = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: name === 'cost' ? 'costs' : 'product',
      label: t(`products.fields.${name}`),
      ...more,
    });
    const product = [
      field('name', { type: 'text', required: true, max: 200, wide: true }),
      field('sku', { type: 'text', required: true, max: 60 }),
      field('product_line', { type: 'text', max: 120, suggest: () => loadProductLines(client) }),
      field('list_price', { type: 'number', required: true, least: 0, most: 999_999_999_999, currency }),
      field('currency', { type: 'currency', required: true }),
      field('active', { type: 'switch', hint: t('products.activeHint') }),
    ];
    const cost = field('cost', {
      type: 'number',
      least: 0,
      most: 999_999_999_999,
      currency,
      hint: t('products.costHint'),
    });
    return { product, cost, all: [...product, cost] };
  }, [t, client, currency]);
}

/** The sections of a product's form, those that one may change. */
export function useSections(fields: ReturnType<typeof useFields>): FormSection[] {
  const { t } = useTranslation();
  const mayChange = useScope('products', 'update') !== null;
  const mayCost = useScope('products.costs', 'update') !== null;
  return [
    ...(mayChange ? [{ key: 'basics', title: t('products.sections.basics'), fields: fields.product }] : []),
    ...(mayCost ? [{ key: 'costs', title: t('products.sections.costs'), fields: [fields.cost] }] : []),
  ];
}
