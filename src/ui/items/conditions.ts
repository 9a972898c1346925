import type { CrudFilter } from '@refinedev/core';
import { noValue, valuesOf } from '../../lib/list-state';
import { isNull, oneOf, or } from '../list/conditions';

type Lines = 'deal_items' | 'order_items';

function lineIs(lines: Lines, field: string, values: readonly string[]): CrudFilter[] {
  const asked = oneOf(`${lines}.${field}`, valuesOf(values));
  return [values.includes(noValue) ? or(asked, isNull(lines)) : asked];
}

/** Records with one of these products; "none" also means one without any. Needs the embed `deal_items()`, `order_items()`. */
export const productIs = (lines: Lines, values: readonly string[]) => lineIs(lines, 'product_id', values);
/** Records with a product of one of these lines; as `productIs`. */
export const productLineIs = (lines: Lines, values: readonly string[]) =>
  lineIs(lines, 'products.product_line', values);
