import { join } from 'node:path';
import pg from 'pg';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { type Bench, measure, spread } from './bench.ts';

/** How many rows a large statement writes, as a batch of an import does. */
const many = 1000;
const blocks = 4;

interface Write {
  name: string;
  rows: number;
  rounds: number;
  text: string;
}

const dealColumns = `insert into public.deals (name, pipeline_id, stage_id, customer_id, amount, currency, source, expected_close_date)
  select 'Bench ' || n, s.pipeline_id, s.id, (select c.id from public.customers c where c.deleted_at is null order by c.id limit 1), 100 + n, 'EUR', 'website', '2027-01-01'
  from (select * from public.pipeline_stages order by pipeline_id, position limit 1) s`;

const writes: Write[] = [
  {
    name: 'change one customer',
    rows: 1,
    rounds: 100,
    text: `update public.customers set tier = case tier when 'key' then 'small' else 'key' end, city = md5(random()::text)
      where id = (select id from public.customers where deleted_at is null order by id limit 1)`,
  },
  { name: 'make one deal', rows: 1, rounds: 100, text: `${dealColumns}, generate_series(1, 1) n` },
  {
    name: 'change 1,000 customers in one statement',
    rows: many,
    rounds: 5,
    text: `update public.customers set tier = case tier when 'key' then 'small' else 'key' end, city = md5(random()::text)
      where id in (select id from public.customers where deleted_at is null order by id limit ${many})`,
  },
  {
    name: 'make 1,000 deals in one statement',
    rows: many,
    rounds: 5,
    text: `${dealColumns}, generate_series(1, ${many}) n`,
  },
];

/** What the audit log adds to a write by somebody signed in, each write a transaction of its own. */
export const audit: Bench = {
  name: 'audit',
  title: 'What the audit log costs',
  async run() {
    const stack = await startStack({
      dataDir: join(temporaryFolder('audit-'), 'atrium'),
      port: 0,
      data: 'demo',
      scale: 2,
      frontend: 'none',
      quiet: true,
    });
    const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    try {
      const lines: (string | number)[][] = [];
      for (const write of writes) lines.push(await compare(pool, write));
      const sealing = await seal(pool);
      return {
        head: ['Write', 'Without (ms)', 'With (ms)', 'More per row (µs)', 'More (%)'],
        rows: lines,
        note: `Medians. Sealing, by a job and for nobody to wait for: ${Math.round(sealing)} lines a second.`,
      };
    } finally {
      await pool.end();
      await stack.stop();
    }
  },
};

async function compare(pool: pg.Pool, { name, rows, rounds, text }: Write): Promise<(string | number)[]> {
  const samples: Record<'enable' | 'disable', number[]> = { enable: [], disable: [] };
  // in turn, so that what the machine does besides meets both
  for (let block = 0; block < blocks; block++) {
    for (const what of ['disable', 'enable'] as const) {
      await switchAudit(pool, what);
      const { write } = await measure(rounds, { write: () => asAdministrator(pool, text) });
      samples[what].push(...write);
    }
  }
  const without = spread(samples.disable).p50;
  const audited = spread(samples.enable).p50;
  return [name, without, audited, ((audited - without) / rows) * 1000, (audited / without - 1) * 100];
}

async function switchAudit(pool: pg.Pool, what: 'enable' | 'disable'): Promise<void> {
  const { rows } = await pool.query<{ text: string }>(
    `select format('alter table %s ${what} trigger %I', tgrelid::regclass, tgname) as text from pg_trigger where tgname like 'zz\\_audit\\_%'`,
  );
  for (const row of rows) await pool.query(row.text);
}

/** Runs a statement under row-level security as the demo company's administrator would by the API, and commits. */
async function asAdministrator(pool: pg.Pool, text: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'authenticated', true), set_config('request.method', 'PATCH', true), set_config('request.path', '/customers', true),
         set_config('request.headers', '{"host":"localhost","x-client-info":"atrium-app","user-agent":"bench"}', true),
         set_config('request.jwt.claims', json_build_object('sub', p.user_id, 'role', 'authenticated')::text, true)
       from public.profiles p where p.email = 'admin@atrium.example'`,
    );
    await client.query(text);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Lines sealed a second, of those that the measuring has left. */
async function seal(pool: pg.Pool): Promise<number> {
  const open = await pool.query<{ n: string }>(
    'select (select count(*) from public.audit_log) - (select coalesce(sum(cardinality(ids)), 0) from private.audit_seals) as n',
  );
  const started = performance.now();
  await pool.query('select private.seal_audit()');
  return (Number(open.rows[0]?.n ?? 0) / (performance.now() - started)) * 1000;
}
