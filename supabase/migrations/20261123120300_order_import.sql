-- Orders from an ERP's file: a row is a line, the rows with one order number are one order, written whole or not at all.

alter table public.import_jobs drop constraint import_jobs_resource_check;
alter table public.import_jobs add constraint import_jobs_resource_check check (resource in ('products', 'customers', 'profiles', 'deals', 'orders'));
alter table public.import_rows add column part_of integer;
comment on column public.import_rows.part_of is 'The first row of the file that is of the same record, where several rows make up one; found when the check begins.';
create index import_rows_part_of_idx on public.import_rows (job_id, part_of) where part_of is not null;

create or replace function private.mark_doubles(job uuid) returns void
language sql set search_path = '' set enable_nestloop = off set jit = off
as $$
  with firsts as materialized (
    select o.match_key, min(o.row_number) as first from public.import_rows o
    where o.job_id = job and o.match_key is not null group by o.match_key having count(*) > 1),
  kind as materialized (select j.resource = 'orders' as of_parts from public.import_jobs j where j.id = job)
  update public.import_rows r set duplicate_of = case when not k.of_parts then f.first end, part_of = case when k.of_parts then f.first end
  from firsts f, kind k where r.job_id = job and r.match_key = f.match_key and r.row_number > f.first
$$;
comment on function private.mark_doubles(uuid) is
  'Marks the rows of an import that are the same record as an earlier row: its double, or (of orders) a part of it.';

create or replace function private.import_ids(mine boolean) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  me constant uuid := private.me();
  readers uuid[];
  open_kinds text[] := '{}';
  kind text;
begin
  if not mine then
    readers := private.visible_ids('imports', 'read');
    -- a row of a file may name anybody's record, and every group of its fields
    for kind in select a.resource from public.resource_actions a where a.action = 'import' loop
      if private.my_scope(kind, 'read') = 'all' and not exists (
        select from public.resource_actions a
        where a.resource like kind || '.%' and a.action = 'read' and private.my_scope(a.resource, 'read') <> 'all') then
        open_kinds := open_kinds || kind;
      end if;
    end loop;
  end if;
  return array(
    select j.id from public.import_jobs j
    where j.created_by = me and (mine or not private.hides_import(j.resource, j.mapping))
      or not mine and j.created_by = any (readers) and j.resource = any (open_kinds));
end $$;

create function private.order_rows(job uuid, numbers integer[]) returns table (row_number integer, head integer, too_many boolean)
language sql stable set search_path = '' set jit = off
as $$
  with heads as materialized (
    select pg_catalog.array_agg(distinct coalesce(r.part_of, r.row_number)) as list from public.import_rows r where r.job_id = job and r.row_number = any (numbers)),
  sized as (
    select r.row_number, coalesce(r.part_of, r.row_number) as head, count(*) over (partition by coalesce(r.part_of, r.row_number)) > 1000 as too_many
    from public.import_rows r
    where r.job_id = job and (r.row_number = any ((select h.list from heads h)::integer[]) or r.part_of = any ((select h.list from heads h)::integer[])))
  select s.row_number, s.head, s.too_many from sized s where not s.too_many or s.row_number = s.head or s.row_number = any (numbers)
$$;
comment on function private.order_rows(uuid, integer[]) is
  'All rows of the orders that rows of an import belong to, each with the first of its order; of one of more than 1,000 rows (too_many) only those asked for and the first.';

