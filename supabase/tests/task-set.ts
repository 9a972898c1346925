import { randomUUID } from 'node:crypto';
import { type Client, createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

/** People whom the tests of tasks begin with. */
export interface TaskDesk {
  rep: Person;
  /** A rep of another team. */
  colleague: Person;
  /** Manages the rep's team. */
  lead: Person;
  /** Reads every task and changes none. */
  reader: Person;
}

export async function taskDesk(): Promise<TaskDesk> {
  await sql.query(`select private.ensure_defaults('en')`);
  const team = await createTeam();
  return {
    rep: await createPerson({ roles: ['sales_rep'], teamId: team }),
    colleague: await createPerson({ roles: ['sales_rep'], teamId: await createTeam() }),
    lead: await createPerson({ roles: ['sales_manager'], teamId: team }),
    reader: await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] }),
  };
}

export const save = (api: Client, payload: object) =>
  api.rpc('save_task', { payload: JSON.parse(JSON.stringify(payload)) });
export const create = async (person: Person, task: object) => {
  const id = randomUUID();
  const { error } = await save(person.api, { id, new: true, task: { title: 'Call back', ...task } });
  return { id, error };
};
/** A task of a person's own. */
export const taskOf = async (person: Person, task: object = {}) => {
  const { id, error } = await create(person, task);
  if (error) throw error;
  return id;
};
export const move = (person: Person, task: string, status: string, completed?: string) =>
  person.api.rpc('move_task', { task, status, completed });

export const stored = async (id: string) => {
  const { rows } = await sql.query<Record<string, unknown>>('select * from public.tasks where id = $1', [id]);
  return rows[0];
};
export const sees = async (person: Person, id: string) =>
  (await person.api.from('tasks').select('id').eq('id', id)).data?.length === 1;

export const customerOf = (owner: Person | null, name = `Customer ${randomUUID()}`) =>
  value<string>('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
    name,
    owner?.id,
  ]);
export const dealOf = (owner: Person, customer: string) =>
  value<string>(
    `insert into public.deals (name, customer_id, owner_id, pipeline_id, stage_id)
     select 'Desks', $1, $2, s.pipeline_id, s.id from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
     where p.is_default and s.outcome = 'open' order by s.position limit 1 returning id`,
    [customer, owner.id],
  );
