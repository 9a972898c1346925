import type { AtriumClient } from '../providers/client';
import { rowsOf } from '../providers/data/run';
import type { FilterOption } from './list/types';

/** People to choose from, those who left last (or not at all, with `active`). Rejects with an AtriumError. */
export async function loadPeople(client: AtriumClient, { active = false } = {}): Promise<FilterOption[]> {
  const everybody = client.from('profiles').select('id, full_name');
  const wanted = active ? everybody.eq('active', true) : everybody;
  const rows = await rowsOf(wanted.order('active', { ascending: false }).order('full_name').limit(1000));
  return rows.map((row) => ({ value: String(row.id), label: String(row.full_name) }));
}

/** Whom a new record of a resource may be given to. Rejects with an AtriumError. */
export async function findOwners(client: AtriumClient, resource: string): Promise<FilterOption[]> {
  const asked = client.rpc('list_people', { resource, action: 'create' }, { get: true });
  const rows = await rowsOf(asked.select('id, full_name').order('full_name'));
  return rows.map(({ id, full_name }) => ({ value: String(id), label: String(full_name) }));
}
