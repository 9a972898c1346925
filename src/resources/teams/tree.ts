import type { Tables } from '../../lib/database.types';

export type Department = Pick<Tables<'departments'>, 'id' | 'key' | 'name' | 'updated_at'>;
export type Team = Pick<
  Tables<'teams'>,
  'id' | 'name' | 'parent_id' | 'department_id' | 'lead_id' | 'region' | 'updated_at'
>;
export type Member = Pick<Tables<'profiles'>, 'id' | 'full_name' | 'job_title' | 'team_id' | 'department_id'>;

export interface TeamNode {
  team: Team;
  members: Member[];
  below: TeamNode[];
}

export interface DepartmentNode {
  /** Null for what is in no department. */
  department: Department | null;
  teams: TeamNode[];
  /** People of the department who are in no team. */
  members: Member[];
}

/** The company as a tree: a team stands below its parent, one without parent in its department. */
export function treeOf(
  departments: readonly Department[],
  teams: readonly Team[],
  people: readonly Member[],
): DepartmentNode[] {
  const known = new Set(teams.map(({ id }) => id));
  const nodeOf = (team: Team): TeamNode => ({
    team,
    members: people.filter(({ team_id }) => team_id === team.id),
    below: teams.filter(({ parent_id }) => parent_id === team.id).map(nodeOf),
  });
  const tops = teams.filter(({ parent_id }) => parent_id === null || !known.has(parent_id));
  const within = (id: string | null, department: Department | null): DepartmentNode => ({
    department,
    teams: tops.filter(({ department_id }) => department_id === id).map(nodeOf),
    members: people.filter((person) => person.team_id === null && person.department_id === id),
  });
  const rest = within(null, null);
  return [
    ...departments.map((department) => within(department.id, department)),
    ...(rest.teams.length + rest.members.length > 0 ? [rest] : []),
  ];
}

/** A team and every team below it. */
export function branchOf(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id]);
  // A set may grow while it is walked.
  for (const above of found) for (const team of teams) if (team.parent_id === above) found.add(team.id);
  return found;
}

/** How many people are in a team and the teams below it. */
export const sizeOf = (node: TeamNode): number =>
  node.members.length + node.below.reduce((sum, one) => sum + sizeOf(one), 0);
