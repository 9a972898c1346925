import type { Tables } from '../../lib/database.types';
import type { Values } from '../../lib/merge-changes';
import type { Version } from '../../ui/form';

/** A product as the list and its page show it; its cost for who may know. */
export type ProductRecord = Pick<
  Tables<'products'>,
  'id' | 'sku' | 'name' | 'product_line' | 'list_price' | 'currency' | 'active' | 'updated_at'
> & { costs: { cost: number; updated_at: string } | null };

/** What products are read by, in the data provider's words. */
export const productSelect =
  'id, sku, name, product_line, list_price, currency, active, updated_at, costs:product_costs(cost, updated_at)';

/** A product's values by field, its cost among them. */
export const valuesOf = (product: ProductRecord): Values => ({
  ...product,
  cost: product.costs?.cost ?? null,
});

/** The version of a product that a form saves over. */
export const versionOf = (product: ProductRecord): Version => ({
  values: valuesOf(product),
  versions: { product: product.updated_at, costs: product.costs?.updated_at ?? null },
  who: null,
  when: product.updated_at,
});

/** What `save_product` takes of a form: the fields that changed, and the cost. */
export function toPayload(
  values: Values,
  changed: readonly string[],
  versions: Version['versions'],
): Record<string, unknown> {
  const own = changed.filter((name) => name !== 'cost');
  return {
    ...(own.length > 0
      ? { product: Object.fromEntries(own.map((name) => [name, values[name] ?? null])) }
      : {}),
    ...(changed.includes('cost') ? { costs: { cost: values.cost ?? null } } : {}),
    versions,
  };
}
