import { useList } from '@refinedev/core';
import { type Department, type Member, type Team, treeOf } from './tree';

const everything = { currentPage: 1, pageSize: 999 };

/** Departments, teams and active people, and the tree that they make. */
export function useTeams() {
  const departments = useList<Department>({
    resource: 'departments',
    pagination: everything,
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { select: 'id, key, name, updated_at' },
    errorNotification: false,
  });
  const teams = useList<Team>({
    resource: 'teams',
    pagination: everything,
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { select: 'id, name, parent_id, department_id, lead_id, region, updated_at' },
    errorNotification: false,
  });
  const people = useList<Member>({
    resource: 'profiles',
    pagination: everything,
    filters: [{ field: 'active', operator: 'eq', value: true }],
    sorters: [{ field: 'full_name', order: 'asc' }],
    meta: { select: 'id, full_name, job_title, team_id, department_id' },
    errorNotification: false,
  });
  const all = [departments, teams, people];
  return {
    departments: departments.result.data,
    teams: teams.result.data,
    people: people.result.data,
    tree: treeOf(departments.result.data, teams.result.data, people.result.data),
    error: all.find(({ query }) => query.error)?.query.error,
    known: all.every(({ query }) => query.isSuccess),
    refetch: () => void Promise.all(all.map(({ query }) => query.refetch())),
  };
}

export type Teams = ReturnType<typeof useTeams>;
