import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import type { FilterOption } from '../../ui/list/types';

const named = ({ id, name }: Record<string, unknown>): FilterOption => ({
  value: String(id),
  label: String(name),
});

/** Teams to choose from. Rejects with an AtriumError. */
export const loadTeams = async (client: AtriumClient): Promise<FilterOption[]> =>
  (await rowsOf(client.from('teams').select('id, name').order('name').limit(1000))).map(named);

/** Departments to choose from. Rejects with an AtriumError. */
export const loadDepartments = async (client: AtriumClient): Promise<FilterOption[]> =>
  (await rowsOf(client.from('departments').select('id, name').order('name').limit(1000))).map(named);
