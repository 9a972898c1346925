import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterDef, FilterOption } from '../list/types';

/** A tag as records carry it. */
export interface Tag {
  id: string;
  name: string;
  color: string;
}

export type Tagged = 'customers' | 'deals' | 'tickets' | 'tasks';

/** The colours that the database takes. */
export const tagColors = [
  'grey',
  'red',
  'orange',
  'gold',
  'green',
  'cyan',
  'blue',
  'purple',
  'magenta',
] as const;

/** Where the tags of a resource's records stand, and by which column. */
export const tagTable: Record<Tagged, { table: string; key: string }> = {
  customers: { table: 'customer_tags', key: 'customer_id' },
  deals: { table: 'deal_tags', key: 'deal_id' },
  tickets: { table: 'ticket_tags', key: 'ticket_id' },
  tasks: { table: 'task_tags', key: 'task_id' },
};

/** What a list's `select` asks for, to show the tags of its rows. */
export const tagSelect = (resource: Tagged) => `tags:${tagTable[resource].table}(tag:tags(id,name,color))`;

/** Every tag there is. Rejects with an AtriumError. */
export async function loadTags(client: AtriumClient): Promise<FilterOption[]> {
  const rows = await rowsOf(client.from('tags').select('id, name').order('name').limit(1000));
  return rows.map(({ id, name }) => ({ value: String(id), label: String(name) }));
}

/** By which tags records are found; an index on the tag serves it. */
export const tagFilter = (client: AtriumClient, resource: Tagged, label: string): FilterDef => ({
  key: 'tag',
  field: `${tagTable[resource].table}.tag_id`,
  label,
  options: () => loadTags(client),
});
