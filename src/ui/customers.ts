import type { AtriumClient } from '../providers/client';
import { rowsOf } from '../providers/data/run';
import type { FilterOption } from './list/types';

const most = 20;

const toOption = ({ id, name }: Record<string, unknown>): FilterOption => ({
  value: String(id),
  label: String(name),
});

/** Customers by any part of what they are called; the latest when nothing is typed. Rejects with an AtriumError. */
export async function findCustomers(client: AtriumClient, text: string): Promise<FilterOption[]> {
  const q = text.trim();
  const asked = q
    ? client.rpc('search_customers', { q }, { get: true }).select('id, name')
    : client.from('customers').select('id, name');
  return (await rowsOf(asked.order('updated_at', { ascending: false }).limit(most))).map(toOption);
}

/** The names of customers by their ids, of those that may be seen. Rejects with an AtriumError. */
export async function nameCustomers(client: AtriumClient, ids: readonly string[]): Promise<FilterOption[]> {
  return (
    await rowsOf(
      client
        .from('customers')
        .select('id, name')
        .in('id', [...ids]),
    )
  ).map(toOption);
}
