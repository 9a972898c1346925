import { useQuery } from '@tanstack/react-query';
import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import type { FilterOption } from '../list/types';

const most = 1000;
const staleTime = 5 * 60_000;

export interface Product extends FilterOption {
  listPrice: number;
  currency: string;
  active: boolean;
}

/** Products with their list prices. Rejects with an AtriumError. */
export async function loadProductPrices(client: AtriumClient): Promise<Product[]> {
  const asked = client.from('products').select('id, name, list_price, currency, active');
  const rows = await rowsOf(asked.order('name').limit(most));
  return rows.map((row) => ({
    value: String(row.id),
    label: String(row.name),
    listPrice: Number(row.list_price),
    currency: String(row.currency),
    active: row.active === true,
  }));
}

/** The products that are sold, with their list prices, kept a while. */
export function useProducts() {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'products', 'prices'],
    queryFn: () => loadProductPrices(client),
    staleTime,
  });
}
