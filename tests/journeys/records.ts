import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type pg from 'pg';
import { account } from './fixtures.ts';
import type { Texts } from './texts.ts';

/** What the journeys over several resources need to know of each. */
export interface Kind {
  resource: 'deals' | 'tickets';
  /** Whose demo account may do everything with its own records. */
  who: string;
  /** The column that names a record, and another that a form changes. */
  title: string;
  other: { column: string; value: string };
  /** Makes a record of that person's with this name. Gives its id. */
  make(sql: pg.Pool, name: string): Promise<string>;
}

async function idOf(answer: Promise<pg.QueryResult<{ id: string }>>): Promise<string> {
  const { rows } = await answer;
  if (!rows[0]) throw new Error('the record was made');
  return rows[0].id;
}

/** A customer of this account's, which they made. Gives its id. */
export const makeCustomer = (sql: pg.Pool, who: string, name: string): Promise<string> =>
  idOf(
    sql.query(
      `insert into public.customers (name, owner_id, created_by)
       select $1, id, id from public.profiles where email = $2 returning id`,
      [name, account(who)],
    ),
  );

/** A deal of this account's, in the default pipeline's first stage of that outcome. Gives its id. */
export const makeDeal = (
  sql: pg.Pool,
  who: string,
  name: string,
  { outcome = 'open', customer = null }: { outcome?: 'open' | 'won'; customer?: string | null } = {},
): Promise<string> =>
  idOf(
    sql.query(
      `insert into public.deals (name, customer_id, stage_id, pipeline_id, amount, currency, owner_id)
       select $1, $3, s.id, s.pipeline_id, 100, 'USD', p.id
       from public.profiles p, public.pipeline_stages s join public.pipelines l on l.id = s.pipeline_id and l.is_default
       where p.email = $2 and s.outcome = $4 order by s.position limit 1 returning id`,
      [name, account(who), customer, outcome],
    ),
  );

/** Does something in one transaction, as an account of the demo company does by the API. */
export async function actAs(
  sql: pg.Pool,
  who: string,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('request.jwt.claims', jsonb_build_object('sub', user_id, 'role', 'authenticated')::text, true)
       from public.profiles where email = $1`,
      [account(who)],
    );
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Gives a deal to an account, as another does. */
export const giveDeal = (sql: pg.Pool, id: string, to: string, by: string): Promise<void> =>
  actAs(sql, by, (client) =>
    client.query(
      `select private.change_records('deals', 'assign', array[$1::uuid], id) from public.profiles where email = $2`,
      [id, account(to)],
    ),
  );

/** Changes a deal's next step, as an account does. */
export const changeDeal = (sql: pg.Pool, id: string, by: string): Promise<void> =>
  actAs(sql, by, (client) =>
    client.query('update public.deals set next_step = $2 where id = $1', [id, freshName('Call')]),
  );

export const kinds: readonly Kind[] = [
  {
    resource: 'deals',
    who: 'sales.manager',
    title: 'name',
    other: { column: 'next_step', value: 'Send the offer' },
    make: (sql, name) => makeDeal(sql, 'sales.manager', name),
  },
  {
    resource: 'tickets',
    who: 'support.manager',
    title: 'subject',
    other: { column: 'category', value: 'billing' },
    make: (sql, name) =>
      idOf(
        sql.query(
          `insert into public.tickets (subject, queue_id, assignee_id)
           select $1, q.id, p.id from public.profiles p, public.ticket_queues q
           where p.email = $2 order by q.name limit 1 returning id`,
          [name, account('support.manager')],
        ),
      ),
  },
];

/** A name that no other record has. */
export const freshName = (what: string): string => `${what} ${randomUUID().slice(0, 8)}`;

/** The field of a form by its name in the locale files. */
export const fieldOf = (page: Page, t: Texts, { resource }: Kind, column: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${t(`${resource}.fields.${column}`)}`) });

/** The text field of a resource's form that this column is written by, whether it is wanted or not. */
export const nameField = (page: Page, t: Texts, resource: string, field = 'name') =>
  page.getByRole('textbox', {
    name: new RegExp(`^${t(`${resource}.fields.${field}`)}( ${t('form.optional')})?$`),
  });
