import pg from 'pg';
import { connectAs, readerOf } from './api.ts';
import { type Bench, measure, spread } from './bench.ts';
import { sizeOf, startLarge } from './large.ts';
import type { Reader } from './operations.ts';

const rounds = 30;
const readers = { rep: 'sales.rep', manager: 'sales.manager', admin: 'admin' };

/**
 * A question that a screen asks: `@where` stands where SQL written by hand says which rows, `@mine` where a list narrows
 * to "mine" for who may see only that, `@since` for a year before the company's last day.
 */
interface Question {
  name: string;
  text: string;
}

const questions: Question[] = [
  {
    name: 'deals, newest 20',
    text: 'select id, name, amount, owner_id from public.deals where deleted_at is null @mine @where order by created_at desc, id limit 20',
  },
  {
    name: 'customers, newest 20',
    text: 'select id, name, owner_id from public.customers where deleted_at is null @mine @where order by created_at desc, id limit 20',
  },
  { name: 'deals, count', text: 'select count(*) from public.deals where deleted_at is null @where' },
  { name: 'customers, count', text: 'select count(*) from public.customers where deleted_at is null @where' },
  {
    name: 'won in a year by month, sum',
    text: `select date_trunc('month', closed_at) as month, count(*), sum(amount) from public.deals
      where deleted_at is null and outcome = 'won' and closed_at >= @since @where group by 1 order by 1`,
  },
  {
    name: 'open by stage, sum',
    text: `select stage_id, count(*), sum(amount) from public.deals where deleted_at is null and outcome = 'open' @where group by 1 order by 1`,
  },
];

/**
 * What row-level security costs: the same SQL under the policies, and as the tables' owner with the reader's keys in a
 * WHERE written by hand (for who sees everything: with none at all).
 */
export const rights: Bench = {
  name: 'rights',
  title: 'What permissions cost, beside the same SQL with a WHERE written by hand and no policies',
  async run() {
    const stack = await startLarge('none');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
    try {
      const rows: (string | number)[][] = [];
      const reach: string[] = [];
      for (const [who, account] of Object.entries(readers)) {
        const userId = await userOf(sql, `${account}@atrium.example`);
        const client = await connectAs(stack.databaseUrl, userId);
        try {
          rows.push(...(await forReader(client, sql, who)));
          reach.push(await reachOf(client, who));
        } finally {
          await client.end();
        }
      }
      const { rows: people } = await sql.query<{ n: string }>('select count(*) as n from public.profiles');
      return {
        head: [
          'who',
          'what',
          'policies p50',
          'policies p95',
          'by hand p50',
          'by hand p95',
          'policies ÷ by hand',
        ],
        rows,
        note: `Milliseconds, ${rounds} calls one after the other, on ${await sizeOf(sql)} with ${people[0]?.n} people. visible_ids(): ${reach.join('; ')}.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

async function userOf(sql: pg.Pool, email: string): Promise<string> {
  const { rows } = await sql.query<{ user_id: string }>(
    'select user_id from public.profiles where email = $1',
    [email],
  );
  const found = rows[0];
  if (!found) throw new Error(`nobody is ${email}`);
  return found.user_id;
}

async function forReader(client: pg.Client, sql: pg.Pool, who: string): Promise<(string | number)[][]> {
  const { keys, mine, profileId }: Reader = await readerOf(client, 'deals');
  const { rows: last } = await sql.query<{ since: string }>(
    `select (max(closed_at) - interval '1 year')::date::text as since from public.deals`,
  );
  const rows: (string | number)[][] = [];
  for (const { name, text: question } of questions) {
    const text = question
      .replace('@mine', mine ? `and owner_id = '${profileId}'` : '')
      // a moment, as the screens ask: comparing a moment with a day is not leakproof, and uses no index under policies
      .replace('@since', `'${last[0]?.since}'::timestamptz`);
    const byHand = text.replace('@where', keys ? 'and access_id = any ($1::uuid[])' : '');
    const ways = {
      policies: async () => (await client.query(text.replace('@where', ''))).rows,
      hand: async () => (await sql.query(byHand, keys ? [keys] : [])).rows,
    };
    // a benchmark that compares different answers would be worth nothing
    const [guarded, unguarded] = [JSON.stringify(await ways.policies()), JSON.stringify(await ways.hand())];
    if (guarded !== unguarded) throw new Error(`${who}: ${name}: the answers differ`);
    const samples = await measure(rounds, ways);
    const [policies, hand] = [spread(samples.policies), spread(samples.hand)];
    rows.push([who, name, policies.p50, policies.p95, hand.p50, hand.p95, policies.p50 / hand.p50]);
  }
  return rows;
}

/** How long it takes to find out which keys somebody's roles reach, and how many they are. */
async function reachOf(client: pg.Client, who: string): Promise<string> {
  const ask = () =>
    client.query<{ n: number }>(`select cardinality(private.visible_ids('deals', 'read')) as n`);
  const samples = await measure(rounds, { ask });
  const { rows } = await ask();
  return `${who} ${spread(samples.ask).p50.toFixed(2)} ms for ${rows[0]?.n} keys`;
}
