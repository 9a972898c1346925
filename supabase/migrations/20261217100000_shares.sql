-- Which part of a deal or an order falls to which product was reckoned from all items of all deals for each figure that is narrowed
-- by product or product line, twice sorted. It changes with the items alone, so it is kept; and what joins deals and customers
-- looks their rows up without a search among all keys for each of them.

create table private.deal_shares (
  deal_id uuid not null,
  product_id uuid not null,
  access_id uuid not null,
  share numeric not null,
  quantity numeric not null
);
create table private.order_shares (
  order_id uuid not null,
  product_id uuid not null,
  access_id uuid not null,
  customer_access_id uuid,
  share numeric not null,
  quantity numeric not null
);
comment on table private.deal_shares is 'The part (0–1) of a deal that falls to each product that it has items of: by the items'' amounts, or by their number where all are free; and how much of it was taken. Kept by each statement on the items.';
comment on table private.order_shares is 'The part (0–1) of an order that falls to each product that it has items of: by the items'' amounts, or by their number where all are free; and how much of it was taken. Kept by each statement on the items.';
alter table private.deal_shares enable row level security;
alter table private.order_shares enable row level security;
create policy deal_shares_active_people on private.deal_shares as restrictive for all to authenticated using ((select private.is_active()));
create policy order_shares_active_people on private.order_shares as restrictive for all to authenticated using ((select private.is_active()));
create policy deal_shares_read on private.deal_shares for select to authenticated using (access_id = any ((select private.visible_ids('deals', 'read'))::uuid[]));
create policy order_shares_read on private.order_shares for select to authenticated using (access_id = any ((select private.visible_ids('orders', 'read'))::uuid[])
  or customer_access_id = any ((select private.visible_ids('customers', 'read'))::uuid[]));
grant select on private.deal_shares, private.order_shares to authenticated;

create view private.every_deal_shares as
  select s.* from private.deal_shares s where s.access_id <> private.nobody_id() and (select private.is_active()) and (select private.my_scope('deals', 'read')) = 'all';
create view private.every_order_shares as
  select s.* from private.order_shares s where s.access_id <> private.nobody_id() and (select private.is_active()) and (select private.my_scope('orders', 'read')) = 'all';
comment on view private.every_deal_shares is 'Deals'' parts by product for who may read every deal, and nothing for anybody else; without a search for each access key.';
comment on view private.every_order_shares is 'Orders'' parts by product for who may read every order, and nothing for anybody else; without a search for each access key.';
grant select on private.every_deal_shares, private.every_order_shares to authenticated;

create view private.all_deal_shares as
  select i.deal_id, i.product_id, (array_agg(i.access_id))[1] as access_id, coalesce(sum(i.amount) / nullif(sum(sum(i.amount)) over w, 0), count(*) / sum(count(*)) over w) as share, sum(i.quantity) as quantity
  from public.deal_items i group by i.deal_id, i.product_id window w as (partition by i.deal_id);
create view private.all_order_shares as
  select i.order_id, i.product_id, (array_agg(i.access_id))[1] as access_id, (array_agg(i.customer_access_id))[1] as customer_access_id,
    coalesce(sum(i.amount) / nullif(sum(sum(i.amount)) over w, 0), count(*) / sum(count(*)) over w) as share, sum(i.quantity) as quantity
  from public.order_items i group by i.order_id, i.product_id window w as (partition by i.order_id);
comment on view private.all_deal_shares is 'What private.deal_shares holds, reckoned from the items.';
comment on view private.all_order_shares is 'What private.order_shares holds, reckoned from the items.';

