import type { Role } from '../../ui/access/types';

/** A role with how many people have it, as `roleSelect` asks for it. */
export interface RoleRecord extends Role {
  updated_at: string;
  holders: { profile_id: string }[];
}

export const roleSelect = 'id, key, name, shipped, updated_at, holders:profile_roles(profile_id)';
