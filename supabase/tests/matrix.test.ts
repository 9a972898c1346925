import { beforeAll, describe, expect, test } from 'vitest';
import { type Company, foundCompany } from './matrix/company.ts';
import { arrange, arrangeCommon, type Ids, kinds } from './matrix/records.ts';
import type { Matrix, Scope } from './matrix/rights.ts';
import { tryKind, type Verdict } from './matrix/try.ts';
import { sql } from './support.ts';

const shipped = [
  'admin',
  'auditor',
  'executive',
  'marketer',
  'marketing_manager',
  'sales_manager',
  'sales_rep',
  'support_agent',
  'support_manager',
];

let company: Company;
const matrices = new Map<string, Matrix>();
const records = new Map<string, Ids>();
const total = { allowed: 0, denied: 0 };

beforeAll(async () => {
  company = await foundCompany();
  await arrangeCommon(company);
  for (const actor of company.actors) {
    records.set(actor.role, await arrange(company, actor));
    const { rows } = await sql.query<{ resource: string; action: string; scope: Scope }>(
      `select p.resource, p.action, p.scope::text from public.role_permissions p join public.roles r on r.id = p.role_id where r.key = $1`,
      [actor.role],
    );
    const matrix: Matrix = {};
    for (const { resource, action, scope } of rows) {
      const actions = matrix[resource] ?? {};
      actions[action] = scope;
      matrix[resource] = actions;
    }
    matrices.set(actor.role, matrix);
  }
});

test('every role that is shipped is tried', () => {
  expect(company.actors.map(({ role }) => role)).toEqual(shipped);
});

describe.each(shipped)('what the role %s lets one do', (role) => {
  test.each(kinds.map((kind) => [kind.table, kind] as const))('with %s', async (_, kind) => {
    const actor = company.actors.find((candidate) => candidate.role === role);
    const matrix = matrices.get(role);
    const ids = records.get(role);
    if (!actor || !matrix || !ids) throw new Error(`nobody is ${role}`);
    const verdict: Verdict = { allowed: 0, denied: 0, wrong: [] };
    await tryKind({ company, actor, matrix, ids, verdict }, kind);
    expect(verdict.wrong).toEqual([]);
    total.allowed += verdict.allowed;
    total.denied += verdict.denied;
  });
});

test('much is allowed and much is denied: neither half of the matrix is empty', () => {
  expect(total.allowed).toBeGreaterThan(1500);
  expect(total.denied).toBeGreaterThan(1500);
});
