-- Deals: how their rows are planned. A closed deal may come without a reason, an open one without an amount or a customer.

create function private.import_match_deals(rows jsonb) returns table (row_number integer, id uuid, existing jsonb, item jsonb)
language plpgsql stable security definer rows 1000 set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  keys uuid[] := private.visible_ids('deals', 'read');
begin
  return query
  with asked as materialized (
    select x.row, x.external_id, x.name, x.customer from pg_catalog.jsonb_to_recordset(rows) x (row integer, external_id text, name text, customer uuid)),
  by_id as materialized (
    select d.external_id, min(d.id::text)::uuid as id from public.deals d
    where d.external_id = any (array(select a.external_id from asked a)) and d.deleted_at is null and d.access_id = any (keys) group by d.external_id),
  by_name as materialized (
    select a.row, min(d.id::text)::uuid as id from asked a join public.deals d on d.customer_id = a.customer and d.name = a.name
    where a.external_id is null and d.deleted_at is null and d.access_id = any (keys) group by a.row
    union all
    select a.row, min(d.id::text)::uuid from asked a join public.deals d on d.customer_id is null and d.name = a.name
    where a.external_id is null and a.customer is null and d.deleted_at is null and d.access_id = any (keys) group by a.row),
  found as materialized (
    select a.row, coalesce(i.id, n.id) as id from asked a left join by_id i on i.external_id = a.external_id left join by_name n on n.row = a.row
    where coalesce(i.id, n.id) is not null),
  items as materialized (
    select i.deal_id, pg_catalog.jsonb_build_object('items', count(*), 'product_id', min(i.product_id::text), 'unit_price', min(i.unit_price), 'quantity', min(i.quantity)) as item
    from public.deal_items i where i.deal_id = any (array(select f.id from found f)) group by i.deal_id),
  records as materialized (
    select d.id, pg_catalog.to_jsonb(d) - 'search_text' as existing from public.deals d where d.id = any (array(select f.id from found f)))
  select f.row, f.id, r.existing, i.item from found f join records r on r.id = f.id left join items i on i.deal_id = f.id;
end $$;
comment on function private.import_match_deals(jsonb) is
  'Which deals, of those that the caller may read, rows [{row, external_id, name, customer}] are, with what they hold: by external id, else by name and customer.';

