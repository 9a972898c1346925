import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../seed/index.ts';
import { brokenReferences, invariants, wrongKeys, wrongSearchTexts } from '../seed/invariants.ts';
import { emptyProject } from './support.ts';

const asOf = '2026-03-01';
type Project = Awaited<ReturnType<typeof emptyProject>>;

async function make(
  seed: number,
  scale: number,
  day = asOf,
  from: 'template' | 'migrations' = 'template',
): Promise<Project> {
  const project = await emptyProject(from);
  const client = await project.sql.connect();
  try {
    await client.query('begin');
    await seedDemo(client, { scale, seed, asOf: day });
    await client.query('commit');
    await client.query('analyze');
  } finally {
    client.release();
  }
  return project;
}

async function inTransaction<T>(project: Project, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await project.sql.connect();
  try {
    await client.query('begin');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function value(project: Project, text: string, parameters: unknown[] = []): Promise<number> {
  const { rows } = await project.sql.query<unknown[]>({ text, values: parameters, rowMode: 'array' });
  return Number(rows[0]?.[0]);
}

/** A checksum of every table of public; sign-ins and roles are an installation's own and left out. */
async function checksums(project: Project): Promise<Record<string, string>> {
  const { rows: tables } = await project.sql.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname not in ('roles', 'role_permissions', 'profile_roles', 'jobs', 'audit_log') order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await project.sql.query<{ sum: string }>(
      `select count(*) || ':' || coalesce(sum(hashtextextended((to_jsonb(t) - 'user_id')::text, 0)), 0) as sum from public.${name} t`,
    );
    sums[name] = rows[0]?.sum ?? '';
  }
  return sums;
}

describe('a demo company', () => {
  let company: Project;
  beforeAll(async () => {
    company = await make(1, 1);
  });
  afterAll(() => company.close());

  it.each([
    ['departments', 4],
    ['teams', 8],
    ['profiles', 40],
    ['customers', 1200],
    ['deals', 3000],
    ['orders', 2500],
    ['activities', 12000],
    ['tickets', 4000],
    ['tasks', 2000],
  ])('has its %s', async (table, wanted) => {
    expect(await value(company, `select count(*) from public.${table}`)).toBe(wanted);
  });

  it.each(Object.entries(invariants))('%s', async (_, query) => {
    expect(await value(company, query, query.includes('$1') ? [asOf] : [])).toBe(0);
  });

  it('leaves no line in the audit log', async () => {
    const rows = `select count(*) from public.audit_log where resource in ('customers', 'deals', 'tasks', 'profiles')`;
    expect(await value(company, rows)).toBe(0);
  });

  it('refers to nothing that is not there, though no foreign key was checked', async () => {
    expect(await inTransaction(company, brokenReferences)).toEqual([]);
  });

  it('carries the access keys that the triggers would copy', async () => {
    expect(await inTransaction(company, wrongKeys)).toEqual([]);
  });

  it('is found by search as if it had been typed in', async () => {
    expect(await inTransaction(company, wrongSearchTexts)).toEqual([]);
  });

  it('has a strong and a weak rep', async () => {
    const { rows } = await company.sql.query<{ name: string; won: number; rate: number }>(
      `select p.full_name as name, sum(d.amount) filter (where d.outcome = 'won')::float8 as won,
         count(*) filter (where d.outcome = 'won')::float8 / count(*) as rate
       from public.deals d join public.profiles p on p.id = d.owner_id
       where d.outcome <> 'open' group by 1 having count(*) > 60`,
    );
    const of = (name: string) => rows.find((row) => row.name === name);
    expect(of('Marisol Herrera')?.rate).toBeGreaterThan(0.6);
    expect(of('Oliver Pemberton')?.rate).toBeLessThan(0.32);
    expect(of('Marisol Herrera')?.won).toBeGreaterThan(3 * (of('Oliver Pemberton')?.won ?? Number.NaN));
    expect(of('Sofia Lindqvist')?.rate).toBeGreaterThan(0.4);
    expect(of('Sofia Lindqvist')?.rate).toBeLessThan(0.6);
  });

  it('sells fewer and fewer deskphones', async () => {
    const share = (half: string) =>
      value(
        company,
        `select count(*) filter (where p.sku = 'KT-DESK550')::float8 / count(*)
         from public.order_items i join public.orders o on o.id = i.order_id join public.products p on p.id = i.product_id
         where o.ordered_at ${half} $1::date - interval '12 months'`,
        [asOf],
      );
    expect(await share('<')).toBeGreaterThan(1.8 * (await share('>=')));
  });

  it('had one month in which the backlog of tickets grew, and worked it off partly', async () => {
    const open = (day: string) =>
      value(
        company,
        `select count(*) from public.tickets where created_at < $1 and (solved_at is null or solved_at >= $1)`,
        [day],
      );
    // the bad release: the seventh of the month five months before
    const [before, height, later] = [
      await open('2025-10-07'),
      await open('2025-11-05'),
      await open('2026-02-01'),
    ];
    expect(height).toBeGreaterThan(3 * before);
    expect(later).toBeLessThan(0.8 * height);
    expect(later).toBeGreaterThan(before);
  });

  it('has regulars and customers who came once', async () => {
    const times = `select count(*) from (select count(*) as n from public.orders group by customer_id) x where n`;
    expect(await value(company, `${times} = 1`)).toBeGreaterThan(100);
    expect(await value(company, `${times} > 3`)).toBeGreaterThan(100);
  });

  it.each(['opened', 'won', 'ordered', 'asked', 'done'])(
    'has begun its month: something was %s',
    async (what) => {
      const since = `$1::timestamptz`;
      const query = {
        opened: `select count(*) from public.deals where opened_at >= ${since}`,
        won: `select count(*) from public.deals where outcome = 'won' and closed_at >= ${since}`,
        ordered: `select count(*) from public.orders where ordered_at >= ${since}`,
        asked: `select count(*) from public.tickets where created_at >= ${since}`,
        done: `select count(*) from public.activities where happened_at >= ${since}`,
      }[what];
      expect(await value(company, query ?? '', [`${asOf}T00:00:00Z`])).toBeGreaterThan(0);
    },
  );

  it('gives every rep late tasks, tasks for today and for later', async () => {
    const { rows } = await company.sql.query<{ late: number; today: number; later: number }>(
      `select count(*) filter (where due_at < $1::date)::integer as late, count(*) filter (where due_at >= $1::date and due_at < $1::date + 1)::integer as today,
         count(*) filter (where due_at >= $1::date + 1)::integer as later
       from public.tasks t join public.profiles p on p.id = t.assignee_id
       where p.email = 'sales.rep@atrium.example' and t.status in ('todo', 'in_progress', 'waiting')`,
      [asOf],
    );
    const tasks = rows[0];
    expect(tasks?.late).toBeGreaterThan(2);
    expect(tasks?.today).toBeGreaterThan(0);
    expect(tasks?.later).toBeGreaterThan(4);
  });

  it('gives a rep and their manager a week of meetings, some of them today', async () => {
    for (const who of ['sales.rep', 'sales.manager']) {
      const { rows } = await company.sql.query<{ week: number; today: number }>(
        `select count(*)::integer as week, count(*) filter (where e.starts_at >= $1::date and e.starts_at < $1::date + 1)::integer as today
         from public.events e join public.profiles p on p.email = $2
         where (e.owner_id = p.id or exists (select from public.event_participants a where a.event_id = e.id and a.profile_id = p.id))
           and e.starts_at >= $1::date - 3 and e.starts_at < $1::date + 4`,
        [asOf, `${who}@atrium.example`],
      );
      expect(rows[0]?.week, who).toBeGreaterThan(2);
      expect(rows[0]?.today, who).toBeGreaterThan(0);
    }
  });

  it('gives everybody who sells a quota that most come near and that is out of reach for some', async () => {
    const { rows } = await company.sql.query<{ sellers: number; near: number; over: number; under: number }>(
      `with attained as (
         select g.profile_id, sum(g.target) as quota, coalesce((
           select sum(d.amount * private.rate(d.currency, d.closed_at::date)) from public.deals d
           where d.owner_id = g.profile_id and d.outcome = 'won' and d.closed_at >= min(g.period_start) and d.closed_at < max(g.period_end) + 1), 0) as won
         from public.goals g join public.profiles p on p.id = g.profile_id and p.active
         where g.metric = 'deals.won_value' and g.period_end < $1::date and g.period_start >= $1::date - 370
         group by g.profile_id
       )
       select count(*)::integer as sellers, count(*) filter (where won between quota * .5 and quota * 1.6)::integer as near,
         count(*) filter (where won >= quota)::integer as over, count(*) filter (where won < quota)::integer as under
       from attained`,
      [asOf],
    );
    const found = rows[0];
    expect(found?.sellers).toBeGreaterThan(15);
    expect(found?.near).toBeGreaterThan((found?.sellers ?? 0) / 2);
    expect(found?.over).toBeGreaterThan(1);
    expect(found?.under).toBeGreaterThan(1);
  });

  it('has tickets nobody took, each with a queue', async () => {
    expect(
      await value(
        company,
        'select count(*) from public.tickets where assignee_id is null and queue_id is not null',
      ),
    ).toBeGreaterThan(20);
    expect(await value(company, 'select count(*) from public.tickets where queue_id is null')).toBe(0);
  });

  it('speaks the languages of its colleagues and customers', async () => {
    expect(await value(company, `select count(distinct locale) from public.profiles`)).toBe(4);
    for (const script of ['[一-鿿]', '[؀-ۿ]', '[가-힯]', '[ぁ-ヿ]', '[äöüßéèñçãøåł]']) {
      expect(
        await value(company, `select count(*) from public.customers where name ~ $1 or legal_name ~ $1`, [
          script,
        ]),
      ).toBeGreaterThan(0);
    }
  });

  it('is not made a second time', async () => {
    await inTransaction(company, async (client) => {
      await expect(seedDemo(client, { scale: 1, seed: 1, asOf })).rejects.toThrow('not empty');
    });
  });

  it.each([
    [{ scale: 0, seed: 1, asOf }, 'scale'],
    [{ scale: Number.NaN, seed: 1, asOf }, 'scale'],
    [{ scale: 1, seed: 1.5, asOf }, 'seed'],
    [{ scale: 1, seed: 1, asOf: '2026-02-30' }, 'as-of'],
    [{ scale: 1, seed: 1, asOf: 'today' }, 'as-of'],
  ])('is not made of options that make no sense: %o', async (options, word) => {
    await inTransaction(company, async (client) => {
      await expect(seedDemo(client, options)).rejects.toThrow(word);
    });
  });
});

describe('the seed number', () => {
  it('gives the same company again, byte for byte, and another number another company', async () => {
    const [one, again, another] = await Promise.all([
      make(7, 0.2),
      // nothing may follow from what the migrations gave by chance: these ids are others
      make(7, 0.2, asOf, 'migrations'),
      make(8, 0.2),
    ]);
    try {
      const [first, second, third] = [await checksums(one), await checksums(again), await checksums(another)];
      expect(second).toEqual(first);
      for (const table of [
        'customers',
        'contacts',
        'deals',
        'orders',
        'activities',
        'tickets',
        'ticket_messages',
        'tasks',
      ]) {
        expect(third[table]).not.toBe(first[table]);
      }
    } finally {
      await Promise.all([one.close(), again.close(), another.close()]);
    }
  });
});

describe.each(['2024-02-29', '2026-01-01', '2027-03-21'])('on %s', (day) => {
  it('the company is as sound', async () => {
    const project = await make(3, 0.3, day);
    try {
      for (const [what, query] of Object.entries(invariants)) {
        expect(await value(project, query, query.includes('$1') ? [day] : []), what).toBe(0);
      }
    } finally {
      await project.close();
    }
  });
});
