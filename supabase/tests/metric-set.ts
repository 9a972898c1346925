import { randomUUID } from 'node:crypto';
import { callRpc } from '../../src/providers/data/rpc.ts';
import { type Client, createPerson, createTeam, type Person, sql, value } from './support.ts';

export type Json = Record<string, unknown>;
export interface Answer {
  rows: Json[];
  totals: Record<string, number | null>;
  pace?: {
    elapsed: number;
    compared: { totals: Record<string, number | null>; period: { from: string; to: string } } | null;
  };
  today: string;
  currency: string;
  compared?: { totals: Record<string, number | null>; period: { from: string; to: string } };
  period: { from: string | null; to: string | null };
  skipped: number;
  more: boolean;
  error?: { key: string; code: string; field: string; message: string };
}

/** Asks as the app does: by GET where that is possible. Rejects with what PostgREST says. */
export async function batch(api: Client, requests: unknown): Promise<Record<string, Answer>> {
  const { data, error } = await callRpc(api, 'query_metrics', { requests }, { stable: true });
  if (error) throw error;
  return data as Record<string, Answer>;
}

export async function ask(api: Client, request: Json): Promise<Answer> {
  const { q } = await batch(api, [{ id: 'q', ...request }]);
  if (!q || q.error) throw new Error(q?.error?.message ?? 'no answer', { cause: q?.error });
  return q;
}

/** A sales company of a test file's own. */
export interface SalesCompany {
  rep: Person;
  /** A rep of another team. */
  other: Person;
  /** Leads the rep's team, whose region is North. */
  manager: Person;
  exec: Person;
  customer: string;
  /** Makes a deal: won on 10 May 2024 for 100 USD by the rep unless wished otherwise. Gives its id. */
  deal(wishes?: Wishes): Promise<string>;
  team: string;
}

interface Wishes {
  owner?: string | null;
  stage?: 'open' | 'won' | 'lost';
  amount?: number | null;
  currency?: string;
  opened?: string;
  closed?: string;
  customer?: string;
  probability?: number;
  deleted?: boolean;
  items?: [product: string, price: number][];
}

export const newCustomer = () =>
  value<string>(`insert into public.customers (name, kind) values ($1, 'company') returning id`, [
    `Customer ${randomUUID()}`,
  ]);
export const newProduct = (line: string) =>
  value<string>(
    'insert into public.products (sku, name, product_line, list_price) values ($1, $1, $2, 10) returning id',
    [randomUUID(), line],
  );
/** An order of 10 May 2024, confirmed, of 100 USD unless wished otherwise, with items as [product, price, quantity]. */
export async function newOrder(
  customer: string,
  owner: string,
  wishes: {
    total?: number;
    currency?: string;
    status?: string;
    at?: string;
    deleted?: boolean;
    items?: [product: string, price: number, quantity: number][];
  } = {},
): Promise<string> {
  const made = await value<string>(
    `insert into public.orders (customer_id, owner_id, total, currency, status, ordered_at, deleted_at)
     values ($1, $2, $3, $4, $5, $6, case when $7 then now() end) returning id`,
    [
      customer,
      owner,
      wishes.total ?? 100,
      wishes.currency ?? 'USD',
      wishes.status ?? 'confirmed',
      wishes.at ?? '2024-05-10T08:00:00Z',
      wishes.deleted ?? false,
    ],
  );
  for (const [product, price, quantity] of wishes.items ?? []) {
    await sql.query(
      'insert into public.order_items (order_id, product_id, unit_price, quantity) values ($1, $2, $3, $4)',
      [made, product, price, quantity],
    );
  }
  return made;
}

export const inMay = { range: { from: '2024-05-01', to: '2024-05-31' } };

/** Sets the organisation to USD, Taipei and weeks from Monday, and makes a company with a pipeline of its own. */
export async function salesCompany(): Promise<SalesCompany> {
  await sql.query(
    `insert into public.settings (organisation, base_currency, timezone, week_start) values ('Test', 'USD', 'Asia/Taipei', 1)
     on conflict (id) do update set base_currency = 'USD', timezone = 'Asia/Taipei', week_start = 1, fiscal_year_start = 1`,
  );
  const pipeline = await value<string>('insert into public.pipelines (name) values ($1) returning id', [
    randomUUID(),
  ]);
  const stage = (key: string, position: number, probability: number) =>
    value<string>(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome)
       values ($1, $2, $2, $3, $4, $2) returning id`,
      [pipeline, key, position, probability],
    );
  const stages = {
    open: await stage('open', 1, 0.25),
    won: await stage('won', 2, 1),
    lost: await stage('lost', 3, 0),
  };
  const team = await createTeam();
  const manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  await sql.query('update public.teams set lead_id = $1, region = $2 where id = $3', [
    manager.id,
    'North',
    team,
  ]);
  const rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  const other = await createPerson({ roles: ['sales_rep'], teamId: await createTeam() });
  const exec = await createPerson({ roles: ['executive'] });
  const customer = await newCustomer();

  const deal = async (wishes: Wishes = {}): Promise<string> => {
    const stage = wishes.stage ?? 'won';
    const made = await value<string>(
      `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, currency, closed_at, customer_id, win_probability, opened_at)
       values ('Deal', $1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now())) returning id`,
      [
        stages[stage],
        pipeline,
        wishes.owner === undefined ? rep.id : wishes.owner,
        wishes.amount === undefined ? 100 : wishes.amount,
        wishes.currency ?? 'USD',
        stage === 'open' ? null : (wishes.closed ?? '2024-05-10T08:00:00Z'),
        wishes.customer ?? customer,
        wishes.probability,
        wishes.opened,
      ],
    );
    for (const [product, price] of wishes.items ?? []) {
      await sql.query('insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, $3)', [
        made,
        product,
        price,
      ]);
    }
    if (wishes.deleted) await sql.query('update public.deals set deleted_at = now() where id = $1', [made]);
    return made;
  };

  return { rep, other, manager, exec, customer, deal, team };
}
