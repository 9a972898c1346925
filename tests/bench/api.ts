import pg from 'pg';
import { z } from 'zod';
import type { Stack } from '../../supabase/local/stack.ts';
import { type Bench, measure, spread } from './bench.ts';
import { dealOperationsFor } from './deal-operations.ts';
import { sizeOf, startLarge } from './large.ts';
import { byHand, type Operation, operationsFor, type Reader, underPolicies } from './operations.ts';
import { taskOperationsFor } from './task-operations.ts';
import { ticketOperationsFor } from './ticket-operations.ts';

const rounds = 50;

/** What is asked of a department's records, by whom; `resource` says whose rows they reach. */
const departments = [
  {
    resource: 'customers',
    readers: { rep: 'sales.rep', manager: 'sales.manager', admin: 'admin' },
    operations: [operationsFor, dealOperationsFor, taskOperationsFor],
  },
  {
    resource: 'tickets',
    readers: { 'support agent': 'support.agent', 'support manager': 'support.manager', admin: 'admin' },
    operations: [ticketOperationsFor],
  },
];

/** Lists, counts, searches and shows customers, and lists and searches deals, tasks and tickets, through the API, each beside the same SQL without row-level security. */
export const api: Bench = {
  name: 'api',
  title: 'The API, beside SQL written by hand without row-level security',
  async run() {
    const stack = await startLarge('none');
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
    try {
      const rows: (string | number)[][] = [];
      for (const { resource, readers, operations } of departments) {
        for (const [role, account] of Object.entries(readers)) {
          const reader = { role, email: `${account}@atrium.example`, resource };
          rows.push(...(await forReader(stack, sql, reader, operations)));
        }
      }
      return {
        head: [
          'who',
          'what',
          'API p50',
          'API p95',
          'by hand p50',
          'by hand p95',
          'API ÷ by hand',
          'policies ÷ by hand',
        ],
        rows,
        note: `Milliseconds, ${rounds} calls one after the other, on ${await sizeOf(sql)}. "By hand" is the SQL alone, as the tables' owner, told whose rows to take; "policies" is the same SQL under row-level security; the API adds HTTP, the gateway and PostgREST.`,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

async function forReader(
  stack: Stack,
  sql: pg.Pool,
  { role, email, resource }: { role: string; email: string; resource: string },
  operationsOf: ((reader: Reader, sql: pg.Pool) => Promise<Operation[]>)[],
): Promise<(string | number)[][]> {
  const { token, userId } = await signIn(stack, email);
  const client = await connectAs(stack.databaseUrl, userId);
  try {
    const reader = await readerOf(client, resource);
    const rows: (string | number)[][] = [];
    const operations = await Promise.all(operationsOf.map((of) => of(reader, sql)));
    for (const operation of operations.flat()) {
      const ways = waysOf(operation, reader, { stack, token, sql, client });
      await sameAnswer(operation, ways);
      const samples = await measure(rounds, ways);
      const [throughApi, hand, policies] = [
        spread(samples.api),
        spread(samples.hand),
        spread(samples.policies),
      ];
      rows.push([
        role,
        operation.name,
        throughApi.p50,
        throughApi.p95,
        hand.p50,
        hand.p95,
        throughApi.p50 / hand.p50,
        policies.p50 / hand.p50,
      ]);
    }
    return rows;
  } finally {
    await client.end();
  }
}

/** The three ways of asking; each gives what tells whether the answers are the same: the ids, or the count. */
type Ways = Record<'api' | 'hand' | 'policies', (round: number) => Promise<string>>;

interface Connections {
  stack: Stack;
  token: string;
  sql: pg.Pool;
  client: pg.Client;
}

function waysOf(operation: Operation, reader: Reader, { stack, token, sql, client }: Connections): Ways {
  const handText = byHand(operation, reader);
  const policyText = underPolicies(operation);
  const policyValues = operation.guarded?.values ?? operation.values;
  const ask = async (path: string, method = 'GET', count?: string) => {
    const response = await fetch(`${stack.url}/rest/v1/${path}`, {
      method,
      headers: {
        apikey: stack.publishableKey,
        Authorization: `Bearer ${token}`,
        ...(count ? { Prefer: `count=${count}` } : {}),
      },
    });
    const body = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${body}`);
    return { body, range: response.headers.get('content-range') };
  };
  return {
    async api(round) {
      const { method, path, count } = operation.request(round);
      const { body, range } = await ask(path, method, count);
      if (method === 'HEAD') return range?.split('/')[1] ?? '';
      const ids = idsIn(JSON.parse(body));
      if (operation.rows && ids !== '') {
        const { table, select } = operation.rows;
        await ask(`${table}?select=${select}&or=(id.in.(${ids.replaceAll(' ', ',')}))`);
      }
      return ids;
    },
    hand: async (round) => summary((await sql.query(handText, operation.values(round))).rows),
    policies: async (round) => summary((await client.query(policyText, policyValues(round))).rows),
  };
}

/** A benchmark that compares different answers would be worth nothing. */
async function sameAnswer(operation: Operation, ways: Ways): Promise<void> {
  for (let round = 0; round < 4; round++) {
    const answers = [await ways.api(round), await ways.hand(round), await ways.policies(round)];
    if (new Set(answers).size > 1 && !operation.approximate)
      throw new Error(`${operation.name}: the answers differ: ${answers.join(' / ')}`);
    if (answers[0] === '') throw new Error(`${operation.name}: nothing was found`);
  }
}

const rowsWithId = z.array(z.object({ id: z.string() }));

const idsIn = (rows: unknown) =>
  rowsWithId
    .parse(rows)
    .map(({ id }) => id)
    .join(' ');

function summary(rows: unknown[]): string {
  const counted = z.object({ count: z.string() }).safeParse(rows[0]);
  return counted.success ? counted.data.count : idsIn(rows);
}

async function signIn(stack: Stack, email: string): Promise<{ token: string; userId: string }> {
  const response = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: 'atrium-demo' }),
  });
  const answer = z
    .object({ access_token: z.string(), user: z.object({ id: z.string() }) })
    .parse(await response.json());
  return { token: answer.access_token, userId: answer.user.id };
}

/** A connection on which everything is read as a user of the API: under the policies, in read-only transactions as PostgREST's. */
export async function connectAs(databaseUrl: string, userId: string): Promise<pg.Client> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(
    `select set_config('request.jwt.claims', $1, false), set_config('role', 'authenticated', false), set_config('default_transaction_read_only', 'on', false)`,
    [JSON.stringify({ sub: userId, role: 'authenticated' })],
  );
  return client;
}

/** Who is signed in on a connection, and which rows of a resource they reach. */
export async function readerOf(client: pg.Client, resource: string): Promise<Reader> {
  const { rows } = await client.query<{ id: string; scope: string; keys: string[] }>(
    `select private.me() as id, private.my_scope($1, 'read')::text as scope, private.visible_ids($1, 'read') as keys`,
    [resource],
  );
  const found = rows[0];
  if (!found) throw new Error('nobody is signed in');
  return {
    profileId: found.id,
    keys: found.scope === 'all' ? undefined : found.keys,
    mine: found.scope === 'own',
  };
}
