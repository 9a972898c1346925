import type pg from 'pg';
import type { Operation, Reader } from './operations.ts';

/** The columns of the list of deals, and its order, as src/resources/deals asks for them (a function's, with what it is ordered by). */
const columns =
  'id,number,name,amount,amount_is_estimate,currency,outcome,source,expected_close_date,stage_entered_at,opened_at,closed_at,owner_id,created_by';
const embeds =
  'customer:customers!customer_id(id,name),stage:pipeline_stages!stage_id(name,max_age_days),owner:profiles!owner_id(full_name),deal_items()';
const ofDeal = columns
  .split(',')
  .map((column) => `d.${column}`)
  .join(', ');
const related = `(select json_build_object('id', c.id, 'name', c.name) from public.customers c where c.id = d.customer_id {reach:c}) as customer,
  (select json_build_object('name', s.name, 'max_age_days', s.max_age_days) from public.pipeline_stages s where s.id = d.stage_id) as stage,
  (select json_build_object('full_name', p.full_name) from public.profiles p where p.id = d.owner_id) as owner`;

const searchByHand = `select ${ofDeal}, ${related} from public.deals d where d.id in (
    select f.id from (
      (select d.id from public.deals d where d.deleted_at is null and d.search_text like $1 {reach:d} limit 1000)
      union
      (select d.id from public.deals d where d.deleted_at is null {reach:d} and d.customer_id in (
        select c.id from public.customers c where c.deleted_at is null and c.search_text like $1 {reach:c} limit 1000) limit 1000)
    ) f limit 1000)
  order by d.created_at desc, d.id limit 26`;

/** What the list of deals asks for a reader. */
export async function dealOperationsFor(reader: Reader, sql: pg.Pool): Promise<Operation[]> {
  const { rows } = await sql.query<{ term: string; pattern: string }>(
    `select term, private.search_pattern(term) as pattern from (
       select substr(d.name, 1, 14) as term from public.deals d
       where d.deleted_at is null and ($1::uuid[] is null or d.access_id = any ($1)) order by md5(d.id::text) limit 50) chosen`,
    [reader.keys ?? null],
  );
  const example = (round: number) => {
    const found = rows[round % rows.length];
    if (!found) throw new Error('the reader sees no deal');
    return found;
  };
  const mine = reader.mine ? `&owner_id=eq.${reader.profileId}` : '';
  const mineSql = reader.mine ? `and d.owner_id = '${reader.profileId}'` : '';
  return [
    {
      name: 'deals, last made first',
      request: () => ({
        method: 'GET',
        path: `deals?select=${columns},${embeds}${mine}&order=created_at.desc,id&limit=26`,
      }),
      text: `select ${ofDeal}, ${related} from public.deals d
        where d.deleted_at is null ${mineSql} {reach:d} order by d.created_at desc, d.id limit 26`,
      values: () => [],
    },
    {
      name: 'deals won this year, last closed first',
      request: () => ({
        method: 'GET',
        path: `deals?select=id${mine}&outcome=eq.won&closed_at=gte.2026-01-01&order=closed_at.desc.nullslast,id&limit=26`,
      }),
      rows: { table: 'deals', select: `${columns},${embeds}` },
      text: `select ${ofDeal}, ${related} from public.deals d
        where d.deleted_at is null and d.outcome = 'won' and d.closed_at >= '2026-01-01' ${mineSql} {reach:d} order by d.closed_at desc nulls last, d.id limit 26`,
      values: () => [],
    },
    {
      name: 'deals, search by name',
      // of more than 1,000 that match, any 1,000 are found
      approximate: true,
      request: (round) => ({
        method: 'GET',
        path: `rpc/search_deals?q=${encodeURIComponent(example(round).term)}&select=id,created_at&order=created_at.desc,id&limit=26`,
      }),
      rows: { table: 'deals', select: `${columns},${embeds}` },
      text: searchByHand,
      values: (round) => [example(round).pattern],
      guarded: {
        text: `select ${ofDeal}, ${related.replaceAll('{reach:c}', '')} from public.search_deals($1) d order by d.created_at desc, d.id limit 26`,
        values: (round) => [example(round).term],
      },
    },
  ];
}
