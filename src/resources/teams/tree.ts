import type { Tables } from '../../lib/database.types';

export type Department = Pick<Tables<'departments'>, 'id' | 'key' | 'name' | 'updated_at'>;
export type Team = Pick<
  Tables<'teams'>,
  'id' | 'name' | 'parent_id' | 'department_id' | 'lead_id' | 'region' | 'updated_at'
>;
export type Member = Pick<Tables<'profiles'>, 'id' | 'full_name' | 'job_title' | 'team_id' | 'department_id'>;

export interface TeamNode {
  team: Team;
  /** The team above, where that is of another department. */
  above?: string;
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

/**
 * The company by departments: a team stands below its parent within its department (its parent's where it names none), and
 * first in it where the parent is of another.
 */
export function treeOf(
  departments: readonly Department[],
  teams: readonly Team[],
  people: readonly Member[],
): DepartmentNode[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const parentOf = ({ parent_id }: Team) => (parent_id ? byId.get(parent_id) : undefined);
  const departmentOf = (team: Team): string | null => {
    const parent = parentOf(team);
    return team.department_id ?? (parent ? departmentOf(parent) : null);
  };
  const isNested = (team: Team) => {
    const parent = parentOf(team);
    return parent !== undefined && departmentOf(parent) === departmentOf(team);
  };
  const nodeOf = (team: Team): TeamNode => ({
    team,
    above: isNested(team) ? undefined : parentOf(team)?.name,
    members: people.filter(({ team_id }) => team_id === team.id),
    below: teams.filter((one) => one.parent_id === team.id && isNested(one)).map(nodeOf),
  });
  const tops = teams.filter((team) => !isNested(team));
  const within = (id: string | null, department: Department | null): DepartmentNode => ({
    department,
    teams: tops.filter((team) => departmentOf(team) === id).map(nodeOf),
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

/** How many people are in a team and the teams shown below it. */
export const sizeOf = (node: TeamNode): number =>
  node.members.length + node.below.reduce((sum, one) => sum + sizeOf(one), 0);