create function private.keep_deal_shares() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  of_deals uuid[];
begin
  if tg_op = 'INSERT' then
    of_deals := array(select distinct r.deal_id from new_rows r);
  elsif tg_op = 'DELETE' then
    of_deals := array(select distinct r.deal_id from old_rows r);
  else
    of_deals := array(select r.deal_id from old_rows r union select r.deal_id from new_rows r);
  end if;
  -- who adds to the same deal at the same time waits, and then counts what the other added
  perform from public.deals d where d.id = any (of_deals) order by d.id for no key update;
  delete from private.deal_shares s where s.deal_id = any (of_deals);
  insert into private.deal_shares (deal_id, product_id, access_id, share, quantity)
  select s.deal_id, s.product_id, s.access_id, s.share, s.quantity from private.all_deal_shares s where s.deal_id = any (of_deals);
  return null;
end $$;
comment on function private.keep_deal_shares() is 'Trigger: reckons the parts by product of the deals whose items a statement touched.';

create function private.keep_order_shares() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  of_orders uuid[];
begin
  if tg_op = 'INSERT' then
    of_orders := array(select distinct r.order_id from new_rows r);
  elsif tg_op = 'DELETE' then
    of_orders := array(select distinct r.order_id from old_rows r);
  else
    of_orders := array(select r.order_id from old_rows r union select r.order_id from new_rows r);
  end if;
  perform from public.orders o where o.id = any (of_orders) order by o.id for no key update;
  delete from private.order_shares s where s.order_id = any (of_orders);
  insert into private.order_shares (order_id, product_id, access_id, customer_access_id, share, quantity)
  select s.order_id, s.product_id, s.access_id, s.customer_access_id, s.share, s.quantity from private.all_order_shares s where s.order_id = any (of_orders);
  return null;
end $$;
comment on function private.keep_order_shares() is 'Trigger: reckons the parts by product of the orders whose items a statement touched.';

do $$
declare
  tbl text;
  work text;
begin
  foreach tbl in array array['deal', 'order'] loop
    foreach work in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on public.%I referencing %s for each statement execute function private.%I()', 'z_shares_' || work, work, tbl || '_items',
        case work when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows' else 'old table as old_rows new table as new_rows' end, 'keep_' || tbl || '_shares');
      execute format('alter table public.%I enable always trigger %I', tbl || '_items', 'z_shares_' || work);
    end loop;
  end loop;
end $$;

insert into private.deal_shares select * from private.all_deal_shares;
insert into private.order_shares select * from private.all_order_shares;
alter table private.deal_shares add primary key (deal_id, product_id);
alter table private.order_shares add primary key (order_id, product_id);
create index deal_shares_product_id_idx on private.deal_shares (product_id, access_id, deal_id) include (share, quantity);
create index order_shares_product_id_idx on private.order_shares (product_id, access_id, order_id) include (share, quantity, customer_access_id);
create index order_shares_customer_access_id_idx on private.order_shares (product_id, customer_access_id, order_id) include (share, quantity, access_id);
analyze private.deal_shares;
analyze private.order_shares;

-- the thresholds are private.deal_size's, which is a call for each row where this is none
update public.metric_dimensions set key_sql = pg_catalog.format(
  '(array[''under_1k'', ''1k_5k'', ''5k_25k'', ''25k_100k'', ''from_100k''])[width_bucket(%s, array[1000, 5000, 25000, 100000]::numeric[]) + 1]',
  pg_catalog.substr(key_sql, pg_catalog.length('private.deal_size(') + 1, pg_catalog.length(key_sql) - pg_catalog.length('private.deal_size()')))
where key = 'deal_size' and key_sql like 'private.deal\_size(%)';

-- Rows that are looked up one by one: whether the reader may read one is asked of a hash of the keys instead of all keys in turn.
-- No security barriers: behind one no row is found by another's index. The statements that read here are the metric layer's own.
do $$
declare
  resource text;
  scope text;
