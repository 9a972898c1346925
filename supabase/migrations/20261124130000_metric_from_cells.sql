-- The metric layer reads from cells whatever they can answer exactly, by itself: by dimensions that cells have, the whole months
-- of a period from them and the days before and after from the rows.

alter table public.metrics add column cells text, add column cell_moment text, add column cell_value_sql text,
  add constraint metrics_cells_check check (pg_catalog.num_nonnulls(cells, cell_moment, cell_value_sql) in (0, 3));
comment on column public.metrics.cells is 'The table of private whose rows of cell_moment add up cell_value_sql to the same as the rows of source do.';
update public.metrics m set cells = c.cells, cell_moment = c.moment, cell_value_sql = c.value_sql
from (values
  ('deals.won_value', 'deal_cells', 'closed', 'd.amount'), ('deals.won_count', 'deal_cells', 'closed', 'd.n'), ('deals.won_days', 'deal_cells', 'closed', 'd.days'),
  ('deals.lost_value', 'deal_cells', 'closed', 'd.amount'), ('deals.lost_count', 'deal_cells', 'closed', 'd.n'), ('deals.closed_count', 'deal_cells', 'closed', 'd.n'),
  ('deals.opened_value', 'deal_cells', 'opened', 'd.amount'), ('deals.opened_count', 'deal_cells', 'opened', 'd.n'),
  ('deals.open_value', 'deal_cells', 'open', 'd.amount'), ('deals.open_count', 'deal_cells', 'open', 'd.n'),
  ('deals.weighted_value', 'deal_cells', 'open', 'd.amount * coalesce(d.win_probability, ps.win_probability)'),
  ('orders.value', 'order_cells', 'ordered', 'd.amount'), ('orders.count', 'order_cells', 'ordered', 'd.n')
) c (key, cells, moment, value_sql) where c.key = m.key;

alter table public.metric_dimensions add column cell_moments text[] not null default '{}';
comment on column public.metric_dimensions.cell_moments is 'The moments of cells that have what key_sql reads, under the same name.';
update public.metric_dimensions d set cell_moments = case when d.source = 'orders' then array['ordered'] when d.key = 'stage' then array['open'] else array['opened', 'closed', 'open'] end
where d.source = 'deals' and d.key in ('month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year', 'owner', 'team', 'department', 'sales_region', 'manager', 'pipeline', 'stage')
  or d.source = 'orders' and d.key in ('month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year', 'owner', 'team', 'department', 'sales_region', 'manager', 'status');

drop function private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text);
drop function private.metric_merge_sql(text[], text[], text[], boolean, integer, integer);
drop function private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer);

