import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../../ui/list/types';

const most = 20;

const asked = (client: AtriumClient, q: string) =>
  q
    ? client.rpc('search_customers', { q }, { get: true }).select('id, name, city')
    : client.from('customers').select('id, name, city');

/** Companies by any part of what they are called; the latest when nothing is typed. Rejects with an AtriumError. */
export async function findCustomers(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const companies = asked(client, text.trim()).eq('kind', 'company');
  const rows = await rowsOf(companies.order('updated_at', { ascending: false }).limit(most));
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}

/** Companies and people by any part of what they are called, with their city. Rejects with an AtriumError. */
export async function findAnyCustomers(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const rows = await rowsOf(asked(client, text.trim()).order('updated_at', { ascending: false }).limit(most));
  return rows.map(({ id, name, city }) => ({
    value: String(id),
    label: [name, city].filter(Boolean).join(' · '),
  }));
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