create function private.resolve_orders(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_nestloop = off set jit = off
as $$
#variable_conflict use_column
declare
  me uuid := private.me();
  nobodys uuid := case when private.my_scope('orders', 'create') = 'all' then private.organisation_id() else me end;
  creatable uuid[] := private.visible_ids('orders', 'create');
  updatable uuid[] := private.visible_ids('orders', 'update');
  assignable uuid[] := private.visible_ids('orders', 'assign');
  zone text := (select s.timezone from public.settings s);
  base_currency text := (select s.base_currency from public.settings s);
  defaults jsonb := coalesce(job.mapping -> 'defaults', '{}');
begin
  return query
  with rows as materialized (
    select g.row_number, g.head, g.too_many, r.issues, defaults || r.data as data
    from private.order_rows(job.id, numbers) g join public.import_rows r on r.job_id = job.id and r.row_number = g.row_number),
  customers as materialized (select * from private.import_find('customers', array(select distinct r.data ->> 'customer' from rows r))),
  owners as materialized (select * from private.import_find('profiles', array(select distinct r.data ->> 'owner' from rows r))),
  products as materialized (
    select f.needle, f.id, f.hits, p.list_price, p.currency
    from private.import_find('products', array(select distinct r.data ->> 'product' from rows r)) f left join public.products p on p.id = f.id),
  -- what each order says of itself, by whichever of its rows says it first
  said as materialized (
    select r.head, f.field, pg_catalog.min(r.row_number) as first, (pg_catalog.array_agg(r.data -> f.field order by r.row_number))[1] as value
    from rows r cross join pg_catalog.unnest(array['customer', 'owner', 'ordered_at', 'status', 'currency', 'total']) f (field)
    where r.data ? f.field group by r.head, f.field),
  heads as materialized (
    select s.head, pg_catalog.jsonb_object_agg(s.field, s.value) as data from said s group by s.head),
  orders as materialized (
    select h.head, h.external_id, h.lines, coalesce(d.data, '{}') as data, c.id as customer_id, w.id as owner_id, o.id, o.hits, pg_catalog.to_jsonb(o.found) as existing
    from (
      select r.head, pg_catalog.min(r.data ->> 'external_id') as external_id, count(*) filter (where r.data ? 'product') as lines from rows r group by r.head) h
    left join heads d on d.head = h.head
    left join customers c on c.needle = d.data ->> 'customer' and c.hits = 1
    left join owners w on w.needle = d.data ->> 'owner' and w.hits = 1
    left join lateral (
      select (pg_catalog.array_agg(f order by f.created_at))[1] as found, (pg_catalog.array_agg(f.id order by f.created_at))[1] as id, count(*) as hits
      from public.orders f where f.external_id = h.external_id and f.deleted_at is null) o on true),
  lines as materialized (
    select r.row_number, r.head, p.id as product_id, pg_catalog.round(coalesce((r.data ->> 'quantity')::numeric, 1), 2) as quantity,
      coalesce(pg_catalog.round((r.data ->> 'unit_price')::numeric, 2),
        case when p.currency = coalesce(o.data ->> 'currency', o.existing ->> 'currency', base_currency) then p.list_price end) as unit_price,
      pg_catalog.round(coalesce((r.data ->> 'discount')::numeric / 100, 0), 4) as discount_rate,
      row_number() over (partition by r.head, p.id order by r.row_number) as k
    from rows r join orders o on o.head = r.head join products p on p.needle = r.data ->> 'product' and p.hits = 1),
  old_lines as materialized (
    select o.head, i.id, i.product_id, i.quantity, i.unit_price, i.discount_rate, i.position,
      row_number() over (partition by o.head, i.product_id order by i.position, i.id) as k
    from orders o join public.order_items i on i.order_id = o.id),
  old_items as materialized (
    select i.head, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', i.id, 'product_id', i.product_id, 'quantity', i.quantity, 'unit_price', i.unit_price,
      'discount_rate', i.discount_rate) order by i.position, i.id) as items
    from old_lines i group by i.head),
  wanted_lines as materialized (
    select l.head, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', i.id, 'product_id', l.product_id, 'quantity', l.quantity, 'unit_price', l.unit_price,
      'discount_rate', l.discount_rate) order by l.row_number) as items
    from lines l left join old_lines i on i.head = l.head and i.product_id = l.product_id and i.k = l.k group by l.head),
  planned as materialized (
    select o.*, l.items, coalesce(e.items, '[]') as old_items, w.changes,
      case when o.id is null then null when l.items is null or l.items = e.items then '{}' else pg_catalog.jsonb_build_object('items', l.items) end as line_changes
    from orders o
    left join wanted_lines l on l.head = o.head
    left join old_items e on e.head = o.head
    cross join lateral (
      select case when o.id is null then pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
          'external_id', o.external_id, 'customer_id', o.customer_id, 'owner_id', coalesce(o.owner_id, case when nobodys = me then me end),
          'status', coalesce(o.data ->> 'status', 'confirmed'), 'currency', coalesce(o.data ->> 'currency', base_currency),
          'ordered_at', coalesce(private.import_time(o.data ->> 'ordered_at', zone), now()), 'total', coalesce((o.data ->> 'total')::numeric, 0)))
        else private.import_changes(o.existing, private.typed_as('orders', pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
          'customer_id', o.customer_id, 'owner_id', o.owner_id, 'status', o.data -> 'status', 'currency', o.data -> 'currency',
          'ordered_at', private.import_time(o.data ->> 'ordered_at', zone),
          'total', case when l.items is null and e.items is null then o.data -> 'total' end)))) end as changes) w),
  differing as materialized (
    select r.row_number, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('field', s.field, 'key', 'order_differs', 'params', pg_catalog.jsonb_build_object('row', s.first))) as issues
    from rows r join said s on s.head = r.head where r.data ? s.field and r.data -> s.field <> s.value group by r.row_number),
  judged as materialized (
    select r.row_number, r.head, r.issues
      || private.import_issue(r.data ->> 'external_id' is null and not r.issues @@ '$[*].field == "external_id" || $[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'external_id', 'required')
      || private.import_issue(r.row_number = r.head and p.id is null and not p.data ? 'customer', 'customer', 'required')
      || private.import_lookup_issue('customer', r.data -> 'customer', c.hits) || private.import_lookup_issue('owner', r.data -> 'owner', w.hits)
      || private.import_lookup_issue('product', r.data -> 'product', q.hits)
      || private.import_issue(not r.data ? 'product' and (p.lines > 0 or r.data ? 'quantity' or r.data ? 'unit_price' or r.row_number <> r.head), 'product', 'required')
      || private.import_issue(q.hits = 1 and l.unit_price is null, 'unit_price', 'required')
      || coalesce(b.issues, '[]') || private.import_issue(r.too_many, 'external_id', 'order_too_long')
      || case when r.row_number <> r.head then '[]' when p.id is null then
          private.import_issue(private.access_key(coalesce(p.owner_id, nobodys), me) <> all (creatable), null, 'denied_create')
        else private.import_issue(p.hits > 1, 'external_id', 'ambiguous', pg_catalog.jsonb_build_object('value', p.external_id))
          || private.import_issue(p.changes || p.line_changes <> '{}' and (p.existing ->> 'access_id')::uuid <> all (updatable), null, 'denied_update')
          || private.import_issue(p.changes ? 'owner_id' and (p.existing ->> 'access_id')::uuid <> all (assignable), 'owner', 'denied_assign') end as issues
    from rows r join planned p on p.head = r.head
    left join customers c on c.needle = r.data ->> 'customer'
    left join owners w on w.needle = r.data ->> 'owner'
    left join products q on q.needle = r.data ->> 'product'
    left join lines l on l.row_number = r.row_number
    left join differing b on b.row_number = r.row_number),
  faults as materialized (
    select j.head, pg_catalog.min(j.row_number) as first from judged j where j.issues <> '[]' group by j.head)
  select j.row_number,
    case when f.head is not null then 'refuse' when p.id is null then 'create' when p.changes || p.line_changes = '{}' then 'skip' else 'update' end,
    coalesce(p.id, pg_catalog.md5(job.id::text || p.external_id)::uuid),
    case when j.row_number <> j.head then '{}' when p.id is null then p.changes || pg_catalog.jsonb_build_object('items', coalesce(p.items, '[]')) else p.changes || p.line_changes end,
    case when p.id is not null and j.row_number = j.head then private.import_overwritten(p.existing, p.changes)
      || case when p.line_changes = '{}' then '{}' else pg_catalog.jsonb_build_object('items', p.old_items) end end,
    case when f.head is not null and j.issues = '[]' then private.import_issue(true, null, 'order_faulty', pg_catalog.jsonb_build_object('row', f.first)) else j.issues end,
    case when p.id is null and j.row_number = j.head then pg_catalog.array_remove(array[
      case when not p.data ? 'owner' then 'order_no_owner' end, case when not p.data ? 'ordered_at' then 'ordered_now' end], null) else '{}' end,
    null::text
  from judged j join planned p on p.head = j.head left join faults f on f.head = j.head
  where j.row_number = any (numbers);
end $$;
comment on function private.resolve_orders(public.import_jobs, integer[]) is
  'Plans rows of orders: those with one order number are one order, planned by its first row, refused whole where one of its rows has a fault. It is found by that number; its lines by product, the k-th by the k-th.';

grant execute on function private.order_rows(uuid, integer[]), private.resolve_orders(public.import_jobs, integer[]) to authenticated;
