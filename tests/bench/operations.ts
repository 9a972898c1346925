import type pg from 'pg';

/** One thing the customer screens ask of the API, and the same asked of Postgres in SQL. */
export interface Operation {
  name: string;
  /** The request for a round: method and what follows `/rest/v1/`. */
  request(round: number): { method: 'GET' | 'HEAD'; path: string; count?: 'exact' | 'estimated' };
  /** What the list then asks of the rows whose keys that gave, as where it is narrowed or ordered. */
  rows?: { table: string; select: string };
  /** SQL without access conditions, giving the same answer; `{reach}` stands where they go, for the alias before it. */
  text: string;
  values(round: number): unknown[];
  /** Whether the API may give another number than the SQL. */
  approximate?: boolean;
  /** Where reading under the policies is another text than the one above (search is a function). */
  guarded?: { text: string; values(round: number): unknown[] };
}

/** The person for whom it is measured. */
export interface Reader {
  profileId: string;
  /** Access keys whose rows the person may read; undefined: all. */
  keys: string[] | undefined;
  /** Whether the list shows "mine" by default, as it does for who may see only that. */
  mine: boolean;
}

/** The columns of the list, and its order, as src/resources/customers asks for them. */
const listColumns =
  'id,number,kind,name,lifecycle_stage,tier,industry,size_band,region,country,city,source,updated_at,owner_id,created_by';
const ofCustomer = listColumns
  .split(',')
  .map((column) => `c.${column}`)
  .join(', ');
const owner = `(select json_build_object('full_name', p.full_name) from public.profiles p where p.id = c.owner_id) as owner`;
const ownerEmbed = 'owner:profiles!owner_id(full_name)';

/** What is measured for a reader, with real phone numbers, names and customers of theirs to ask for. */
export async function operationsFor(reader: Reader, sql: pg.Pool): Promise<Operation[]> {
  const examples = await examplesFor(reader, sql);
  const example = (round: number) => {
    const found = examples[round % examples.length];
    if (!found) throw new Error('the reader sees no customer');
    return found;
  };
  const mine = reader.mine ? `&owner_id=eq.${reader.profileId}` : '';
  const mineSql = reader.mine ? `and c.owner_id = '${reader.profileId}'` : '';
  const estimate: Operation = {
    name: 'count, estimated as the list asks where nothing narrows it',
    approximate: true,
    request: () => ({ method: 'HEAD', path: 'customers?select=id', count: 'estimated' }),
    text: 'select count(*) from public.customers c where c.deleted_at is null',
    values: () => [],
  };
  return [
    {
      name: 'list, last changed first',
      request: () => ({
        method: 'GET',
        path: `customers?select=${listColumns},${ownerEmbed}${mine}&order=updated_at.desc,id&limit=26`,
      }),
      text: `select ${ofCustomer}, ${owner} from public.customers c
        where c.deleted_at is null ${mineSql} {reach:c} order by c.updated_at desc, c.id limit 26`,
      values: () => [],
    },
    {
      name: 'count, exact',
      request: () => ({ method: 'HEAD', path: `customers?select=id${mine}`, count: 'exact' }),
      text: `select count(*) from public.customers c where c.deleted_at is null ${mineSql} {reach:c}`,
      values: () => [],
    },
    ...(reader.keys === undefined ? [estimate] : []),
    {
      name: 'search, half a phone number or name',
      // of more than 1,000 that match, any 1,000 are found
      approximate: true,
      request: (round) => ({
        method: 'GET',
        path: `rpc/search_customers?q=${encodeURIComponent(example(round).term)}&select=id,updated_at&order=updated_at.desc,id&limit=26`,
      }),
      rows: { table: 'customers', select: `${listColumns},${ownerEmbed}` },
      text: searchByHand,
      values: (round) => [example(round).pattern, example(round).details],
      guarded: {
        text: `select ${ofCustomer}, ${owner} from public.search_customers($1) c order by c.updated_at desc, c.id limit 26`,
        values: (round) => [example(round).term],
      },
    },
    {
      name: 'show, with contacts and details',
      request: (round) => ({
        method: 'GET',
        path: `customers?id=eq.${example(round).id}&select=*,${ownerEmbed},customer_contact_details(*),customer_demographics(*),contacts(*,contact_details(*))`,
      }),
      text: `select c.*, ${owner},
          (select to_json(d) from public.customer_contact_details d where d.customer_id = c.id {reach:d}) as customer_contact_details,
          (select to_json(g) from public.customer_demographics g where g.customer_id = c.id {reach:g}) as customer_demographics,
          (select json_agg(json_build_object('contact', t, 'contact_details',
              (select to_json(i) from public.contact_details i where i.contact_id = t.id {reach:i})))
            from public.contacts t where t.customer_id = c.id {reach:t}) as contacts
        from public.customers c where c.id = $1 and c.deleted_at is null {reach:c}`,
      values: (round) => [example(round).id],
    },
  ];
}

const searchByHand = `select ${ofCustomer}, ${owner} from public.customers c where c.id in (
    select f.id from (
      (select c.id from public.customers c where c.deleted_at is null and c.search_text like $1 {reach:c} limit 1000)
      union
      (select t.customer_id from public.contacts t where t.search_text like $1 {reach:t} limit 1000)
      union
      (select d.customer_id from public.customer_contact_details d where d.search_text like $2 {reach:d} limit 1000)
      union
      (select i.customer_id from public.contact_details i where i.search_text like $2 {reach:i} limit 1000)
    ) f limit 1000)
  order by c.updated_at desc, c.id limit 26`;

/** The SQL as somebody would write it by hand who knows whose rows to take. */
export function byHand({ text }: Operation, reader: Reader): string {
  const keys = reader.keys?.map((key) => `'${key}'`).join(', ');
  return text.replaceAll(/\{reach:(\w)\}/g, (_, alias: string) =>
    keys === undefined ? '' : `and ${alias}.access_id = any (array[${keys}]::uuid[])`,
  );
}

/** The same SQL with nothing about access in it, for the policies to add. */
export function underPolicies(operation: Operation): string {
  return operation.guarded?.text ?? operation.text.replaceAll(/\{reach:\w\}/g, '');
}

interface Example {
  id: string;
  term: string;
  pattern: string;
  details: string;
}

/** Fifty customers of the reader's, the same in each run, and for every one half of its phone number or name. */
async function examplesFor(reader: Reader, sql: pg.Pool): Promise<Example[]> {
  const { rows } = await sql.query<Example>(
    `select id, term, private.search_pattern(term) as pattern,
       coalesce(private.phone_pattern(term), '%' || lower(term) || '%') as details
     from (
       select c.id, case when row_number() over (order by md5(c.id::text)) % 2 = 0 and d.phone is not null
         then substr(private.digits(d.phone), 4, 6) else substr(c.name, 1, 8) end as term
       from public.customers c left join public.customer_contact_details d on d.customer_id = c.id
       where c.deleted_at is null and ($1::uuid[] is null or c.access_id = any ($1))
       order by md5(c.id::text) limit 50
     ) chosen`,
    [reader.keys ?? null],
  );
  return rows;
}
