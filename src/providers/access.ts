import type { AccessControlProvider } from '@refinedev/core';
import type { AtriumClient } from './client';

export type Scope = 'own' | 'team' | 'department' | 'all';

/** The caller's own permissions, as `my_permissions()` gives them; an action that is missing is not allowed. */
export interface MyPermissions {
  profile_id: string;
  organisation_id: string;
  roles: string[];
  permissions: Record<string, Record<string, Scope>>;
}

const actionOf: Record<string, string> = { list: 'read', show: 'read', edit: 'update', clone: 'create' };

/** The caller's scope for an action on a resource (Refine's action names are understood), or null when not allowed. */
export function scopeOf(mine: MyPermissions, resource: string, action: string): Scope | null {
  return mine.permissions[resource]?.[actionOf[action] ?? action] ?? null;
}

/** Loads the caller's permissions. Rejects with what the server answered when it refuses. */
export async function loadPermissions(client: AtriumClient): Promise<MyPermissions> {
  const { data, error } = await client.rpc('my_permissions').throwOnError();
  if (error) throw error;
  return data as unknown as MyPermissions;
}

/** Refine's access control, answered from permissions that are already here: no request for each button. */
export function createAccessControlProvider(mine: MyPermissions): AccessControlProvider {
  return {
    can: async ({ resource, action }) => ({
      can: resource === undefined || scopeOf(mine, resource, action) !== null,
    }),
    options: { buttons: { enableAccessControl: true, hideIfUnauthorized: true } },
  };
}
