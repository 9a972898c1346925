import type { Tables } from '../../lib/database.types';
import { dayIn } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import type { Version } from '../../ui/form';
import { type ItemRow, itemColumns, toItems } from '../../ui/items';

export type Order = Tables<'orders'>;
interface Who {
  full_name: string;
}
interface Named {
  id: string;
  name: string;
}

/** A row of the list, as `listSelect` asks for it. */
export type OrderLine = Pick<
  Order,
  'id' | 'number' | 'status' | 'ordered_at' | 'total' | 'currency' | 'external_id' | 'owner_id' | 'created_by'
> & { customer: Named | null; owner: Who | null; deal?: Named | null };

export const listSelect =
  'id, number, status, ordered_at, total, currency, external_id, owner_id, created_by, customer:customers!customer_id(id, name), owner:profiles!owner_id(full_name)';

const ownColumns = [
  'id',
  'number',
  'customer_id',
  'deal_id',
  'status',
  'ordered_at',
  'total',
  'currency',
  'external_id',
  'owner_id',
  'created_by',
  'updated_at',
] as const;

/** An order with what its page shows at once. */
export type OrderRecord = Pick<Order, (typeof ownColumns)[number]> & {
  customer: Named | null;
  deal: Named | null;
  owner: Who | null;
  editor: Who | null;
  items: ItemRow[];
};

/** What one request asks for, in the data provider's words. */
export const recordSelect = [
  ...ownColumns,
  'customer:customers!customer_id(id,name)',
  'deal:deals!deal_id(id,name)',
  'owner:profiles!owner_id(full_name)',
  'editor:profiles!updated_by(full_name)',
  `items:order_items(${itemColumns})`,
].join(',');

/** An order's values by field; the day it was ordered in the organisation's timezone. */
export const valuesOf = (order: OrderRecord, timezone: string): Values => ({
  ...order,
  ordered_at: dayIn(timezone, new Date(order.ordered_at)),
  items: toItems(order.items),
});

/** The version of an order that a form saves over. */
export const versionOf = (order: OrderRecord, timezone: string): Version => ({
  values: valuesOf(order, timezone),
  versions: { order: order.updated_at },
  who: order.editor?.full_name ?? null,
  when: order.updated_at,
});
