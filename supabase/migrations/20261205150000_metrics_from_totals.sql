-- The metric layer reads open deals by their customer's tier, and customers as they stand, from totals; and of who bought most it
-- adds up those customers alone that can be among them.

update public.metric_dimensions set cell_moments = array['tiers'] where source = 'deals' and key = 'tier';

create or replace function private.stale_sql(moment text, month text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format('(d.access_id, %s) in (select * from unnest(%s::uuid[], %s::date[]))', month, v.keys, v.months)
  from (values ('closed', '$10', '$11'), ('ordered', '$12', '$13'), ('came', '$14', '$15'), ('open', '$16', '$17')) v (moment, keys, months) where v.moment = $1
$$;
create or replace function private.stale_rows_sql(moment text) returns text
language sql immutable set search_path = ''
as $$
  select case when moment = 'open' then 'd.access_id = any ($16)' else
    pg_catalog.format('d.access_id = any (%s) and ', case moment when 'closed' then '$10' when 'ordered' then '$12' when 'came' then '$14' end)
    || private.stale_sql(moment, pg_catalog.format('date_trunc(''month'', d.%I at time zone $1)::date', private.moment_column(moment))) end
$$;

create function private.metric_standing(members public.metrics[], dims public.metric_dimensions[]) returns boolean
language sql immutable set search_path = ''
as $$
  select not exists (select from pg_catalog.unnest(members) m where m.key <> 'customers.current_count')
    and not exists (select from pg_catalog.unnest(dims) d where d.key <> all (array['owner', 'team', 'department', 'sales_region', 'manager', 'tier', 'lifecycle_stage']))
$$;
comment on function private.metric_standing(public.metrics[], public.metric_dimensions[]) is 'Whether standing_totals say figures of customers.';

create or replace function private.metric_arm_sql(arm text, n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, stale boolean, total boolean) returns text
language plpgsql stable set search_path = ''
as $$
declare
  rows_of constant text := members[1].source;
  time_sql constant text := members[1].time_sql;
  from_cells constant boolean := arm = 'cells';
  shared constant boolean := arm = 'shares';
  items constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  tiers constant boolean := rows_of = 'deals' and exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'tier');
  cells constant text := case when tiers then 'tier_cells' when not items then members[1].cells when rows_of = 'deals' then 'sold_cells' else 'ordered_cells' end;
  sheets constant boolean := cells in ('sold_cells', 'ordered_cells', 'customer_cells', 'tier_cells');
  totals constant text := case when total and private.metric_standing(members, dims || filter_dims) then 'standing_totals' when total then private.totals_of(cells) end;
  -- totals without access keys; of marked sheets what they held is taken off
  relation constant text := 'private.' || pg_catalog.quote_ident(coalesce(totals, cells));
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  moment constant text := pg_catalog.format('%s at time zone $1', time_sql);
  first constant text := case arm when 'after' then '($9::timestamp at time zone $1)' when 'stale' then '($8::timestamp at time zone $1)' else '$2' end;
  last constant text := case arm when 'before' then '($8::timestamp at time zone $1)' when 'stale' then '($9::timestamp at time zone $1)' else '$3' end;
  condition constant text := case
    when shared then any_member
    when from_cells then pg_catalog.format('d.moment = %L and (%s) and %s', members[1].cell_moment, any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then ' and d.month >= $8 and d.month < $9' else '' end
      -- who bought nothing by items has bought no items
      || case when rows_of in ('deal_items', 'order_items') then ' and d.product_id is not null' else '' end
      || case when sheets and stale and not total then ' and not ' || private.stale_sql(members[1].cell_moment, 'd.month') else '' end
    else pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= %2$s and %1$s < %3$s', time_sql, first, last) else '' end
      || case when arm = 'stale' then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end
      || case arm when 'best' then ' and d.customer_id = any ($18)' when 'nobody' then ' and d.customer_id is null' else '' end end;
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
      when from_cells then case when total and sheets and stale then pg_catalog.format('(select t.* from %s t union all %s)', relation,
          private.total_parts_sql(cells, pg_catalog.format('(select d.* from private.%I d where %s)', cells, private.stale_sql(members[1].cell_moment, 'd.month')), '-', totals)) else relation end || ' d' || case when totals = 'standing_totals' then '' when tiers then ' cross join lateral (select d.tier) cu' when cells = 'customer_cells' then ' cross join lateral (select d.came as to_stage) fh' when sheets then ' cross join lateral (select d.product_id) it' else '' end
      else private.metric_from_sql(rows_of) end,
    private.metric_joins(case when shared then array(select x from pg_catalog.unnest(dims) x where not x.shared) when from_cells and tiers then array(select x from pg_catalog.unnest(dims || filter_dims) x where x.key <> 'tier') else dims || filter_dims end),
    (select coalesce(pg_catalog.string_agg(distinct x.join_sql, ' '), '') from pg_catalog.unnest(members) x where not (from_cells and x.source = 'customers')), condition,
    case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end,
    -- what was added and taken away again is nobody's row
    case when from_cells and names <> '{}' then ' having sum(d.n) <> 0' else '' end);
