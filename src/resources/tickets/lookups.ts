import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../../ui/list/types';

/** Queues to choose from. Rejects with an AtriumError. */
export async function loadQueues(client: AtriumClient): Promise<FilterOption[]> {
  const rows = await rowsOf(client.from('ticket_queues').select('id, name').order('name').limit(1000));
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}

const most = 20;

/** Active products by part of their name; the first ones when nothing is typed. Rejects with an AtriumError. */
export async function findProducts(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const asked = client.from('products').select('id, name').eq('active', true);
  const q = text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
  const rows = await rowsOf((q ? asked.ilike('name', `%${q}%`) : asked).order('name').limit(most));
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}

/** The contacts of a customer. Rejects with an AtriumError. */
export async function loadContacts(client: AtriumClient, customer: string): Promise<FilterOption[]> {
  const rows = await rowsOf(
    client
      .from('contacts')
      .select('id, full_name')
      .eq('customer_id', customer)
      .order('is_primary', { ascending: false })
      .order('full_name')
      .limit(1000),
  );
  return rows.map(({ id, full_name }) => ({ value: String(id), label: String(full_name) }));
}
