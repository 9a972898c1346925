import type { Scope } from '../../providers/access';

/** How far a permission reaches, nothing included. */
export type Reach = Scope | 'none';

/** What is permitted, by resource and action; what is missing is not. */
export type Matrix = Record<string, Record<string, Reach>>;

export interface Role {
  id: string;
  key: string;
  name: string;
  shipped: boolean;
}

/** From nothing to everything. */
export const reaches = ['none', 'own', 'team', 'department', 'all'] as const;

export const isReach = (value: unknown): value is Reach => reaches.some((reach) => reach === value);

/** How far a matrix lets do something. */
export const reachIn = (matrix: Matrix, resource: string, action: string): Reach =>
  matrix[resource]?.[action] ?? 'none';

/** Rows of `role_permissions` as a matrix; of several roles the widest reach counts. */
export function matrixOf(rows: readonly { resource: string; action: string; scope: Reach }[]): Matrix {
  const matrix: Matrix = {};
  for (const { resource, action, scope } of rows) {
    const actions = matrix[resource] ?? {};
    matrix[resource] = actions;
    const known = actions[action] ?? 'none';
    actions[action] = reaches.indexOf(scope) > reaches.indexOf(known) ? scope : known;
  }
  return matrix;
}

/** A matrix with some of its cells replaced. */
export const overlay = (matrix: Matrix, cells: Matrix): Matrix => ({
  ...matrix,
  ...Object.fromEntries(
    Object.entries(cells).map(([resource, actions]) => [resource, { ...matrix[resource], ...actions }]),
  ),
});

/** The cells in which two matrices differ. */
export function differences(
  before: Matrix,
  after: Matrix,
): { resource: string; action: string; from: Reach; to: Reach }[] {
  const keys = new Set(
    [before, after].flatMap((matrix) =>
      Object.entries(matrix).flatMap(([resource, actions]) =>
        Object.keys(actions).map((action) => `${resource} ${action}`),
      ),
    ),
  );
  return [...keys].flatMap((key) => {
    const [resource = '', action = ''] = key.split(' ');
    const from = reachIn(before, resource, action);
    const to = reachIn(after, resource, action);
    return from === to ? [] : [{ resource, action, from, to }];
  });
}
