import type { Tables } from '../../lib/database.types';
import type { Values } from '../../lib/merge-changes';
import type { Role } from '../../ui/access/types';
import type { Version } from '../../ui/form';

type Profile = Tables<'profiles'>;

interface Named {
  id: string;
  name: string;
}

interface Held {
  /** Null for who may not see roles. */
  role: Role | null;
}

/** A row of the list, as `listSelect` asks for it. */
export type PersonLine = Pick<Profile, 'id' | 'full_name' | 'email' | 'job_title' | 'active' | 'user_id'> & {
  team: Named | null;
  department: Named | null;
  manager: { full_name: string } | null;
  roles: Held[];
};

const place =
  'team:teams!team_id(id, name), department:departments!department_id(id, name), manager:manager_id(id, full_name), roles:profile_roles(role:roles(id, key, name, shipped))';

export const listSelect = `id, full_name, email, job_title, active, user_id, ${place}`;

/** A person with what their page shows at once. */
export type PersonRecord = Pick<
  Profile,
  | 'id'
  | 'full_name'
  | 'email'
  | 'phone'
  | 'job_title'
  | 'active'
  | 'user_id'
  | 'avatar'
  | 'locale'
  | 'timezone'
  | 'team_id'
  | 'department_id'
  | 'manager_id'
  | 'created_at'
  | 'updated_at'
> & {
  team: Named | null;
  department: Named | null;
  manager: { id: string; full_name: string } | null;
  roles: Held[];
};

export const recordSelect = `id, full_name, email, phone, job_title, active, user_id, avatar, locale, timezone, team_id, department_id, manager_id, created_at, updated_at, ${place}`;

/** The roles that somebody has, as far as one may see them. */
export const rolesOf = ({ roles }: { roles: Held[] }): Role[] =>
  roles.flatMap(({ role }) => (role ? [role] : []));

/** A person's values by field. */
export const valuesOf = (person: PersonRecord): Values => ({
  ...person,
  role_ids: rolesOf(person)
    .map(({ id }) => id)
    .sort(),
});

/** The version of a person that a form saves over. */
export const versionOf = (person: PersonRecord): Version => ({
  values: valuesOf(person),
  versions: { person: person.updated_at },
  who: null,
  when: person.updated_at,
});
