import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, signIn, sql, value } from '../support.ts';

const accounts = [
  'admin',
  'exec',
  'sales.manager',
  'sales.rep',
  'sales.rep2',
  'support.manager',
  'support.agent',
  'marketing.manager',
  'marketer',
] as const;
type Account = (typeof accounts)[number];
type Table =
  | 'customers'
  | 'deals'
  | 'orders'
  | 'activities'
  | 'tasks'
  | 'tickets'
  | 'customer_contact_details'
  | 'customer_demographics';

const api = new Map<Account, Client>();
const id = new Map<Account, string>();

beforeAll(async () => {
  for (const account of accounts) {
    api.set(account, await signIn(`${account}@atrium.example`));
    id.set(
      account,
      await value<string>('select id from public.profiles where email = $1', [`${account}@atrium.example`]),
    );
  }
});

/** How many rows of a table an account reads through the API. */
async function reads(account: Account, table: Table): Promise<number> {
  const client = api.get(account);
  if (!client) throw new Error(account);
  const { count, error } = await client.from(table).select('*', { count: 'exact', head: true });
  expect(error).toBeNull();
  return count ?? -1;
}

/** How many rows there are, by a condition on the people that an account's scope covers. */
const rows = (table: Table, condition = 'true', parameters: unknown[] = []) =>
  value<string>(`select count(*) from public.${table} t where ${condition}`, parameters).then(Number);

const alive = 'deleted_at is null';
/** The sales manager's team, told apart from the policies by her being its lead. */
const herTeam = `(select p.id from public.profiles p join public.teams t on t.id = p.team_id where t.lead_id = $1)`;

describe('each account sees what it should and no more', () => {
  test('admin and executive: everything', async () => {
    for (const table of ['customers', 'deals', 'orders', 'activities', 'tasks', 'tickets'] as const) {
      const all = await rows(table, alive);
      expect(all, table).toBeGreaterThan(1000);
      expect(await reads('admin', table), table).toBe(all);
      expect(await reads('exec', table), table).toBe(all);
    }
  });

  test('a sales rep: what they own or made, with the contact details of their own customers', async () => {
    for (const account of ['sales.rep', 'sales.rep2'] as const) {
      const me = [id.get(account)];
      for (const table of ['customers', 'deals'] as const) {
        const mine = await rows(table, `${alive} and (owner_id = $1 or created_by = $1)`, me);
        expect(mine).toBeGreaterThan(20);
        expect(await reads(account, table), table).toBe(mine);
      }
      const details = await rows(
        'customer_contact_details',
        `customer_id in (select id from public.customers where ${alive} and (owner_id = $1 or created_by = $1))`,
        me,
      );
      expect(await reads(account, 'customer_contact_details')).toBe(details);
      expect(await reads(account, 'tasks')).toBe(
        await rows('tasks', `${alive} and (assignee_id = $1 or created_by = $1)`, me),
      );
      expect(await reads(account, 'tickets')).toBe(
        await rows('tickets', `${alive} and (assignee_id = $1 or created_by = $1)`, me),
      );
    }
  });

  test('the sales manager: her team’s, both reps’ among them, and not another region’s', async () => {
    const her = [id.get('sales.manager')];
    const team = `${alive} and (owner_id in ${herTeam} or team_id in (select id from public.teams where lead_id = $1) or owner_id = $1 or created_by = $1)`;
    for (const table of ['customers', 'deals'] as const) {
      const seen = await reads('sales.manager', table);
      expect(seen, table).toBe(await rows(table, team, her));
      expect(seen).toBeGreaterThan(
        (await reads('sales.rep', table)) + (await reads('sales.rep2', table)) - 1,
      );
      expect(seen).toBeLessThan(await rows(table, alive));
    }
  });

  test('support: every customer and how to reach them, no demographics, no deals, tickets of their teams and queues', async () => {
    for (const account of ['support.agent', 'support.manager'] as const) {
      expect(await reads(account, 'customers')).toBe(await rows('customers', alive));
      expect(await reads(account, 'customer_contact_details')).toBeGreaterThan(1000);
      expect(await reads(account, 'customer_demographics')).toBe(0);
      expect(await reads(account, 'deals')).toBe(0);
    }
    const seen = await reads('support.agent', 'tickets');
    expect(seen).toBeGreaterThan(100);
    expect(seen).toBeLessThan(await reads('support.manager', 'tickets'));
  });

  test('an unassigned ticket is seen by its queue', async () => {
    const { rows: waiting } = await sql.query<{ id: string; member: boolean }>(
      `select t.id, exists (select from public.ticket_queue_members m where m.queue_id = t.queue_id and m.profile_id = $1)
         or coalesce(q.team_id = (select team_id from public.profiles where id = $1), false) as member
       from public.tickets t join public.ticket_queues q on q.id = t.queue_id
       where t.assignee_id is null and t.created_by is distinct from $1 and t.deleted_at is null`,
      [id.get('support.agent')],
    );
    const { data } =
      (await api.get('support.agent')?.from('tickets').select('id').is('assignee_id', null).limit(1000)) ??
      {};
    const seen = new Set(data?.map((row) => row.id));
    expect(waiting.some((row) => row.member)).toBe(true);
    for (const row of waiting) expect(seen.has(row.id)).toBe(row.member);
  });

  test('marketing: every customer; demographics, but contact details only for the manager', async () => {
    expect(await reads('marketer', 'customers')).toBe(await rows('customers', alive));
    expect(await reads('marketer', 'customer_demographics')).toBeGreaterThan(500);
    expect(await reads('marketer', 'customer_contact_details')).toBe(0);
    expect(await reads('marketing.manager', 'customer_contact_details')).toBeGreaterThan(1000);
    expect(await reads('marketer', 'tickets')).toBeLessThan(50);
  });
});

test('a phone number that one may not read finds nobody', async () => {
  const { rows: some } = await sql.query<{ phone: string; customer_id: string }>(
    `select phone, customer_id from public.customer_contact_details where phone is not null limit 1`,
  );
  const half = some[0]?.phone.replace(/\D/g, '').slice(-7) ?? '';
  const found = async (account: Account) =>
    (await api.get(account)?.rpc('search_customers', { q: half }).select('id'))?.data?.map((row) => row.id);
  expect(await found('support.agent')).toContain(some[0]?.customer_id);
  expect(await found('marketer')).toEqual([]);
});
