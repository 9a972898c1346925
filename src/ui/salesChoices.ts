import type { AtriumClient } from '../providers/client';
import { type Row, rowsOf } from '../providers/data/run';
import type { FilterOption } from './list/types';

const most = 1000;

const named = ({ id, name }: Row): FilterOption => ({ value: String(id), label: String(name) });

/** Pipelines to choose from. Rejects with an AtriumError. */
export const loadPipelines = async (client: AtriumClient): Promise<FilterOption[]> =>
  (await rowsOf(client.from('pipelines').select('id, name').order('position').order('name'))).map(named);

/** Teams to choose from. Rejects with an AtriumError. */
export const loadTeams = async (client: AtriumClient): Promise<FilterOption[]> =>
  (await rowsOf(client.from('teams').select('id, name').order('name').limit(most))).map(named);

/** The regions of the teams. Rejects with an AtriumError. */
export async function loadSalesRegions(client: AtriumClient): Promise<FilterOption[]> {
  const rows = await rowsOf(
    client.from('teams').select('region').not('region', 'is', null).order('region').limit(most),
  );
  return [...new Set(rows.map(({ region }) => String(region)))].map((region) => ({
    value: region,
    label: region,
  }));
}

/** The lines that products stand in. Rejects with an AtriumError. */
export async function loadProductLines(client: AtriumClient): Promise<FilterOption[]> {
  const asked = client.from('products').select('product_line').not('product_line', 'is', null);
  const rows = await rowsOf(asked.order('product_line').limit(most));
  return [...new Set(rows.map((row) => String(row.product_line)))].map((line) => ({
    value: line,
    label: line,
  }));
}