create function private.metric_arm_sql(arm text, n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  rows_of constant text := members[1].source;
  time_sql constant text := members[1].time_sql;
  from_cells constant boolean := arm = 'cells';
  shared constant boolean := arm = 'shares';
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  moment constant text := pg_catalog.format('%s at time zone $1', time_sql);
  first constant text := case when arm = 'after' then '($9::timestamp at time zone $1)' else '$2' end;
  last constant text := case when arm = 'before' then '($8::timestamp at time zone $1)' else '$3' end;
  condition constant text := case
    when shared then any_member
    when from_cells then pg_catalog.format('d.moment = %L and (%s) and %s', members[1].cell_moment, any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then ' and d.month >= $8 and d.month < $9' else '' end
    else pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= %2$s and %1$s < %3$s', time_sql, first, last) else '' end end;
  names text[] := '{}';
  columns text[] := '{}';
  m public.metrics;
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    names := names || ('k' || i);
    columns := columns || (case
      when dims[i].kind = 'time' then '(' || private.metric_bucket_sql(dims[i].key_sql, case when from_cells then 'd.month::timestamp' else moment end, week_start, fiscal_start) || ')::date'
      when dims[i].shared then 'sh.k' || i
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
      when from_cells then 'private.' || pg_catalog.quote_ident(members[1].cells) || ' d' else private.metric_from_sql(rows_of) end,
    private.metric_joins(case when shared then array(select x from pg_catalog.unnest(dims) x where not x.shared) else dims || filter_dims end),
    (select coalesce(pg_catalog.string_agg(distinct x.join_sql, ' '), '') from pg_catalog.unnest(members) x), condition,
    case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end,
    -- what was added and taken away again is nobody's row
    case when from_cells and names <> '{}' then ' having sum(d.n) <> 0' else '' end);
end $$;
comment on function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer) is
  'One way to read rows for metrics of the same source and time, grouped by key, currency and day of the rate. arm: rows (of the period), shares (divided among products), cells (of whole months, $8 to $9), before and after (the rows of the period around these).';

create function private.metric_scan_sql(n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, cells text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  shared constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  whole constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(filter_dims) x where not x.shared);
  -- whether each figure stands in the same cells, and these have each dimension
  in_cells constant boolean := cells is not null and (cells <> 'now' or members[1].time_sql is null)
    and not exists (select from pg_catalog.unnest(members) x where x.cell_moment is null or x.cell_moment <> members[1].cell_moment)
    and not exists (select from pg_catalog.unnest(dims || filter_dims) x where members[1].cell_moment <> all (x.cell_moments));
  arms constant text[] := case when shared then array['shares'] when not in_cells then array['rows'] when members[1].time_sql is null then array['cells']
    else array(select a from (values ('cells', true), ('before', cells like '%before%'), ('after', cells like '%after%')) v (a, needed) where v.needed) end;
  shares constant text := case when shared then private.metric_shares_sql(n, members[1].source, dims, filter_dims,
    pg_catalog.format('d.deleted_at is null and (%s) and %s', (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x), private.metric_filter_sql(whole))
    || case when bounded and members[1].time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', members[1].time_sql) else '' end) else '' end;
  groups constant text := (select coalesce(pg_catalog.string_agg('k' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i);
  sums constant text := (select case when money then 'coalesce(sum(s.priced) filter (where s.money_in is not null and r.rate is null), 0)' else '0::numeric' end || ' as skipped'
    || pg_catalog.string_agg(pg_catalog.format(', sum(s.b%1$s%2$s) as b%1$s', pg_catalog.array_position(base_keys, x.key),
      case when x.unit = 'currency' then ' * case when s.money_in is null then 1 else r.rate end' else '' end), '' order by x.key)
    from pg_catalog.unnest(members) x);
begin
  return shares
    || pg_catalog.format('scan%s as (%s), ', n, (select pg_catalog.string_agg(private.metric_arm_sql(a, n, members, base_keys, dims,
      case when shared then filter_dims else whole end, bounded, week_start, fiscal_start), ' union all ') from pg_catalog.unnest(arms) a))
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select c.*, private.rate(c.money_in, c.money_on) as rate from (select distinct money_in, money_on from scan%1$s where money_in is not null) c), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, sums,
      case when money then pg_catalog.format(' left join rates%s r on r.money_in = s.money_in and r.money_on = s.money_on', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when shared then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;
comment on function private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, text) is
  'One reading for metrics of the same source and time: grouped by key, currency and day of the rate, then converted and summed by key (detail) and over all. From cells where they say the same, else from the rows. cells: null: not in step; now: the period has no whole month; whole, and before or after: where the period begins before its whole months, or ends after them.';

create function private.metric_merge_sql(base_keys text[], by_keys text[], filter_keys text[], bounded boolean, week_start integer, fiscal_start integer, cells text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys constant text := (select coalesce(pg_catalog.string_agg('k' || i || ', ', '' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(by_keys)) i);
  ctes text[] := '{}';
  parts text[] := '{}';
  members public.metrics[];
  n integer := 0;
begin
  for members in
    select pg_catalog.array_agg(x order by x.key) from public.metrics x where x.key = any (base_keys) group by x.source, x.time_sql order by x.source, x.time_sql nulls last
  loop
    n := n + 1;
    ctes := ctes || private.metric_scan_sql(n, members, base_keys, private.metric_dims(members[1].source, by_keys),
      private.metric_dims(members[1].source, filter_keys), bounded, week_start, fiscal_start, cells);
    parts := parts || pg_catalog.format('select detail, %s%s, skipped from sums%s', keys,
      (select pg_catalog.string_agg(case when exists (select from pg_catalog.unnest(members) x where x.key = b.key) then 'b' || b.i else 'null::numeric' end, ', ' order by b.i)
        from pg_catalog.unnest(base_keys) with ordinality b (key, i)), n);
  end loop;
  return pg_catalog.format('with %s, merged (detail, %s%s, skipped) as (select detail, %s%s, sum(skipped) from (%s) u (detail, %2$s%3$s, skipped) group by %4$s detail)',
    pg_catalog.array_to_string(ctes, ', '), keys,
    (select pg_catalog.string_agg('b' || i, ', ' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(base_keys)) i), keys,
    (select pg_catalog.string_agg(pg_catalog.format('coalesce(max(b%s), 0)', i), ', ' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(base_keys)) i),
    pg_catalog.array_to_string(parts, ' union all '));
end $$;
comment on function private.metric_merge_sql(text[], text[], text[], boolean, integer, integer, text) is
  'The query up to merged: base metrics b1 … by keys k1 … (detail), and over all.';

create function private.metric_query_sql(metric_keys text[], by_keys text[], filters jsonb, bounded boolean, week_start integer, fiscal_start integer, order_key text, direction text, cells text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  base_keys constant text[] := private.metric_base_keys(metric_keys);
  filter_keys constant text[] := array(select f from pg_catalog.jsonb_object_keys(filters) f order by f);
  sources constant text[] := array(select distinct m.source from public.metrics m where m.key = any (base_keys));
  dims constant public.metric_dimensions[] := private.metric_dims(sources[1], by_keys);
  divided constant boolean := exists (select from public.metric_dimensions d where d.source = any (sources) and d.key = any (by_keys || filter_keys) and d.shared);
  one_time constant boolean := pg_catalog.cardinality(dims) = 1 and dims[1].kind = 'time';
  figures constant text := (select pg_catalog.string_agg(pg_catalog.format('%L, %s', m.key, private.metric_value_sql(m, base_keys)), ', ') from public.metrics m where m.key = any (metric_keys));
  statement text := private.metric_merge_sql(base_keys, by_keys, filter_keys, bounded, week_start, fiscal_start, cells);
  labels text := '';
  names text := '';
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    labels := labels || ' ' || pg_catalog.format(dims[i].label_join_sql, 'g.k' || i);
    names := names || pg_catalog.format('%L, g.k%s, %L, %s, ', dims[i].key, i, dims[i].key || '_label', coalesce(dims[i].label_sql, 'g.k' || i));
  end loop;
  if one_time then
    statement := statement || private.metric_buckets_sql(dims[1].key_sql, week_start, fiscal_start, pg_catalog.cardinality(base_keys));
  end if;
  if pg_catalog.cardinality(dims) > 0 then
    statement := statement || pg_catalog.format(', ranked as (select g.*, row_number() over (order by %s) as place from %s g %s where g.detail)',
      private.metric_order_sql(order_key, direction, metric_keys, base_keys, dims)
        || (select pg_catalog.string_agg(', g.k' || i, '' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i),
      case when one_time then 'filled' else 'merged' end,
      -- Names are looked up for the rows that are given alone, unless they decide which ones these are.
      case when order_key = any (by_keys) or exists (select from pg_catalog.unnest(dims) d where d.order_sql is not null) then labels else '' end);
  end if;
  return statement || pg_catalog.format(' select jsonb_build_object(%s %s) from (values (true)) one left join merged g on not g.detail',
    case when pg_catalog.cardinality(dims) = 0 then '''rows'', ''[]''::jsonb, ''more'', false'
      else pg_catalog.format('''rows'', (select coalesce(jsonb_agg(jsonb_build_object(%s %s) order by g.place), ''[]'') from (select * from ranked where place <= $6) g %s), ''more'', exists (select from ranked where place > $6)', names, figures, labels) end,
    case when pg_catalog.cardinality(dims) = 0 or not divided
      then pg_catalog.format(', ''totals'', jsonb_build_object(%s), ''skipped'', g.skipped', figures) else '' end);
end $$;
comment on function private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text, text) is 'The whole query for one request: {rows, more, totals, skipped}; without totals where a row falls into several keys, for which they are asked by themselves.';

create or replace function private.metric_figures(metric_keys text[], by_keys text[], filters jsonb, from_day date, to_day date, most integer, ordered jsonb default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  org record;
  -- the whole months of the period, which cells have
  from_month constant date := (pg_catalog.date_trunc('month', from_day - interval '1 day') + interval '1 month')::date;
  to_month constant date := pg_catalog.date_trunc('month', to_day::timestamp)::date;
  cells text;
  result jsonb;
begin
  if metric_keys = '{}' then
    return '{"rows": [], "more": false, "totals": {}, "skipped": 0}';
  end if;
  if private.cells_in_step() then
    cells := case when from_day is null then 'whole' when from_month >= to_month then 'now'
      else pg_catalog.concat_ws(' ', 'whole', case when from_month > from_day then 'before' end, case when to_month < to_day then 'after' end) end;
  end if;
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  execute private.metric_query_sql(metric_keys, by_keys, filters, from_day is not null, org.week_start, org.fiscal_year_start, ordered ->> 'by', ordered ->> 'direction', cells)
  into result
  using org.timezone, from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, org.base_currency, filters, most,
    (now() at time zone org.timezone)::date, from_month, to_month;
  if result -> 'totals' is null and by_keys <> '{}' then
    return coalesce(result, '{}') || (private.metric_figures(metric_keys, '{}', filters, from_day, to_day, most) - 'rows' - 'more');
  end if;
  return result;
end $$;

grant execute on function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer),
  private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, text),
  private.metric_merge_sql(text[], text[], text[], boolean, integer, integer, text),
  private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text, text) to authenticated;