end $$;
comment on function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, boolean, boolean) is
  'One way to read rows for metrics of the same source and time, grouped by key, currency and day of the rate. arm: rows (of the period), shares (divided among products), cells (of whole months, $8 to $9; of sheets those that are not marked), before and after (the rows of the period around these), stale (the rows of marked sheets). best (the rows of the customers $18) and nobody (of no customer). total: from the totals of cells.';

create or replace function private.metric_scan_sql(n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, cells text) returns text
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
  total constant boolean := coalesce(cells like '%totals%' and (members[1].cells = 'activity_cells' or tiers or private.metric_standing(members, dims || filter_dims)
    or not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'))), false);
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
    || case when in_cells then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end) else '' end;
  groups constant text := (select coalesce(pg_catalog.string_agg('k' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i);
  sums constant text := (select case when money then 'coalesce(sum(s.priced) filter (where s.money_in is not null and r.rate is null), 0)' else '0::numeric' end || ' as skipped'
    || pg_catalog.string_agg(pg_catalog.format(', sum(s.b%1$s%2$s) as b%1$s', pg_catalog.array_position(base_keys, x.key),
      case when x.unit = 'currency' then ' * case when s.money_in is null then 1 else r.rate end' else '' end), '' order by x.key)
    from pg_catalog.unnest(members) x);
begin
  return shares
    || pg_catalog.format('scan%s as (%s), ', n, (select pg_catalog.string_agg(private.metric_arm_sql(a, n, members, base_keys, dims,
      case when divided then filter_dims else whole end, bounded, week_start, fiscal_start, stale, total), ' union all ') from pg_catalog.unnest(arms) a))
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select c.*, private.rate(c.money_in, c.money_on) as rate from (select distinct money_in, money_on from scan%1$s where money_in is not null) c), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, sums,
      case when money then pg_catalog.format(' left join rates%s r on r.money_in = s.money_in and r.money_on = s.money_on', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when divided then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;

create or replace function private.metric_figures(metric_keys text[], by_keys text[], filters jsonb, from_day date, to_day date, most integer, ordered jsonb default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  org record;
  base_keys constant text[] := private.metric_base_keys(metric_keys);
  -- the whole months of the period, which cells have
  from_month constant date := (pg_catalog.date_trunc('month', from_day - interval '1 day') + interval '1 month')::date;
  to_month date := pg_catalog.date_trunc('month', to_day::timestamp)::date;
  cells text;
  closed record;
  ordered_ones record;
  came record;
  opened record;
  best uuid[];
  most_sheets constant integer := 2000;
  tiers constant boolean := 'tier' = any (by_keys) or filters ? 'tier';
  result jsonb;
begin
  if metric_keys = '{}' then
    return '{"rows": [], "more": false, "totals": {}, "skipped": 0}';
  end if;
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  if private.cells_in_step() then
    if to_month < to_day and private.nothing_between(
      array(select distinct m.cell_moment from public.metrics m where m.key = any (base_keys) and m.time_sql is not null and m.cells is not null),
      to_day::timestamp at time zone org.timezone, (to_month + interval '1 month') at time zone org.timezone)
    then
      -- up to today: nothing lies in the rest of the month, which so counts as a whole one
      to_month := to_month + interval '1 month';
    end if;
    cells := case when from_day is null then 'whole' when from_month >= to_month then 'now'
      else pg_catalog.concat_ws(' ', 'whole', case when from_month > from_day then 'before' end, case when to_month < to_day then 'after' end) end;
  end if;
  select '{}'::uuid[] as keys, '{}'::date[] as months into closed;
  ordered_ones := closed;
  came := closed;
  opened := closed;
  if cells is not null and (exists (select from public.metric_dimensions d where d.shared and d.source in ('deals', 'orders') and (d.key = any (by_keys) or filters ? d.key))
    or exists (select from public.metrics m where m.key = any (base_keys) and m.cells in ('sold_cells', 'ordered_cells', 'customer_cells'))
    or (tiers and 'deals.open_count' = any (base_keys))) then
    select s.keys, s.months into closed from private.stale_sheets_between('closed', from_month, to_month, most_sheets + 1) s;
    select s.keys, s.months into ordered_ones from private.stale_sheets_between('ordered', from_month, to_month, most_sheets + 1) s;
    -- customers are counted as they are now too, whenever they came
    select s.keys, s.months into came from private.stale_sheets_between('came', null, null, most_sheets + 1) s;
    if tiers then
      select s.keys, s.months into opened from private.stale_sheets_between('open', null, null, most_sheets + 1) s;
    end if;
    if greatest(pg_catalog.cardinality(closed.keys), pg_catalog.cardinality(ordered_ones.keys), pg_catalog.cardinality(came.keys), pg_catalog.cardinality(opened.keys)) <= most_sheets then
      cells := cells || ' sheets' || case when closed.keys || ordered_ones.keys || came.keys || opened.keys <> '{}' then ' stale' else '' end;
      -- the few rows that are left are looked up one by one, however much the caller may read
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  end if;
  if cells is not null and not exists (
    select from (select distinct case m.source when 'deal_items' then 'deals' when 'order_items' then 'orders' when 'customer_history' then 'customers' else m.source end as resource
      from public.metrics m where m.key = any (base_keys)) r where private.my_scope(r.resource, 'read') <> 'all') then
    cells := cells || ' totals' || case when tiers and private.my_scope('customers', 'read') = 'all' then ' tiers' else '' end;
  end if;
  if by_keys = array['customer'] and filters = '{}' and ordered = '{"by": "deals.won_value", "direction": "desc"}' and most <= 100 and private.reads_widely()
    and not exists (select from public.metrics m where m.key = any (base_keys) and (m.source <> 'deals' or m.time_sql is distinct from 'd.closed_at'))
  then
    best := private.best_customers(from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, most);
    if best is not null then
      cells := coalesce(cells, '') || ' best';
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  end if;
  execute private.metric_query_sql(metric_keys, by_keys, filters, from_day is not null, org.week_start, org.fiscal_year_start, ordered ->> 'by', ordered ->> 'direction', cells)
  into result
  using org.timezone, from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, org.base_currency, filters, most,
    (now() at time zone org.timezone)::date, from_month, to_month, closed.keys, closed.months, ordered_ones.keys, ordered_ones.months, came.keys, came.months, opened.keys, opened.months, best;
  if (result -> 'totals' is null or best is not null) and by_keys <> '{}' then
    return coalesce(result, '{}') || (private.metric_figures(metric_keys, '{}', filters, from_day, to_day, most) - 'rows' - 'more');
  end if;
  return result;
end $$;

grant execute on function private.metric_standing(public.metrics[], public.metric_dimensions[]) to authenticated;
