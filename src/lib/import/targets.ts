import { customers } from './fields/customers';
import { deals } from './fields/deals';
import { orders } from './fields/orders';
import { products } from './fields/products';
import { profiles } from './fields/profiles';
import type { Field, Target } from './types';

const fields: Record<Target, readonly Field[]> = { products, customers, profiles, deals, orders };

/** What can be imported, in the order in which each finds what it refers to. */
export const targets: readonly Target[] = ['products', 'customers', 'profiles', 'deals', 'orders'];

/** The fields of a target, as the screen lists them: its own, then custom ones. */
export function fieldsOf(target: Target, custom: readonly Field[] = []): readonly Field[] {
  return [...fields[target], ...custom];
}

/** The field of that key; undefined when the target has none such. */
export function fieldOf(
  target: Target,
  key: string | null | undefined,
  custom: readonly Field[] = [],
): Field | undefined {
  return key ? [...fields[target], ...custom].find((field) => field.key === key) : undefined;
}
