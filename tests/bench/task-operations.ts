import type pg from 'pg';
import type { Operation, Reader } from './operations.ts';

/** The columns of the list of tasks, and its order, as src/resources/tasks asks for them (a function's, with what they are narrowed by). */
const columns = 'id,number,title,status,priority,due_at,completed_at,created_at,assignee_id,created_by';
const embeds =
  'customer:customers!customer_id(id,name),deal:deals!deal_id(id,name),ticket:tickets!ticket_id(id,subject),assignee:profiles!assignee_id(full_name)';
const ofTask = columns
  .split(',')
  .map((column) => `t.${column}`)
  .join(', ');
const related = `(select json_build_object('id', c.id, 'name', c.name) from public.customers c where c.id = t.customer_id {reach:c}) as customer,
  (select json_build_object('id', d.id, 'name', d.name) from public.deals d where d.id = t.deal_id {reach:d}) as deal,
  (select json_build_object('id', k.id, 'subject', k.subject) from public.tickets k where k.id = t.ticket_id {reach:k}) as ticket,
  (select json_build_object('full_name', p.full_name) from public.profiles p where p.id = t.assignee_id) as assignee`;

const searchByHand = `select ${ofTask}, ${related} from public.tasks t where t.is_open and t.id in (
    select f.id from (
      (select t.id from public.tasks t where t.deleted_at is null and t.search_text like $1 {reach:t} limit 1000)
      union
      (select t.id from public.tasks t where t.deleted_at is null {reach:t} and t.customer_id in (
        select c.id from public.customers c where c.deleted_at is null and c.search_text like $1 {reach:c} limit 1000) limit 1000)
    ) f limit 1000)
  order by t.due_at, t.id limit 26`;

/** What the list of tasks asks for a reader: what is open, what is overdue, and a search. */
export async function taskOperationsFor(reader: Reader, sql: pg.Pool): Promise<Operation[]> {
  const { rows } = await sql.query<{ term: string; pattern: string }>(
    `select term, private.search_pattern(term) as pattern from (
       select t.title as term from public.tasks t
       where t.deleted_at is null and ($1::uuid[] is null or t.access_id = any ($1))
       -- A search looks through the first 1,000 that match: a title that thousands have is no fair question.
       group by t.title having count(*) between 1 and 20 and bool_or(t.is_open) order by md5(t.title) limit 50) chosen`,
    [reader.keys ?? null],
  );
  const example = (round: number) => {
    const found = rows[round % rows.length];
    if (!found) throw new Error('the reader sees no task');
    return found;
  };
  const mine = reader.mine ? `&assignee_id=eq.${reader.profileId}` : '';
  const mineSql = reader.mine ? `and t.assignee_id = '${reader.profileId}'` : '';
  const now = new Date().toISOString();
  return [
    {
      name: 'open tasks, first due first',
      request: () => ({
        method: 'GET',
        path: `tasks?select=id${mine}&is_open=eq.true&order=due_at.asc.nullslast,id&limit=26`,
      }),
      rows: { table: 'tasks', select: `${columns},${embeds}` },
      text: `select ${ofTask}, ${related} from public.tasks t
        where t.deleted_at is null and t.is_open ${mineSql} {reach:t} order by t.due_at, t.id limit 26`,
      values: () => [],
    },
    {
      name: 'overdue tasks, counted',
      request: () => ({
        method: 'HEAD',
        path: `tasks?select=id${mine}&is_open=eq.true&due_at=lt.${now}`,
        count: 'exact',
      }),
      text: `select count(*) from public.tasks t
        where t.deleted_at is null and t.is_open and t.due_at < $1 ${mineSql} {reach:t}`,
      values: () => [now],
    },
    {
      name: 'tasks, search by title',
      // of more than 1,000 that match, any 1,000 are found
      approximate: true,
      request: (round) => ({
        method: 'GET',
        path: `rpc/search_tasks?q=${encodeURIComponent(example(round).term)}&select=id,is_open,due_at&is_open=eq.true&order=due_at.asc.nullslast,id&limit=26`,
      }),
      rows: { table: 'tasks', select: `${columns},${embeds}` },
      text: searchByHand,
      values: (round) => [example(round).pattern],
      guarded: {
        text: `select ${ofTask}, ${related.replaceAll(/\{reach:\w\}/g, '')} from public.search_tasks($1) t where t.is_open order by t.due_at, t.id limit 26`,
        values: (round) => [example(round).term],
      },
    },
  ];
}
