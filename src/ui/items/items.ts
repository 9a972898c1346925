/** A line of a deal or an order, as it is read with its product's name. */
export interface ItemRow {
  id: string;
  product_id: string;
  quantity: number;
  unit_price: number;
  discount_rate: number;
  amount: number;
  position: number;
  product: { name: string; sku: string } | null;
}

/** What lines are read by, in the data provider's words. */
export const itemColumns =
  'id,product_id,quantity,unit_price,discount_rate,amount,position,product:products(name,sku)';

/** A line as forms and the functions that save them know it. */
export interface Item {
  id?: string;
  product_id: string | null;
  quantity: number | null;
  unit_price: number | null;
  /** 0–1. */
  discount_rate: number;
}

const whole = (value: number, digits: number) => BigInt(Math.round(value * 10 ** digits));

/** What a line comes to, to the cent as the database rounds it: in whole numbers, for 1.005 is less than that in binary. */
export function amountOf({ quantity, unit_price, discount_rate }: Item): number {
  const exact = whole(quantity ?? 0, 2) * whole(unit_price ?? 0, 2) * (10_000n - whole(discount_rate, 4));
  return Number((exact + 500_000n) / 1_000_000n) / 100;
}

/** What lines come to together. */
export const sumOf = (items: readonly Item[]): number =>
  Math.round(items.reduce((sum, item) => sum + amountOf(item), 0) * 100) / 100;

export const itemsOf = (value: unknown): Item[] => (Array.isArray(value) ? value : []);

/** Lines in their order, as a form takes them. */
export const toItems = (rows: readonly ItemRow[]): Item[] =>
  rows
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, product_id, quantity, unit_price, discount_rate }) => ({
      id,
      product_id,
      quantity,
      unit_price,
      discount_rate,
    }));

/** What is wrong with lines, as the last part of its key `items.<…>`; null when nothing is. */
export function itemsProblem(items: readonly Item[]): 'incomplete' | 'discountRange' | null {
  if (items.some((item) => !item.product_id || item.unit_price === null || !item.quantity))
    return 'incomplete';
  return items.some(({ discount_rate: rate }) => rate < 0 || rate > 1) ? 'discountRange' : null;
}
