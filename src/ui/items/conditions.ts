import type { CrudFilter } from '@refinedev/core';
import { noValue, valuesOf } from '../../lib/list-state';

type Lines = 'deal_items' | 'order_items';

function lineIs(lines: Lines, field: string, values: readonly string[]): CrudFilter[] {
  const asked: CrudFilter = { field: `${lines}.${field}`, operator: 'in', value: valuesOf(values) };
  const none: CrudFilter = { field: lines, operator: 'null', value: true };
  return [values.includes(noValue) ? { operator: 'or', value: [asked, none] } : asked];
}

/** Records with one of these products; "none" also means one without any. Needs the embed `deal_items()`, `order_items()`. */
export const productIs = (lines: Lines, values: readonly string[]) => lineIs(lines, 'product_id', values);
/** Records with a product of one of these lines; as `productIs`. */
export const productLineIs = (lines: Lines, values: readonly string[]) =>
  lineIs(lines, 'products.product_line', values);
