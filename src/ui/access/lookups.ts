import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import { isReach, type Matrix, matrixOf, type Role } from './types';

/** Every role. Rejects with an AtriumError. */
export async function loadRoles(client: AtriumClient): Promise<Role[]> {
  const rows = await rowsOf(
    client
      .from('roles')
      .select('id, key, name, shipped')
      .order('shipped', { ascending: false })
      .order('name')
      .limit(1000),
  );
  return rows.map(({ id, key, name, shipped }) => ({
    id: String(id),
    key: String(key),
    name: String(name),
    shipped: shipped === true,
  }));
}

/** The matrix of each of these roles, by the role's id. Rejects with an AtriumError. */
export async function loadMatrices(
  client: AtriumClient,
  roleIds: readonly string[],
): Promise<Map<string, Matrix>> {
  const found = await Promise.all(
    roleIds.map(async (id) => {
      const rows = await rowsOf(
        client.from('role_permissions').select('resource, action, scope').eq('role_id', id).limit(1000),
      );
      const cells = rows.flatMap(({ resource, action, scope }) =>
        isReach(scope) ? [{ resource: String(resource), action: String(action), scope }] : [],
      );
      return [id, matrixOf(cells)] as const;
    }),
  );
  return new Map(found);
}
