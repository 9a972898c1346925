import { expect } from 'vitest';
import { createPerson, createTeam, type Person, sql } from './support.ts';

/** A manager with a rep in one team, a rep of another team, and an administrator. */
export async function bulkPeople() {
  const team = await createTeam();
  const manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  return {
    manager,
    rep: await createPerson({ roles: ['sales_rep'], teamId: team, managerId: manager.id }),
    outsider: await createPerson({ roles: ['sales_rep'], teamId: await createTeam() }),
    admin: await createPerson({ roles: ['admin'] }),
  };
}

/** What a step of a bulk change answers. */
export interface Step {
  status: string;
  done: number;
  total: number;
  counts: Record<string, number>;
}

/** Makes customers of an owner; `more` is SQL that sets further columns. Gives their ids. */
export async function customers(count: number, owner: string | null, more = ''): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into public.customers (name, owner_id, tier) select 'Bulk ' || i, $1, 'small' from generate_series(1, $2) i returning id`,
    [owner, count],
  );
  if (more)
    await sql.query(`update public.customers set ${more} where id = any ($1)`, [rows.map((r) => r.id)]);
  return rows.map(({ id }) => id);
}

/** The different values of a column among customers. */
export const field = (ids: string[], column: string) =>
  sql
    .query<{ v: unknown }>(
      `select distinct ${column} as v from public.customers where id = any ($1) order by 1`,
      [ids],
    )
    .then(({ rows }) => rows.map(({ v }) => v));

/** Begins a bulk change of these records and gives its job. */
export async function begin(
  person: Person,
  ids: string[],
  action: string,
  changes: object = {},
  resource = 'customers',
) {
  const begun = await person.api.rpc('begin_bulk', {
    payload: { resource, action, changes: { ...changes } },
  });
  expect(begun.error).toBeNull();
  const job = String(begun.data);
  const staged = await person.api.rpc('stage_bulk', { job, ids });
  expect(staged.error).toBeNull();
  return job;
}

/** Takes a job to its end, batch by batch, and gives the last answer. */
export async function run(
  person: Person,
  step: 'apply_bulk' | 'undo_bulk',
  job: string,
  batch = 1000,
): Promise<Step> {
  for (;;) {
    const { data, error } = await person.api.rpc(step, { job, batch });
    expect(error).toBeNull();
    const answer = data as unknown as Step;
    if (answer.status === 'done' || answer.status === 'undone') return answer;
  }
}

/** The records of a job that have a status, and why. */
export const issues = async (person: Person, job: string, wanted: string) =>
  (await person.api.rpc('list_bulk_rows', { job, wanted })).data as {
    id: string;
    issue: string;
    name: string | null;
  }[];
