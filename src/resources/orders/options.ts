/** The statuses that the database takes, in the order in which an order passes through them. */
export const statuses = ['draft', 'confirmed', 'shipped', 'delivered', 'cancelled', 'returned'] as const;
export type Status = (typeof statuses)[number];

/** What an order is next, and what it is called to make it so: `orders.next.<status>`. */
export const nextStatus: Partial<Record<string, Status>> = {
  draft: 'confirmed',
  confirmed: 'shipped',
  shipped: 'delivered',
};
