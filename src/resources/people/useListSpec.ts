import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { loadRoles } from '../../ui/access/lookups';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { loadDepartments, loadTeams } from '../../ui/choices';
import type { FilterDef, ListSpec } from '../../ui/list';
import { loadPeople } from '../../ui/people';
import { listSelect } from './types';

export const sortable = ['full_name', 'job_title', 'team.name', 'department.name'] as const;

/** What people can be narrowed and sorted by. */
export function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client } = useMe();
  const words = useAccessWords();
  const seesRoles = useScope('roles', 'read') !== null;

  return useMemo(() => {
    const label = (field: string) => t(`people.fields.${field}`);
    const role: FilterDef = {
      key: 'role',
      field: 'profile_roles.role_id',
      label: label('role_ids'),
      options: async () =>
        (await loadRoles(client)).map((one) => ({ value: one.id, label: words.role(one) })),
    };
    const filters: FilterDef[] = [
      {
        key: 'state',
        field: 'active',
        label: label('active'),
        options: [
          { value: 'true', label: t('people.states.active') },
          { value: 'false', label: t('people.states.inactive') },
        ],
        usual: ['true'],
      },
      ...(seesRoles ? [role] : []),
      {
        key: 'team',
        field: 'team_id',
        label: label('team_id'),
        options: () => loadTeams(client),
        none: true,
      },
      {
        key: 'department',
        field: 'department_id',
        label: label('department_id'),
        options: () => loadDepartments(client),
        none: true,
      },
      {
        key: 'manager',
        field: 'manager_id',
        label: label('manager_id'),
        options: () => loadPeople(client),
        none: true,
        lesser: true,
      },
    ];
    return {
      resource: 'profiles',
      select: listSelect,
      embeds: seesRoles ? 'profile_roles()' : undefined,
      filters,
      sortable,
      defaultSort: 'full_name',
      search: 'search_people',
    };
  }, [t, client, words, seesRoles]);
}
