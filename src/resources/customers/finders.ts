import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../../ui/list/types';

const most = 20;

/** Companies by any part of what they are called; the latest when nothing is typed. Rejects with an AtriumError. */
export async function findCustomers(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const q = text.trim();
  const asked = q
    ? client.rpc('search_customers', { q }, { get: true }).select('id, name')
    : client.from('customers').select('id, name');
  const rows = await rowsOf(
    asked.eq('kind', 'company').order('updated_at', { ascending: false }).limit(most),
  );
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}

/** Tags by the beginning of a word. Rejects with an AtriumError. */
export async function findTags(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await rowsOf(
    client.from('tags').select('name').ilike('name', pattern).order('name').limit(most),
  );
  return rows.map(({ name }) => ({ value: String(name), label: String(name) }));
}

/** The regions that customers are in by now. Rejects with an AtriumError. */
export async function findRegions(client: AtriumClient): Promise<FilterOption[]> {
  const rows = await rowsOf(client.rpc('list_customer_regions', undefined, { get: true }));
  return rows.map(({ region }) => ({ value: String(region), label: String(region) }));
}

/** Customers whose name, alias or domain contains a text, a few of them. Rejects with an AtriumError. */
export async function findSimilar(
  client: AtriumClient,
  text: string,
  signal?: AbortSignal,
): Promise<FilterOption[]> {
  const asked = client
    .rpc('search_customers', { q: text }, { get: true })
    .select('id, name')
    .order('name')
    .limit(3);
  const rows = await rowsOf(asked, signal);
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}