create function private.resolve_deals(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  me uuid := private.me();
  nobodys uuid := case when private.my_scope('deals', 'create') = 'all' then private.organisation_id() else me end;
  creatable uuid[] := private.visible_ids('deals', 'create');
  updatable uuid[] := private.visible_ids('deals', 'update');
  assignable uuid[] := private.visible_ids('deals', 'assign');
  zone text := (select s.timezone from public.settings s);
  base_currency text := (select s.base_currency from public.settings s);
  defaults jsonb := coalesce(job.mapping -> 'defaults', '{}');
  estimates boolean := coalesce((job.mapping -> 'options' ->> 'estimateFromListPrice')::boolean, false);
  plain_keys text[] := array['external_id', 'name', 'amount', 'currency', 'source', 'next_step', 'description'];
begin
  return query
  with rows as materialized (select r.row_number, r.issues, r.match_key, defaults - array['opened_at', 'closed_at'] || r.data as data from public.import_rows r
    where r.job_id = job.id and r.row_number = any (numbers)),
  firsts as materialized (
    select o.match_key, min(o.row_number) as row_number from public.import_rows o
    where o.job_id = job.id and o.match_key = any (array(select r.match_key from rows r)) group by o.match_key),
  doubles as materialized (
    select r.row_number, private.import_issue(true, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', f.row_number)) as issues
    from rows r join firsts f on f.match_key = r.match_key and f.row_number < r.row_number),
  customers as materialized (select * from private.import_find('customers', array(select distinct r.data ->> 'customer' from rows r))),
  owners as materialized (select * from private.import_find('profiles', array(select distinct r.data ->> 'owner' from rows r))),
  products as materialized (
    select f.needle, f.id, f.hits, p.name, p.list_price, p.currency
    from private.import_find('products', array(select distinct r.data ->> 'product' from rows r)) f left join public.products p on p.id = f.id),
  stages as materialized (
    select f.needle, f.id, f.hits, s.pipeline_id, s.outcome
    from private.import_find('stages', array(select distinct r.data ->> 'stage' from rows r)) f left join public.pipeline_stages s on s.id = f.id),
  reasons as materialized (select * from private.import_find('lost_reasons', array(select distinct r.data ->> 'lost_reason' from rows r))),
  read as materialized (
    select r.row_number, r.data, c.id as customer_id, o.id as owner_id, s.id as stage_id, s.pipeline_id, s.outcome, l.id as lost_reason_id,
      p.id as product_id, p.name as product_name, p.list_price, p.currency as product_currency,
      private.import_time(r.data ->> 'opened_at', zone) as opened_at, private.import_time(r.data ->> 'closed_at', zone) as closed_at,
      r.issues || coalesce(u.issues, '[]')
        || private.import_issue(not r.data ? 'stage' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"' and not exists (select from pg_catalog.jsonb_array_elements(r.issues) i where i.value ->> 'field' = 'stage'), 'stage', 'required')
        || private.import_lookup_issue('customer', r.data -> 'customer', c.hits) || private.import_lookup_issue('owner', r.data -> 'owner', o.hits)
        || private.import_lookup_issue('product', r.data -> 'product', p.hits) || private.import_lookup_issue('stage', r.data -> 'stage', s.hits)
        || private.import_lookup_issue('lost_reason', r.data -> 'lost_reason', l.hits) as issues
    from rows r
    left join doubles u on u.row_number = r.row_number
    left join customers c on c.needle = r.data ->> 'customer'
    left join owners o on o.needle = r.data ->> 'owner'
    left join products p on p.needle = r.data ->> 'product'
    left join stages s on s.needle = r.data ->> 'stage'
    left join reasons l on l.needle = r.data ->> 'lost_reason'),
  matches as materialized (
    select f.* from (
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('row', r.row_number, 'external_id', r.data -> 'external_id', 'name', r.data -> 'name', 'customer', r.customer_id)) as list
      from read r) a cross join lateral private.import_match_deals(a.list) f),
  matched as materialized (
    select r.*, d.id, d.existing, d.item, (d.existing ->> 'access_id')::uuid as access_id
    from read r left join matches d on d.row_number = r.row_number),
  wanted as materialized (
    select m.*,
      (select coalesce(pg_catalog.jsonb_object_agg(x.key, x.value), '{}') from pg_catalog.jsonb_each(m.data) x where x.key = any (plain_keys))
        || pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('customer_id', m.customer_id, 'owner_id', m.owner_id, 'stage_id', m.stage_id,
          'pipeline_id', m.pipeline_id, 'opened_at', m.opened_at, 'lost_reason_id', m.lost_reason_id,
          'closed_at', case when m.outcome <> 'open' then m.closed_at end,
          'expected_close_date', coalesce(pg_catalog.left(m.data ->> 'expected_close_date', 10), case when m.outcome = 'open' then pg_catalog.left(m.data ->> 'closed_at', 10) end),
          'amount_is_estimate', case when m.data ? 'amount' then false end)) as told,
      pg_catalog.jsonb_build_object('currency', coalesce(case when not m.data ? 'amount' then m.product_currency end, base_currency),
        'name', pg_catalog.left(coalesce(nullif(pg_catalog.concat_ws(' – ', m.product_name, m.data ->> 'customer'), ''), m.data ->> 'external_id', job.file_name || ' ' || m.row_number), 200),
        'opened_at', coalesce(private.import_time(defaults ->> 'opened_at', zone), now()))
        || pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
          'opened_at', case when m.outcome <> 'open' then m.closed_at end,
          'closed_at', case when m.outcome <> 'open' then private.import_time(defaults ->> 'closed_at', zone) end))
        || case when estimates and m.outcome = 'open' and not m.data ? 'amount' and m.list_price is not null
          then pg_catalog.jsonb_build_object('amount', m.list_price, 'amount_is_estimate', true) else '{}' end as filled,
      case when m.id is null then private.access_key(coalesce(m.owner_id, nobodys), me) else m.access_id end as key
    from matched m),
  planned as materialized (
    select w.*, case when w.id is null then w.filled || w.told || pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('product_id', w.product_id))
        else private.import_changes(w.existing, private.typed_as('deals', w.told)) || case
          when w.item is null then pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('product_id', w.product_id))
          when (w.item ->> 'items')::integer > 1 then '{}'
          else pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'product_id', case when w.item ->> 'product_id' is distinct from w.product_id::text then w.product_id end,
            'unit_price', case when (w.item ->> 'quantity')::numeric = 1 and (w.item ->> 'unit_price')::numeric <> (w.data ->> 'amount')::numeric then w.data -> 'amount' end)) end end as changes
    from wanted w),
  judged as materialized (
    select p.*, p.issues
        || private.import_issue(p.outcome <> 'open' and p.id is null and not p.changes ? 'closed_at' and not p.issues @> '[{"field":"closed_at"}]', 'closed_at', 'closed_without_date')
        || private.import_issue((p.changes ->> 'closed_at')::timestamptz < coalesce(p.changes ->> 'opened_at', p.existing ->> 'opened_at')::timestamptz, 'closed_at', 'closed_before_opened')
        || private.import_issue(p.id is null and p.key <> all (creatable), null, 'denied_create')
        || private.import_issue(p.id is not null and p.changes <> '{}' and p.key <> all (updatable), null, 'denied_update')
        || private.import_issue(p.id is not null and p.changes ? 'owner_id' and p.key <> all (assignable), 'owner', 'denied_assign') as all_issues
    from planned p)
  select j.row_number,
    case when j.all_issues <> '[]' then 'refuse' when j.id is null then 'create' when j.changes = '{}' then 'skip' else 'update' end,
    coalesce(j.id, gen_random_uuid()), j.changes,
    case when j.id is not null then private.import_overwritten(j.existing || coalesce(j.item, '{}'), j.changes) end, j.all_issues,
    case when j.id is null then array_remove(array[
      case when not j.data ? 'customer' then 'no_customer' end,
      case when not j.data ? 'owner' then 'no_owner' end,
      case when not j.data ? 'opened_at' then case when j.outcome <> 'open' and j.data ? 'closed_at' then 'opened_when_closed' else 'opened_at_default' end end,
      case when j.outcome = 'lost' and not j.data ? 'lost_reason' then 'no_reason' end,
      case when (j.changes ->> 'amount_is_estimate')::boolean then 'estimated' when not j.changes ? 'amount' then 'no_amount' end], null) else '{}' end,
    null::text
  from judged j;
end $$;
comment on function private.resolve_deals(public.import_jobs, integer[]) is
  'Plans rows of deals: matched by external id, else by name and customer; what new ones lack is filled in (name, currency, date of opening, list price) and noted.';

grant execute on function private.import_match_deals(jsonb), private.resolve_deals(public.import_jobs, integer[]) to authenticated;
