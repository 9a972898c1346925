import type pg from 'pg';
import type { Operation, Reader } from './operations.ts';

/** The columns of the list of tickets, as src/resources/tickets asks for them. */
const columns =
  'id,number,subject,status,priority,channel,category,due_at,created_at,updated_at,assignee_id,created_by';
const embeds =
  'customer:customers!customer_id(id,name),queue:ticket_queues!queue_id(name),assignee:profiles!assignee_id(full_name)';
const ofTicket = columns
  .split(',')
  .map((column) => `t.${column}`)
  .join(', ');
const related = `(select json_build_object('id', c.id, 'name', c.name) from public.customers c where c.id = t.customer_id) as customer,
  (select json_build_object('name', q.name) from public.ticket_queues q where q.id = t.queue_id) as queue,
  (select json_build_object('full_name', p.full_name) from public.profiles p where p.id = t.assignee_id) as assignee`;
const unsolved = `t.status in ('new', 'open', 'pending')`;
const narrowed = '&status=in.(new,open,pending)';

const searchByHand = `select ${ofTicket}, ${related} from public.tickets t where ${unsolved} and t.id in (
    select f.id from (
      (select t.id from public.tickets t where t.deleted_at is null and t.search_text like $1 {reach:t} limit 1000)
      union
      (select t.id from public.tickets t where t.deleted_at is null {reach:t} and t.customer_id in (
        select c.id from public.customers c where c.deleted_at is null and c.search_text like $1 limit 1000) limit 1000)
    ) f limit 1000)
  order by t.due_at, t.id limit 26`;

/** What the list of tickets asks for a reader: what is unsolved, how many those are, and a search by number. */
export async function ticketOperationsFor(reader: Reader, sql: pg.Pool): Promise<Operation[]> {
  const { rows } = await sql.query<{ term: string; pattern: string }>(
    `select term, private.search_pattern(term) as pattern from (
       select t.number::text as term from public.tickets t
       where t.deleted_at is null and ${unsolved} and ($1::uuid[] is null or t.access_id = any ($1))
       order by md5(t.id::text) limit 50) chosen`,
    [reader.keys ?? null],
  );
  const example = (round: number) => {
    const found = rows[round % rows.length];
    if (!found) throw new Error('the reader sees no ticket');
    return found;
  };
  return [
    {
      name: 'unsolved tickets, first due first',
      request: () => ({
        method: 'GET',
        path: `tickets?select=id${narrowed}&order=due_at.asc.nullslast,id&limit=26`,
      }),
      rows: { table: 'tickets', select: `${columns},${embeds}` },
      text: `select ${ofTicket}, ${related} from public.tickets t
        where t.deleted_at is null and ${unsolved} {reach:t} order by t.due_at, t.id limit 26`,
      values: () => [],
    },
    {
      name: 'unsolved tickets, counted',
      request: () => ({ method: 'HEAD', path: `tickets?select=id${narrowed}`, count: 'exact' }),
      text: `select count(*) from public.tickets t where t.deleted_at is null and ${unsolved} {reach:t}`,
      values: () => [],
    },
    {
      name: 'tickets, search by number',
      request: (round) => ({
        method: 'GET',
        path: `rpc/search_tickets?q=${encodeURIComponent(example(round).term)}&select=id,due_at,status${narrowed}&order=due_at.asc.nullslast,id&limit=26`,
      }),
      rows: { table: 'tickets', select: `${columns},${embeds}` },
      text: searchByHand,
      values: (round) => [example(round).pattern],
      guarded: {
        text: `select ${ofTicket}, ${related.replaceAll(/\{reach:\w\}/g, '')} from public.search_tickets($1) t where ${unsolved} order by t.due_at, t.id limit 26`,
        values: (round) => [example(round).term],
      },
    },
  ];
}