begin
  foreach resource in array array['deals', 'customers', 'activities', 'deal_stage_history', 'customer_lifecycle_history'] loop
    scope := case resource when 'deal_stage_history' then 'deals' when 'customer_lifecycle_history' then 'customers' else resource end;
    execute format('create view private.%1$I as select %2$s from public.%3$I d where %4$s (select private.is_active())
      and ((select private.my_scope(%5$L, ''read'')) = ''all'' and d.access_id <> private.nobody_id() or d.access_id in (select unnest(private.visible_ids(%5$L, ''read'')))%6$s)',
      'known_' || resource,
      (select string_agg(format('d.%I', a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = format('public.%I', resource)::regclass and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('authenticated', a.attrelid, a.attnum, 'SELECT')),
      resource, case when scope = resource then 'd.deleted_at is null and' else '' end, scope,
      case resource when 'activities' then ' or d.customer_access_id in (select unnest(private.visible_ids(''customers'', ''read'')))' else '' end);
    execute format('comment on view private.%I is %L', 'known_' || resource, 'Rows of ' || resource || ' that the caller may read, to look them up by other columns than their access key.');
    execute format('grant select on private.%I to authenticated', 'known_' || resource);
  end loop;
  -- an order is read by its own key or by its customer's: each by its index
  foreach resource in array array['public.orders', 'private.order_shares'] loop
    scope := case resource when 'public.orders' then 'd.deleted_at is null and' else '' end;
    execute format('create view private.%1$I as select %2$s from %3$s d where %4$s (select private.is_active()) and d.access_id = any ((select private.visible_ids(''orders'', ''read''))::uuid[])
      union all select %2$s from %3$s d where %4$s (select private.is_active()) and d.customer_access_id = any ((select private.visible_ids(''customers'', ''read''))::uuid[]) and d.access_id not in (select unnest(private.visible_ids(''orders'', ''read'')))',
      'known_' || split_part(resource, '.', 2),
      (select string_agg(format('d.%I', a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = resource::regclass and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('authenticated', a.attrelid, a.attnum, 'SELECT')),
      resource, scope);
    execute format('comment on view private.%I is %L', 'known_' || split_part(resource, '.', 2), 'Rows of ' || resource || ' that the caller may read, by an index of each of their two keys.');
    execute format('grant select on private.%I to authenticated', 'known_' || split_part(resource, '.', 2));
  end loop;
end $$;

drop index public.orders_access_id_idx;
drop index public.orders_customer_access_id_idx;
create index orders_access_id_idx on public.orders (access_id, ordered_at desc) include (status, total, currency, owner_id, team_id, customer_id, deal_id, customer_access_id, id) where deleted_at is null;
create index orders_customer_access_id_idx on public.orders (customer_access_id, ordered_at) include (status, total, currency, owner_id, team_id, customer_id, deal_id, access_id, id) where deleted_at is null;

create or replace function private.rows_of(resource text) returns text
language sql stable set search_path = ''
as $$ select case when private.my_scope(resource, 'read') = 'all' then 'private.every_' when resource = 'orders' then 'private.known_' else 'public.' end || pg_catalog.quote_ident(resource) $$;

create function private.shares_of(source text) returns text
language sql stable set search_path = ''
as $$ select case when private.my_scope(source, 'read') = 'all' then 'private.every_' when source = 'orders' then 'private.known_' else 'private.' end || case source when 'deals' then 'deal_shares' when 'orders' then 'order_shares' end $$;
comment on function private.shares_of(text) is 'Where the caller reads the parts by product of deals or orders: who may read everything, in the view that is made for that.';
grant execute on function private.shares_of(text) to authenticated;

create or replace function private.metric_from_sql(source text) returns text
language sql stable set search_path = ''
as $$
  select case source
    when 'deals' then private.rows_of('deals') || ' d'
    when 'deal_items' then private.rows_of('deals') || ' d join ' || private.shares_of('deals') || ' it on it.deal_id = d.id'
    when 'orders' then private.rows_of('orders') || ' d'
    when 'order_items' then private.rows_of('orders') || ' d join ' || private.shares_of('orders') || ' it on it.order_id = d.id'
    when 'activities' then private.rows_of('activities') || ' d'
    when 'customers' then private.rows_of('customers') || ' d'
    when 'customer_history' then private.rows_of('customers') || ' d join private.known_customer_lifecycle_history h on h.customer_id = d.id'
  end
$$;

create or replace function private.metric_joins(dims public.metric_dimensions[]) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(pg_catalog.string_agg(distinct pg_catalog.replace(pg_catalog.replace(d.join_sql,
    'join public.deals ', 'join private.known_deals '), 'join public.customers ', 'join private.known_customers '), ' '), '')
  from pg_catalog.unnest(dims) d where d.join_sql <> ''
$$;

create or replace function private.metric_items_sql(source text) returns text
language sql stable set search_path = ''
as $$
  select case source
    when 'deals' then private.rows_of('deals') || ' d left join ' || private.shares_of('deals') || ' it on it.deal_id = d.id'
    when 'orders' then private.rows_of('orders') || ' d left join ' || private.shares_of('orders') || ' it on it.order_id = d.id'
  end
$$;

-- Whether what has no items at all is asked for too: by each of the filters that products share.
create function private.metric_nothing_sql(dims public.metric_dimensions[]) returns text
language sql immutable set search_path = ''
as $$ select coalesce(pg_catalog.string_agg(pg_catalog.format('$5 -> %L @> ''[null]''', d.key), ' and '), 'true') from pg_catalog.unnest(dims) d $$;
comment on function private.metric_nothing_sql(public.metric_dimensions[]) is 'A condition (SQL): whether each of the filters keeps what has no value.';

-- Products are joined as what there is: of a deal without one nothing is read here.
create function private.metric_product_joins(dims public.metric_dimensions[]) returns text
language sql immutable set search_path = ''
as $$ select pg_catalog.replace(private.metric_joins(dims), 'left join public.products', 'join public.products') $$;
comment on function private.metric_product_joins(public.metric_dimensions[]) is 'The joins of dimensions that products share, without what has no product.';
grant execute on function private.metric_product_joins(public.metric_dimensions[]), private.metric_nothing_sql(public.metric_dimensions[]) to authenticated;

drop function private.metric_shares_sql(integer, text, public.metric_dimensions[], public.metric_dimensions[], text);
create function private.metric_shares_sql(n integer, source text, dims public.metric_dimensions[], filter_dims public.metric_dimensions[], condition text, few boolean) returns text
language plpgsql stable set search_path = ''
as $$
declare
  divided constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  shared_filters constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(filter_dims) x where x.shared);
  parent constant text := case source when 'deals' then 'deal_id' else 'order_id' end;
  columns text[] := '{}';
  nothing text[] := '{}';
  keys text := '1';
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    if dims[i].shared then
      columns := columns || pg_catalog.format(', %s as k%s', dims[i].key_sql, i);
      nothing := nothing || case dims[i].kind when 'entity' then ', null::uuid' else ', null::text' end;
      keys := keys || ', ' || pg_catalog.cardinality(columns) + 1;
    end if;
  end loop;
  if few or shared_filters = '{}' then
    return pg_catalog.format('shares%1$s as (select d.id%2$s, sum(coalesce(it.share, 1)) as share from %3$s %4$s where %5$s and %6$s group by %7$s), ',
      n, pg_catalog.array_to_string(columns, ''), private.metric_items_sql(source), private.metric_joins(dims || filter_dims),
      private.metric_filter_sql(shared_filters), condition, keys);
  end if;
  return pg_catalog.format('shares%1$s as (select it.%2$I as id%3$s, sum(it.share) as share from %4$s it %5$s where %6$s group by %7$s union all '
    || 'select d.id%8$s, 1 from %9$s d %10$s where %11$s and %12$s and not exists (select from %4$s it %13$s where it.%2$I = d.id)), ',
    n, parent, pg_catalog.array_to_string(columns, ''), private.shares_of(source), private.metric_product_joins(divided), private.metric_filter_sql(shared_filters), keys,
    pg_catalog.array_to_string(nothing, ''), private.rows_of(source), private.metric_joins(array(select x from pg_catalog.unnest(dims || filter_dims) x where not x.shared)),
    private.metric_nothing_sql(shared_filters), condition, private.metric_product_joins(shared_filters));
end $$;
comment on function private.metric_shares_sql(integer, text, public.metric_dimensions[], public.metric_dimensions[], text, boolean) is 'SQL of the parts of deals or orders that fall to what is asked about products: of few rows their own parts, else the parts of these products, whose deals or orders are still to be narrowed by the condition. What has no product is one whole part of nothing.';

create or replace function private.deal_rows_sql(filters jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  plain constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where not d.shared);
  divided constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where d.shared);
begin
  return private.asked_sql(pg_catalog.format('(select d.* from %s d %s where d.deleted_at is null and %s%s)', private.rows_of('deals'),
    private.metric_joins(plain), private.metric_filter_sql(plain),
    case when divided = '{}' then '' else pg_catalog.format(
      ' and (d.id in (select it.deal_id from %1$s it %2$s where %3$s) or (%4$s and not exists (select from %1$s it %2$s where it.deal_id = d.id)))',
      private.shares_of('deals'), private.metric_product_joins(divided), private.metric_filter_sql(divided), private.metric_nothing_sql(divided)) end));
end $$;

create or replace function private.metric_arm_sql(arm text, n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[], filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, stale boolean, sums text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  total constant boolean := sums = 'totals';
  by_unit constant boolean := sums = 'units';
  rows_of constant text := members[1].source;
  time_sql constant text := members[1].time_sql;
  from_cells constant boolean := arm = 'cells';
  shared constant boolean := arm = 'shares';
  items constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  tiers constant boolean := rows_of = 'deals' and exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'tier');
  cells constant text := case when tiers then 'tier_cells' else private.cells_of_items(members, items) end;
  sheets constant boolean := cells in ('sold_cells', 'ordered_cells', 'customer_cells', 'tier_cells');
  standing constant boolean := private.metric_standing(members, dims || filter_dims);
  totals constant text := case when total and standing then 'standing_totals' when total then private.totals_of(cells) end;
  marked constant text := private.stale_sql(members[1].cell_moment, 'd.month');
  -- totals without access keys; of marked sheets what they held is taken off
  relation constant text := case when arm <> 'cells' then null
    when by_unit then private.unit_cells_sql(private.units_of(members, dims || filter_dims, cells), case when sheets and stale then marked end)
    when total and sheets and stale then pg_catalog.format('(select t.* from private.%I t union all %s)', totals,
      private.total_parts_sql(cells, pg_catalog.format('(select d.* from private.%I d where %s)', cells, marked), '-', totals))
    else 'private.' || pg_catalog.quote_ident(coalesce(totals, private.cells_of(cells))) end;
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  moment constant text := pg_catalog.format('%s at time zone $1', time_sql);
  first constant text := case arm when 'after' then '($9::timestamp at time zone $1)' when 'stale' then '($8::timestamp at time zone $1)' else '$2' end;
  last constant text := case arm when 'before' then '($8::timestamp at time zone $1)' when 'stale' then '($9::timestamp at time zone $1)' else '$3' end;
  condition constant text := case
    when shared then pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member, private.metric_filter_sql(array(select x from pg_catalog.unnest(filter_dims) x where not x.shared)))
      || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', time_sql) else '' end
      || case when stale then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end
    when from_cells then pg_catalog.format('d.moment = %L and (%s) and %s', members[1].cell_moment, any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then ' and d.month >= $8 and d.month < $9' else '' end
      -- who bought nothing by items has bought no items
      || case when rows_of in ('deal_items', 'order_items') then ' and d.product_id is not null' else '' end
      || case when sheets and stale and sums = 'cells' then ' and not ' || marked else '' end
    else pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= %2$s and %1$s < %3$s', time_sql, first, last) else '' end
      || case when arm = 'stale' then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end
      || case arm when 'best' then ' and d.customer_id = best.id' when 'nobody' then ' and d.customer_id is null' else '' end end;
  names text[] := '{}';
  columns text[] := '{}';
  m public.metrics;
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    names := names || ('k' || i);
    columns := columns || (case
      when dims[i].kind = 'time' then '(' || private.metric_bucket_sql(dims[i].key_sql, case when from_cells then 'd.month::timestamp' else moment end, week_start, fiscal_start) || ')::date'
      when dims[i].shared and shared then 'sh.k' || i
      else dims[i].key_sql end || ' as k' || i);
  end loop;
  if money then
    names := names || array['money_in', 'money_on'];
    columns := columns || array['nullif(d.currency, $4) as money_in',
      pg_catalog.format('case when d.currency <> $4 then %s end as money_on',
        case when time_sql is null then '$7' when from_cells then 'd.day' else '(' || moment || ')::date' end),
      pg_catalog.format(case when from_cells then 'sum(d.priced) as priced' else 'count(%s) as priced' end,
        (select x.value_sql from pg_catalog.unnest(members) x where x.unit = 'currency' order by x.key limit 1))];
  end if;
  foreach m in array members loop
    columns := columns || pg_catalog.format('%s filter (where %s) as b%s',
      case when from_cells then 'sum(' || m.cell_value_sql || ')' when m.value_sql is null then 'count(*)'
        else pg_catalog.format('sum(%s%s)', m.value_sql, case when shared then ' * sh.share' else '' end) end,
      m.condition_sql, pg_catalog.array_position(base_keys, m.key));
  end loop;
  return pg_catalog.format('select %s from %s %s %s where %s%s%s', pg_catalog.array_to_string(columns, ', '),
    case when shared then pg_catalog.format('shares%s sh join %s on d.id = sh.id', n, private.metric_from_sql(rows_of))
      when from_cells then relation || ' d' || case when sums <> 'cells' and standing then '' when tiers then ' cross join lateral (select d.tier) cu' when cells = 'customer_cells' then ' cross join lateral (select d.came as to_stage) fh' when sheets then ' cross join lateral (select d.product_id) it' else '' end
      -- one customer after the other, by the index of their deals
      when arm = 'best' then pg_catalog.format('pg_catalog.unnest($18) best (id) cross join lateral (select d.* from %s where %s offset 0) d', private.metric_from_sql(rows_of), condition)
      else private.metric_from_sql(rows_of) end,
    private.metric_joins(case when shared then array(select x from pg_catalog.unnest(dims || filter_dims) x where not x.shared) when from_cells and tiers then array(select x from pg_catalog.unnest(dims || filter_dims) x where x.key <> 'tier') else dims || filter_dims end),
    (select coalesce(pg_catalog.string_agg(distinct x.join_sql, ' '), '') from pg_catalog.unnest(members) x where not (from_cells and x.source = 'customers')), case when arm = 'best' then 'true' else condition end,
    case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end,
    -- what was added and taken away again is nobody's row
    case when from_cells and names <> '{}' then ' having sum(d.n) <> 0' else '' end);
end $$;

create or replace function private.metric_scan_sql(n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[], filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, cells text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  divided constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  whole constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(filter_dims) x where not x.shared);
  tiers constant boolean := coalesce(cells like '%tiers%', false) and members[1].source = 'deals' and members[1].time_sql is null and exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'tier')
    and not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'stage') and not exists (select from pg_catalog.unnest(members) x where x.key <> 'deals.open_count');
  sheets constant boolean := divided or tiers or members[1].cells in ('sold_cells', 'ordered_cells', 'customer_cells');
  stale constant boolean := coalesce(sheets and cells like '%stale%', false);
  -- totals do not say whose rows they are, but for activities and for customers as they stand
  summed constant boolean := members[1].cells = 'activity_cells' or tiers or private.metric_standing(members, dims || filter_dims)
    or not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'));
  sums_of constant text := case when summed and cells like '%totals%' then 'totals'
    when not tiers and cells like '%units%' and private.units_of(members, dims || filter_dims, private.cells_of_items(members, divided)) is not null then 'units' else 'cells' end;
  -- whether each figure stands in the same cells, and these have each dimension; of sheets amounts alone, and of whole months
  in_cells constant boolean := cells is not null and (cells not like 'now%' or members[1].time_sql is null)
    and not exists (select from pg_catalog.unnest(members) x where x.cell_moment is null or x.cell_moment <> members[1].cell_moment)
    and not exists (select from pg_catalog.unnest(dims || filter_dims) x where members[1].cell_moment <> all (x.cell_moments) and not (divided and 'items' = any (x.cell_moments)) and not (tiers and x.key = 'tier'))
    and (not sheets or cells like '%sheets%') and (not divided or (cells not like '%before%' and cells not like '%after%'
      and members[1].cell_moment in ('closed', 'ordered') and not exists (select from pg_catalog.unnest(members) x where x.unit <> 'currency')
      and not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'lost_reason')));
  arms constant text[] := case when divided and not in_cells then array['shares'] when not in_cells and cells like '%best%' then array['best', 'nobody'] when not in_cells then array['rows'] when members[1].time_sql is null then array['cells'] || case when stale then array['stale'] else '{}' end
    else array(select a from (values ('cells', true), ('before', cells like '%before%'), ('after', cells like '%after%'), ('shares', divided and stale), ('stale', not divided and stale)) v (a, needed) where v.needed) end;
  shares constant text := case when 'shares' = any (arms) then private.metric_shares_sql(n, members[1].source, dims, filter_dims,
    pg_catalog.format('d.deleted_at is null and (%s) and %s', (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x), private.metric_filter_sql(whole))
    || case when bounded and members[1].time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', members[1].time_sql) else '' end
    || case when in_cells then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end, in_cells) else '' end;
  groups constant text := (select coalesce(pg_catalog.string_agg('k' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i);
  sums constant text := (select case when money then 'coalesce(sum(s.priced) filter (where s.money_in is not null and r.rate is null), 0)' else '0::numeric' end || ' as skipped'
    || pg_catalog.string_agg(pg_catalog.format(', sum(s.b%1$s%2$s) as b%1$s', pg_catalog.array_position(base_keys, x.key),
      case when x.unit = 'currency' then ' * case when s.money_in is null then 1 else r.rate end' else '' end), '' order by x.key)
    from pg_catalog.unnest(members) x);
begin
  return shares
    || pg_catalog.format('scan%s as (%s), ', n, (select pg_catalog.string_agg(private.metric_arm_sql(a, n, members, base_keys, dims,
      case when divided then filter_dims else whole end, bounded, week_start, fiscal_start, stale and in_cells, sums_of), ' union all ') from pg_catalog.unnest(arms) a))
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select r.currency as money_in, r.day as money_on, r.rate from (select array_agg(c.money_in) as currencies, array_agg(c.money_on) as days from (select distinct money_in, money_on from scan%1$s where money_in is not null) c) c cross join lateral private.rates(c.currencies, c.days) r), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, sums,
      case when money then pg_catalog.format(' left join rates%s r on r.money_in = s.money_in and r.money_on = s.money_on', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when divided then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;

do $$
declare
  change record;
  body text;
begin
  for change in select * from (values
    ('private.sales_funnel', 'join public.deal_stage_history h on h.deal_id = c.id join', 'cross join lateral (select k.to_stage_id, k.deal_id, k.entered_at, k.left_at from private.known_deal_stage_history k where k.deal_id = c.id offset 0) h join'),
    ('private.sales_activity_per_deal', 'join public.activities a', 'join private.known_activities a'),
    ('private.sales_source_quality', 'join public.customer_lifecycle_history came', 'join private.known_customer_lifecycle_history came'),
    ('private.sales_source_quality', 'join public.deals d on', 'join private.known_deals d on')) c (name, old, new) loop
    body := pg_get_functiondef(change.name::regproc);
    if strpos(body, change.old) = 0 then
      raise exception '% does not join by %', change.name, change.old;
    end if;
    execute replace(body, change.old, change.new);
  end loop;
end $$;
