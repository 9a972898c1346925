import pg from 'pg';
import { z } from 'zod';
import type { Stack } from '../../supabase/local/stack.ts';
import { type Bench, measure, spread } from './bench.ts';
import { tokenOf } from './dashboard-calls.ts';
import { sizeOf, startLarge } from './large.ts';

const rounds = 20;
const pages = 100;
/** What hangs on each customer that is merged. */
const hanging = 100;
const readers = { rep: 'sales.rep', manager: 'sales.manager', admin: 'admin' };

/** A long timeline's first and hundredth page, merging customers, and filters that no index serves, asked for by hand. */
export const records: Bench = {
  name: 'records',
  title: 'Timelines, merging, and filters by hand that no index serves',
  async run() {
    const stack = await startLarge('none');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const rows: (string | number)[][] = [];
      const customer = await busyCustomer(sql);
      for (const [role, account] of Object.entries(readers)) {
        const call = await caller(stack, account);
        rows.push(...(await timeline(call, role, customer)));
        if (role !== 'rep') rows.push(await merging(call, role, sql));
        rows.push(...(await byHand(call, role)));
      }
      return {
        head: ['who', 'what', 'p50', 'p95'],
        rows,
        note: `Milliseconds through the API, ${rounds} calls one after the other (3 of what no index serves, 10 of merging), on ${await sizeOf(sql)}. The timeline is of a customer with ${(pages * 30).toLocaleString('en-US')} and more entries; each customer that is merged has ${hanging} deals and ${hanging} notes.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

type Call = (path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

async function caller(stack: Stack, account: string): Promise<Call> {
  const headers = {
    apikey: stack.publishableKey,
    Authorization: `Bearer ${await tokenOf(stack, account)}`,
    'Content-Type': 'application/json',
  };
  return async (path, body) => {
    const answer = await fetch(`${stack.url}/rest/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
}

/** A customer of the rep's, made once, with more notes than a hundred pages hold. Gives the id. */
async function busyCustomer(sql: pg.Pool): Promise<string> {
  const name = 'Bench, a long timeline';
  const found = await sql.query<{ id: string }>('select id from public.customers where name = $1', [name]);
  if (found.rows[0]) return found.rows[0].id;
  const made = await sql.query<{ id: string }>(
    `with one as (
       insert into public.customers (name, owner_id) select $1, p.id from public.profiles p where p.email = $2
       returning id, owner_id
     ), noted as (
       insert into public.activities (kind, subject, customer_id, owner_id, happened_at)
       select (array['note', 'call', 'email', 'meeting'])[1 + n % 4], 'Entry ' || n, one.id, one.owner_id, now() - n * interval '3 hours'
       from one cross join generate_series(1, $3::integer) n
     )
     select id from one`,
    [name, `${readers.rep}@atrium.example`, (pages + 5) * 30],
  );
  const id = made.rows[0]?.id;
  if (!id) throw new Error('there is no rep');
  await sql.query('vacuum analyze public.activities');
  return id;
}

const timelinePage = z.object({ next: z.unknown() });

async function timeline(call: Call, role: string, id: string): Promise<(string | number)[][]> {
  const page = async (before: unknown): Promise<unknown> => {
    const request = encodeURIComponent(JSON.stringify({ id, before }));
    const { status, body } = await call(`rpc/customer_timeline?request=${request}`);
    if (status !== 200) throw new Error(`the timeline answers ${status}`);
    return timelinePage.parse(body).next ?? null;
  };
  let place: unknown = null;
  for (let turned = 1; turned < pages; turned++) {
    place = await page(place);
    if (place === null) throw new Error(`${role} sees fewer than ${pages} pages`);
  }
  const samples = await measure(rounds, { first: () => page(null), last: () => page(place) });
  return [row(role, 'a timeline’s first page', samples.first), row(role, `its page ${pages}`, samples.last)];
}

async function merging(call: Call, role: string, sql: pg.Pool): Promise<(string | number)[]> {
  const samples: number[] = [];
  for (let round = 0; round < 10; round++) {
    const { rows } = await sql.query<{ id: string; updated_at: string }>(
      `insert into public.customers (name, owner_id)
       select 'Bench, twice', p.id from generate_series(1, 2) cross join public.profiles p where p.email = $1
       returning id, to_jsonb(updated_at) #>> '{}' as updated_at`,
      [`${role === 'manager' ? readers.manager : readers.rep}@atrium.example`],
    );
    const [kept, other] = rows;
    if (!kept || !other) throw new Error('nothing was made');
    await sql.query(
      `with stage as (select id, pipeline_id from public.pipeline_stages where outcome = 'open' order by position limit 1),
         sold as (insert into public.deals (name, customer_id, owner_id, pipeline_id, stage_id)
           select 'Deal ' || n, c.id, c.owner_id, s.pipeline_id, s.id
           from stage s, public.customers c cross join generate_series(1, $2) n where c.id = any ($1))
       insert into public.activities (kind, subject, customer_id, owner_id)
       select 'note', 'Note ' || n, c.id, c.owner_id from public.customers c cross join generate_series(1, $2) n where c.id = any ($1)`,
      [[kept.id, other.id], hanging],
    );
    const now = await sql.query<{ id: string; updated_at: string }>(
      `select id, to_jsonb(updated_at) #>> '{}' as updated_at from public.customers where id = any ($1)`,
      [[kept.id, other.id]],
    );
    const started = performance.now();
    const { status, body } = await call('rpc/merge_customers', {
      payload: {
        id: kept.id,
        others: [other.id],
        versions: Object.fromEntries(now.rows.map(({ id, updated_at }) => [id, updated_at])),
      },
    });
    samples.push(performance.now() - started);
    if (status !== 200) throw new Error(`merging answers ${status}: ${JSON.stringify(body)}`);
    await sql.query('update public.customers set deleted_at = now() where id = $1', [kept.id]);
  }
  return row(role, 'two customers merged', samples);
}

/** A part of a text, and a figure of a row, in columns without an index. What takes too long is cancelled, and says so. */
async function byHand(call: Call, role: string): Promise<(string | number)[][]> {
  const asked = {
    'deals whose next step holds a text that none has': 'deals?select=id&next_step=ilike.*qqzzqq*&limit=26',
    'deals in the order of their next step': 'deals?select=id&order=next_step.desc,id&limit=26',
    'customers whose website holds a text that none has':
      'customers?select=id&website=ilike.*qqzzqq*&limit=26',
  };
  const rows: (string | number)[][] = [];
  for (const [what, path] of Object.entries(asked)) {
    const samples: number[] = [];
    let cancelled = 0;
    for (let round = 0; round < 3; round++) {
      const started = performance.now();
      const { status, body } = await call(path);
      samples.push(performance.now() - started);
      if (status === 200) continue;
      const { code } = z.object({ code: z.string() }).parse(body);
      if (code !== '57014') throw new Error(`${path} answers ${status} ${code}`);
      cancelled++;
    }
    rows.push(row(role, cancelled > 0 ? `${what} (cancelled with a message)` : what, samples));
  }
  return rows;
}

function row(role: string, what: string, samples: number[]): (string | number)[] {
  const { p50, p95 } = spread(samples);
  return [role, what, p50, p95];
}
