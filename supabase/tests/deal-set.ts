import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Client, createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

/** People, a pipeline and products of a test file's own. */
export interface DealDesk {
  rep: Person;
  /** A rep of another team. */
  otherRep: Person;
  /** Of the rep's team. */
  manager: Person;
  /** Reads every deal and changes none. */
  marketer: Person;
  /** Sees no deal. */
  outsider: Person;
  pipeline: string;
  /** new and offer are open; won, lost. */
  stages: Record<string, string>;
  reason: string;
  desk: string;
  lamp: string;
  /** Makes a deal through the API as this person. Gives its id. */
  create(person: Person, deal?: Record<string, unknown>, more?: object): Promise<string>;
}

export const json = (payload: object) => JSON.parse(JSON.stringify(payload));
export const save = (api: Client, payload: object) => api.rpc('save_deal', { payload: json(payload) });
export const move = (
  api: Client,
  args: {
    deal: string;
    stage?: string;
    below?: string | null;
    lost_reason?: string;
    competitor?: string;
    board?: object;
  },
) => api.rpc('move_deal', json(args) as never);

export const customerOf = (owner: Person, name = 'Nordwind GmbH') =>
  value<string>('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
    name,
    owner.id,
  ]);
export const contactOf = (customer: string) =>
  value<string>(`insert into public.contacts (customer_id, full_name) values ($1, 'Yara Öz') returning id`, [
    customer,
  ]);
export const stored = async (id: string) =>
  (await sql.query<Record<string, unknown>>('select * from public.deals where id = $1', [id])).rows[0];
export const versionOf = (table: string, key: string, id: string) =>
  value<string>(`select to_json(updated_at) #>> '{}' from public.${table} where ${key} = $1`, [id]);
export const orderOf = async (stage: string) =>
  (
    await sql.query<{ id: string; board_position: number }>(
      'select id, board_position from public.deals where stage_id = $1 and deleted_at is null order by board_position, id',
      [stage],
    )
  ).rows;

/** Makes what tests of deals begin with. */
export async function dealDesk(): Promise<DealDesk> {
  await sql.query(`select private.ensure_defaults('en')`);
  await sql.query(
    `insert into public.settings (organisation, base_currency, timezone) values ('Test', 'USD', 'Asia/Tehran') on conflict do nothing`,
  );
  const team = await createTeam();
  const rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  const otherRep = await createPerson({ roles: ['sales_rep'] });
  const manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  const marketer = await createPerson({ roles: ['marketer'] });
  const outsider = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
  // A pipeline of this file's own: nobody else's deals stand on its board.
  const pipeline = await value<string>(`insert into public.pipelines (name) values ($1) returning id`, [
    `Test ${randomUUID()}`,
  ]);
  const stages: Record<string, string> = {};
  const steps = [
    ['new', 1, 0.1, 'open'],
    ['offer', 2, 0.5, 'open'],
    ['won', 3, 1, 'won'],
    ['lost', 4, 0, 'lost'],
  ] as const;
  for (const [key, position, chance, outcome] of steps) {
    stages[key] = await value(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome) values ($1, $2, $2, $3, $4, $5) returning id`,
      [pipeline, key, position, chance, outcome],
    );
  }
  const reason = await value<string>('select id from public.lost_reasons order by position limit 1');
  const product = (name: string, line: string) =>
    value<string>(
      `insert into public.products (sku, name, product_line, list_price, currency) values ($1, $2, $3, 100, 'USD') returning id`,
      [randomUUID(), name, line],
    );
  const [desk, lamp] = [await product('Desk', 'Desks'), await product('Lamp', 'Lamps')];

  const create = async (
    person: Person,
    deal: Record<string, unknown> = {},
    more: object = {},
  ): Promise<string> => {
    const id = randomUUID();
    const { error } = await save(person.api, {
      id,
      new: true,
      deal: { name: 'Forty desks', stage_id: stages.new, ...deal },
      ...more,
    });
    expect(error).toBeNull();
    return id;
  };

  return { rep, otherRep, manager, marketer, outsider, pipeline, stages, reason, desk, lamp, create };
}
