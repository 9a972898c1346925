import type { AccessControlProvider } from '@refinedev/core';
import { fromApi } from '../lib/errors';
import type { AtriumClient } from './client';

export type Scope = 'own' | 'team' | 'department' | 'all';

/** The caller's own permissions, as `my_permissions()` gives them; an action that is missing is not allowed. */
export interface MyPermissions {
  /** Null for somebody who has a sign-in and no access. */
  profile_id: string | null;
  organisation_id: string;
  /** Who really asks: somebody else than profile_id while an administrator views as that person. */
  actor_id: string | null;
  /** Null when one sees as oneself. */
  viewing_as: ViewingAs | null;
  roles: string[];
  permissions: Record<string, Record<string, Scope>>;
  /** Another one means that permissions, or whose rows they reach, have changed. */
  revision: string;
}

/** Whom an administrator views as, for reading alone, until when (ISO 8601). */
export interface ViewingAs {
  kind: 'person' | 'role';
  id: string;
  name: string;
  /** The key of the role; null for a person. */
  key: string | null;
  until: string;
}

const actionOf: Record<string, string> = { list: 'read', show: 'read', edit: 'update', clone: 'create' };

/** The caller's scope for an action on a resource (Refine's action names are understood), or null when not allowed. */
export function scopeOf(mine: MyPermissions, resource: string, action: string): Scope | null {
  return mine.permissions[resource]?.[actionOf[action] ?? action] ?? null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isMyPermissions(value: unknown): value is MyPermissions {
  return (
    isRecord(value) &&
    'profile_id' in value &&
    Array.isArray(value.roles) &&
    isRecord(value.permissions) &&
    typeof value.revision === 'string'
  );
}

/** Loads the caller's permissions. Rejects with an AtriumError. */
export async function loadPermissions(client: AtriumClient): Promise<MyPermissions> {
  const { data, error, status } = await client.rpc('my_permissions', {}, { get: true });
  if (error) throw fromApi(error, status);
  if (!isMyPermissions(data)) throw new TypeError('my_permissions() gave something else');
  return data;
}

/** The revision that the caller's permissions have now. Rejects with an AtriumError. */
export async function loadRevision(client: AtriumClient): Promise<string> {
  const { data, error, status } = await client.rpc('my_permissions_revision', {}, { get: true });
  if (error) throw fromApi(error, status);
  return data;
}

/**
 * Refine's access control, answered from permissions that are already here: no request for each button.
 * @param keyOf the permission key of a table, as Refine names resources
 */
export function createAccessControlProvider(
  mine: MyPermissions,
  keyOf: (resource: string) => string,
): AccessControlProvider {
  return {
    can: async ({ resource, action }) => ({
      can: resource === undefined || scopeOf(mine, keyOf(resource), action) !== null,
    }),
    options: { buttons: { enableAccessControl: true, hideIfUnauthorized: true } },
  };
}
