import type { AtriumClient } from '../../providers/client';
import { findCustomers, nameCustomers } from '../customers';
import { loadPeople } from '../people';
import { momentIs } from './conditions';
import type { FilterDef } from './types';

/** Whom a record belongs to, or nobody: `owner` for `owner_id`, `assignee` for `assignee_id`. */
export const personFilter = (
  client: AtriumClient,
  key: 'owner' | 'assignee',
  label: string,
  more: Partial<FilterDef> = {},
): FilterDef => ({
  key,
  field: `${key}_id`,
  label,
  options: () => loadPeople(client),
  people: true,
  none: true,
  ...more,
});

/** Of which customer a record is. */
export const customerFilter = (
  client: AtriumClient,
  label: string,
  more: Partial<FilterDef> = {},
): FilterDef => ({
  key: 'customer',
  field: 'customer_id',
  label,
  options: [],
  find: (text) => findCustomers(client, text),
  named: (ids) => nameCustomers(client, ids),
  ...more,
});

/** On which days, in a timezone, a moment of the record falls. */
export const momentFilter = (
  field: string,
  label: string,
  timezone: string,
  more: Partial<FilterDef> = {},
): FilterDef => ({
  key: field,
  field,
  label,
  options: 'days',
  conditions: (values) => momentIs(field, values, timezone),
  ...more,
});
