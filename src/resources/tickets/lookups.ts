import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../../ui/list/types';

const most = 20;

/** Active products by part of their name; the first ones when nothing is typed. Rejects with an AtriumError. */
export async function findProducts(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const asked = client.from('products').select('id, name').eq('active', true);
  const q = text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
  const rows = await rowsOf((q ? asked.ilike('name', `%${q}%`) : asked).order('name').limit(most));
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}
