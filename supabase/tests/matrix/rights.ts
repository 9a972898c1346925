/**
 * What the matrix and the design say that somebody may do, worked out in plain TypeScript from where a record stands to
 * the person: no helper of the database is asked.
 */

export type Scope = 'none' | 'own' | 'team' | 'department' | 'all';

/** How a record stands to the person who asks. */
export const stances = [
  'own',
  'made',
  'mate',
  'report',
  'deep',
  'teams',
  'colleague',
  'other',
  'nobody',
  'shared',
  'edited',
  'expired',
  'lapsed',
] as const;
/**
 * own: theirs. made: made by them for somebody else. mate: a team-mate's. report: of somebody whom they manage. deep: of
 * a member of a team below one that their report leads. teams: their team's (a ticket: of their team's queue), nobody's
 * by name. colleague: of their department, in another team. other: of another department. nobody: nobody's at all.
 * shared, edited: another's, shared with them to read, to edit. expired: shared until yesterday. lapsed: theirs, in the trash.
 */
export type Stance = (typeof stances)[number];

const order: Scope[] = ['none', 'own', 'team', 'department', 'all'];
const least: Record<Stance, Scope> = {
  own: 'own',
  made: 'own',
  mate: 'team',
  report: 'team',
  deep: 'team',
  teams: 'team',
  colleague: 'department',
  other: 'all',
  nobody: 'all',
  shared: 'all',
  edited: 'all',
  expired: 'all',
  lapsed: 'own',
};

/** `{ deals: { read: 'own' } }`: what is missing is none. */
export type Matrix = Record<string, Record<string, Scope>>;

export const scopeIn = (matrix: Matrix, resource: string, action: string): Scope =>
  matrix[resource]?.[action] ?? 'none';

/** Whether a scope by itself covers a record that stands so; what is in the trash is nobody's business here. */
export function covers(scope: Scope, stance: Stance): boolean {
  return order.indexOf(scope) >= order.indexOf(least[stance]);
}

/** Whether a share adds what the scope does not cover; never where the role allows the action with no record at all. */
function lent(scope: Scope, stance: Stance, action: string): boolean {
  if (scope === 'none') return false;
  if (stance === 'shared') return action === 'read';
  return stance === 'edited' && (action === 'read' || action === 'update');
}

/** Whether the action is allowed on a record of a resource itself. */
export function mayTouch(matrix: Matrix, resource: string, action: string, stance: Stance): boolean {
  if (stance === 'lapsed') return false;
  const scope = scopeIn(matrix, resource, action);
  return covers(scope, stance) || lent(scope, stance, action);
}

/** What hangs on a record: which permission each verb asks for. */
export interface Hanging {
  resource: string;
  parent: string;
  read: string;
  insert: string | null;
  update: string | null;
  delete: string | null;
}

/** Whether a verb is allowed on what hangs on a record that stands so. */
export function mayTouchHanging(
  matrix: Matrix,
  hanging: Hanging,
  verb: 'read' | 'insert' | 'update' | 'delete',
  stance: Stance,
): boolean {
  const action = hanging[verb];
  if (action === null || stance === 'lapsed') return false;
  const group = hanging.resource.includes('.');
  const scope = scopeIn(matrix, hanging.resource, action);
  const hung = !group && hanging.resource !== hanging.parent;
  const byShare =
    !group &&
    (lent(scope, stance, action) || (hung && action === 'create' && scope !== 'none' && stance === 'edited'));
  const reached = covers(scope, stance) || byShare;
  const parentSeen = mayTouch(matrix, hanging.parent, 'read', stance);
  if (verb === 'read') return reached && (!group || parentSeen);
  // whoever changes or deletes names the row, and so has to see it
  const rowSeen = verb === 'insert' || mayTouchHanging(matrix, hanging, 'read', stance);
  return reached && rowSeen && (hanging.resource === hanging.parent || parentSeen);
}
