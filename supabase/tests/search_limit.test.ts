import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';

/** So many of the open a search gives at most, and as many of the others. */
const limit = 1000;

let owner: Person;
let closedStage: string;
let openStage: string;

beforeAll(async () => {
  owner = await createPerson({ roles: ['sales_rep', 'support_agent'] });
  const stage = (outcome: string) =>
    value<string>(
      `select s.id from public.pipeline_stages s join public.pipelines l on l.id = s.pipeline_id and l.is_default
       where s.outcome = $1 order by s.position limit 1`,
      [outcome],
    );
  [openStage, closedStage] = [await stage('open'), await stage('won')];
});

/** Makes as many records with a word in their name as are said, open or not; gives the last one's id. */
const kinds = [
  {
    rpc: 'search_tasks' as const,
    open: { column: 'is_open', value: 'true' },
    make: (word: string, many: number, open: boolean) =>
      last(
        `insert into public.tasks (title, status, assignee_id) select $1 || ' ' || n, $2, $3 from generate_series(1, $4::integer) n returning id`,
        [word, open ? 'todo' : 'done', owner.id, many],
      ),
  },
  {
    rpc: 'search_tickets' as const,
    open: { column: 'status', value: 'open' },
    make: (word: string, many: number, open: boolean) =>
      last(
        `insert into public.tickets (subject, status, assignee_id) select $1 || ' ' || n, $2, $3 from generate_series(1, $4::integer) n returning id`,
        [word, open ? 'open' : 'closed', owner.id, many],
      ),
  },
  {
    rpc: 'search_deals' as const,
    open: { column: 'outcome', value: 'open' },
    make: (word: string, many: number, open: boolean) =>
      last(
        `insert into public.deals (name, stage_id, pipeline_id, owner_id)
         select $1 || ' ' || n, s.id, s.pipeline_id, $3 from public.pipeline_stages s, generate_series(1, $4::integer) n where s.id = $2 returning id`,
        [word, open ? openStage : closedStage, owner.id, many],
      ),
  },
];

async function last(text: string, values: unknown[]): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(text, values);
  const id = rows.at(-1)?.id;
  if (!id) throw new Error('nothing was made');
  return id;
}

describe.each(kinds)('$rpc of a word that very many have', ({ rpc, open, make }) => {
  test('gives the open one, though it came last, and no more than its limit of the others', async () => {
    const q = `zl${randomUUID().slice(0, 8)}`;
    await make(q, limit + 5, false);
    const only = await make(q, 1, true);
    const all = await owner.api.rpc(rpc, { q }, { count: 'exact' }).select('id').limit(1);
    expect(all.count).toBe(limit + 1);
    const found = await owner.api.rpc(rpc, { q }).eq(open.column, open.value);
    expect(found.error).toBeNull();
    expect(found.data?.map(({ id }) => id)).toEqual([only]);
  });

  test('gives no more than its limit of the open ones', async () => {
    const q = `zl${randomUUID().slice(0, 8)}`;
    await make(q, limit + 5, true);
    await make(q, 1, false);
    const found = await owner.api.rpc(rpc, { q }, { count: 'exact' }).eq(open.column, open.value).limit(1);
    expect(found.count).toBe(limit);
  });
});
