import type { BaseKey } from '@refinedev/core';
import { quoteIfNeeded } from './values';

/** Primary keys other than `id`: of 1:1 side tables, of tables that only connect two others, and natural ones. */
export const primaryKeys: Record<string, string[]> = {
  contact_details: ['contact_id'],
  customer_contact_details: ['customer_id'],
  customer_demographics: ['customer_id'],
  customer_tags: ['customer_id', 'tag_id'],
  deal_contacts: ['deal_id', 'contact_id'],
  deal_financials: ['deal_id'],
  deal_tags: ['deal_id', 'tag_id'],
  deal_win_probabilities: ['deal_id'],
  exchange_rates: ['currency', 'valid_from'],
  field_groups: ['resource', 'table_name', 'column_name'],
  followers: ['record_id', 'profile_id'],
  import_rows: ['job_id', 'row_number'],
  jobs: ['name'],
  list_layouts: ['profile_id', 'resource'],
  metric_dimensions: ['source', 'key'],
  metric_functions: ['key'],
  metrics: ['key'],
  notification_settings: ['profile_id'],
  product_costs: ['product_id'],
  profile_roles: ['profile_id', 'role_id'],
  resource_actions: ['resource', 'action'],
  role_permissions: ['role_id', 'resource', 'action'],
  stage_norms: ['stage_id'],
  task_tags: ['task_id', 'tag_id'],
  ticket_queue_members: ['queue_id', 'profile_id'],
  ticket_tags: ['ticket_id', 'tag_id'],
};

/** Columns that are null in no table, so that sorting by them may use a plain index. */
export const neverNull: ReadonlySet<string> = new Set([
  'created_at',
  'full_name',
  'happened_at',
  'id',
  'kind',
  'lifecycle_stage',
  'list_price',
  'name',
  'number',
  'opened_at',
  'ordered_at',
  'position',
  'priority',
  'priority_rank',
  'received_at',
  'sku',
  'status',
  'subject',
  'title',
  'updated_at',
]);

/** Gives the primary key's columns. */
export function keyOf(table: string): string[] {
  return primaryKeys[table] ?? ['id'];
}

/** Gives a row's id: its key, where that is several columns their values with commas between. */
export function idOf(table: string, row: Record<string, unknown>): string {
  return keyOf(table)
    .map((column) => String(row[column]))
    .join(',');
}

/** Gives an id as the key's columns and their values. */
export function keyValues(table: string, id: BaseKey): [column: string, value: string][] {
  const columns = keyOf(table);
  const values = columns.length === 1 ? [String(id)] : String(id).split(',');
  return columns.map((column, at) => [column, values[at] ?? '']);
}

/** Gives the logic tree that is true of the rows with these ids. */
export function hasId(table: string, ids: BaseKey[]): string {
  const [column, ...more] = keyOf(table);
  if (more.length === 0) return `${column}.in.(${ids.map((id) => quoteIfNeeded(String(id))).join(',')})`;
  const each = ids.map(
    (id) =>
      `and(${keyValues(table, id)
        .map(([name, value]) => `${name}.eq.${quoteIfNeeded(value)}`)
        .join(',')})`,
  );
  return each.join(',');
}
