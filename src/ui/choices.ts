import type { AtriumClient } from '../providers/client';
import { type Row, rowsOf } from '../providers/data/run';
import type { FilterOption } from './list/types';

/** As many rows as one answer of the API holds. */
const most = 1000;

const named = ({ id, name }: Row): FilterOption => ({ value: String(id), label: String(name) });

type ByName = 'departments' | 'products' | 'teams' | 'ticket_queues';
const byName =
  (table: ByName) =>
  async (client: AtriumClient): Promise<FilterOption[]> =>
    (await rowsOf(client.from(table).select('id, name').order('name').limit(most))).map(named);

type InOrder = 'pipelines' | 'lost_reasons' | 'competitors';
const inOrder =
  (table: InOrder) =>
  async (client: AtriumClient, { active = false } = {}): Promise<FilterOption[]> => {
    const all = client.from(table).select('id, name');
    const wanted = active ? all.eq('active', true) : all;
    return (await rowsOf(wanted.order('position').order('name').limit(most))).map(named);
  };

/** Each value of a column, once; those that are missing are left out. */
const valuesOf = (rows: readonly Row[], column: string): FilterOption[] =>
  [...new Set(rows.flatMap((row) => row[column] ?? []))]
    .map(String)
    .map((value) => ({ value, label: value }));

/** Departments to choose from. Rejects with an AtriumError. */
export const loadDepartments = byName('departments');

/** Products to choose from. Rejects with an AtriumError. */
export const loadProducts = byName('products');

/** Teams to choose from. Rejects with an AtriumError. */
export const loadTeams = byName('teams');

/** Queues of tickets to choose from. Rejects with an AtriumError. */
export const loadQueues = byName('ticket_queues');

/** Pipelines to choose from, with `active` those in use alone. Rejects with an AtriumError. */
export const loadPipelines = inOrder('pipelines');

/** Reasons why deals are lost, with `active` those in use alone. Rejects with an AtriumError. */
export const loadLostReasons = inOrder('lost_reasons');

/** Competitors, with `active` those whom deals may still be won or lost against. Rejects with an AtriumError. */
export const loadCompetitors = inOrder('competitors');

/** The regions of the teams. Rejects with an AtriumError. */
export const loadSalesRegions = async (client: AtriumClient): Promise<FilterOption[]> =>
  valuesOf(await rowsOf(client.from('teams').select('region').order('region').limit(most)), 'region');

/** The lines that products stand in. Rejects with an AtriumError. */
export const loadProductLines = async (client: AtriumClient): Promise<FilterOption[]> =>
  valuesOf(
    await rowsOf(client.from('products').select('product_line').order('product_line').limit(most)),
    'product_line',
  );
