-- Whoever reads whole units reads figures from the sums by unit, where totals serve who sees everything. And rates of exchange
-- are looked up for all days at once.

create function private.rates(currencies text[], days date[]) returns table (currency text, day date, rate numeric)
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  return query select c.currency, c.day, coalesce(
      (select r.rate from public.exchange_rates r where r.currency = c.currency and r.valid_from <= c.day order by r.valid_from desc limit 1),
      (select 1.0 from public.settings s where s.base_currency = c.currency))
    from unnest(currencies, days) c (currency, day);
end $$;
comment on function private.rates(text[], date[]) is 'As rate(), of many: what one of each currency was worth on each day that goes with it; null where nobody knows.';
grant execute on function private.rates(text[], date[]) to authenticated;

drop function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, boolean, boolean);
create function private.metric_arm_sql(arm text, n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, stale boolean, sums text) returns text
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
  cells constant text := case when tiers then 'tier_cells' when not items then members[1].cells when rows_of = 'deals' then 'sold_cells' else 'ordered_cells' end;
  sheets constant boolean := cells in ('sold_cells', 'ordered_cells', 'customer_cells', 'tier_cells');
  standing constant boolean := private.metric_standing(members, dims || filter_dims);
  totals constant text := case when total and standing then 'standing_totals' when total then private.totals_of(cells) end;
  marked constant text := private.stale_sql(members[1].cell_moment, 'd.month');
  -- totals without access keys; of marked sheets what they held is taken off
  relation constant text := case when arm <> 'cells' then null
    when by_unit then private.unit_cells_sql(case when standing then 'standing_units' else pg_catalog.replace(cells, '_cells', '_units') end, case when sheets and stale then marked end)
    when total and sheets and stale then pg_catalog.format('(select t.* from private.%I t union all %s)', totals,
      private.total_parts_sql(cells, pg_catalog.format('(select d.* from private.%I d where %s)', cells, marked), '-', totals))
    else 'private.' || pg_catalog.quote_ident(coalesce(totals, cells)) end;
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
      || case when sheets and stale and sums = 'cells' then ' and not ' || marked else '' end
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
      when from_cells then relation || ' d' || case when sums <> 'cells' and standing then '' when tiers then ' cross join lateral (select d.tier) cu' when cells = 'customer_cells' then ' cross join lateral (select d.came as to_stage) fh' when sheets then ' cross join lateral (select d.product_id) it' else '' end
      else private.metric_from_sql(rows_of) end,
    private.metric_joins(case when shared then array(select x from pg_catalog.unnest(dims) x where not x.shared) when from_cells and tiers then array(select x from pg_catalog.unnest(dims || filter_dims) x where x.key <> 'tier') else dims || filter_dims end),
    (select coalesce(pg_catalog.string_agg(distinct x.join_sql, ' '), '') from pg_catalog.unnest(members) x where not (from_cells and x.source = 'customers')), condition,
    case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end,
    -- what was added and taken away again is nobody's row
    case when from_cells and names <> '{}' then ' having sum(d.n) <> 0' else '' end);
end $$;
comment on function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, boolean, text) is
  'One way to read rows for metrics of the same source and time, grouped by key, currency and day of the rate. arm: rows (of the period), shares (divided among products), cells (of whole months, $8 to $9; of sheets those that are not marked), before and after (the rows of the period around these), stale (the rows of marked sheets), best (the rows of the customers $18) and nobody (of no customer). sums: whether cells are read from the totals of cells, from their sums by unit (units), or each by itself (cells).';
grant execute on function private.metric_arm_sql(text, integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer, boolean, text) to authenticated;

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
  -- totals and sums by unit do not say whose rows they are, but for activities and for customers as they stand
  summed constant boolean := members[1].cells = 'activity_cells' or tiers or private.metric_standing(members, dims || filter_dims)
    or not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'));
  sums_of constant text := case when summed and cells like '%totals%' then 'totals' when summed and not tiers and cells like '%units%' and members[1].source in ('deals', 'deal_items', 'customers', 'customer_history') then 'units' else 'cells' end;
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
      case when divided then filter_dims else whole end, bounded, week_start, fiscal_start, stale, sums_of), ' union all ') from pg_catalog.unnest(arms) a))
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select r.currency as money_in, r.day as money_on, r.rate from (select array_agg(c.money_in) as currencies, array_agg(c.money_on) as days from (select distinct money_in, money_on from scan%1$s where money_in is not null) c) c cross join lateral private.rates(c.currencies, c.days) r), ', n) else '' end
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
  if cells is not null and cells not like '%totals%' and private.reads_units(variadic array(select distinct case when m.source like 'customer%' then 'customers' else 'deals' end
      from public.metrics m where m.key = any (base_keys) and m.source in ('deals', 'deal_items', 'customers', 'customer_history'))) then
    cells := cells || ' units';
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

create or replace function private.sales_funnel(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  chosen uuid := private.asked_pipeline(asked);
  cells constant text := private.cells_rows_sql('funnel_cells', asked -> 'filters', 'opened');
  -- who sees everything needs no access keys
  total constant boolean := private.my_scope('deals', 'read') = 'all' and not asked -> 'filters' ?| array['owner', 'team', 'department', 'sales_region', 'manager'];
  -- who reads whole teams reads their sums
  units text;
  hand record;
  result jsonb;
begin
  if cells is not null then
    select * into hand from private.sheets_at_hand('opened', (asked ->> 'from_day')::date, (asked ->> 'to_day')::date);
    if hand.keys is not null then
      -- the few deals that are left are looked up one by one, however much the caller may read
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  else
    select null::date as to_month, null::uuid[] as keys, null::date[] as months into hand;
  end if;
  if hand.keys is not null and not total then
    units := private.unit_rows_sql('funnel_units', asked -> 'filters', 'opened', case when hand.keys <> '{}' then '(d.access_id, d.month) in (select * from unnest($8, $9))' end);
  end if;
  execute pg_catalog.format($q$
    with stages as materialized (
      select s.id, s.name, s.position, s.outcome from public.pipeline_stages s where s.pipeline_id = $7
    ), cohort as materialized (
      select d.id, d.stage_id, d.outcome from %1$s d
      where d.pipeline_id = $7 and ($3 is null or d.opened_at >= $3) and ($4 is null or d.opened_at < $4)
    ), stays as materialized (
      -- a stay that ended, to the hour; a deal's furthest stage, its present one among them
      select h.deal_id, s.position, pg_catalog.floor(extract(epoch from h.left_at - h.entered_at) / 3600)::integer as hours
      from cohort c join public.deal_stage_history h on h.deal_id = c.id join stages s on s.id = h.to_stage_id and s.outcome <> 'lost'
      union all
      select c.id, s.position, null from cohort c join stages s on s.id = c.stage_id and s.outcome <> 'lost'
    ), furthest as (
      select max(y.position) as position, c.outcome, c.id from cohort c left join stays y on y.deal_id = c.id group by c.id, c.outcome
    ), reached as materialized (
      select f.position, sum(f.n) as n, coalesce(sum(f.n) filter (where f.outcome = 'won'), 0) as won, coalesce(sum(f.n) filter (where f.outcome = 'lost'), 0) as lost
      from (select y.position, y.outcome, 1::bigint as n from furthest y%2$s) f group by f.position
    ), hours as (
      select y.position, y.hours, sum(y.n) as n from (select x.position, x.hours, 1::bigint as n from stays x where x.hours is not null%3$s) y group by y.position, y.hours having sum(y.n) <> 0
    ), ranked as (
      select x.*, sum(x.n) over (partition by x.position order by x.hours) as until, sum(x.n) over (partition by x.position) as all_stays from hours x
    ), dwell as (
      select k.position, max(k.all_stays) as stays,
        (min(k.hours) filter (where k.until * 2 >= k.all_stays) + min(k.hours) filter (where k.until * 2 > k.all_stays)) / 48.0 as days
      from ranked k group by k.position
    ), steps as (
      select s.id, s.name, s.position, s.outcome,
        (select coalesce(sum(r.n), 0) from reached r where coalesce(r.position, first.position) >= s.position) as deals,
        (select coalesce(sum(r.lost), 0) from reached r where coalesce(r.position, first.position) = s.position) as lost,
        w.days, coalesce(w.stays, 0) as stays
      from stages s cross join (select min(f.position) as position from stages f where f.outcome <> 'lost') first
      left join dwell w on w.position = s.position where s.outcome <> 'lost'
    )
    select pg_catalog.jsonb_build_object(
      'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('stage', t.id, 'stage_label', t.name, 'outcome', t.outcome,
        'deals', t.deals, 'lost', t.lost, 'conversion', t.conversion, 'of_all', pg_catalog.round(t.deals::numeric / nullif(t.first_deals, 0), 6),
        'median_days', pg_catalog.round(t.days, 2), 'stays', t.stays) order by t.position), '[]'),
      'totals', (select pg_catalog.jsonb_build_object('deals', coalesce(sum(r.n), 0), 'won', coalesce(sum(r.won), 0), 'lost', coalesce(sum(r.lost), 0)) from reached r))
    from (select p.*, pg_catalog.round(lead(p.deals) over w / nullif(p.deals, 0), 6) as conversion, first_value(p.deals) over w as first_deals
      from steps p window w as (order by p.position)) t
  $q$, private.sheet_deals_sql(asked -> 'filters', 'opened', hand.keys),
    case when hand.keys is not null then pg_catalog.format(' union all select s.position, f.outcome, sum(f.n)::bigint from %s f left join stages s on s.id = f.stage_id where f.pipeline_id = $7 group by s.position, f.outcome',
      case when total then '(select t.* from (select t.* from private.funnel_totals t union all '
          || private.total_parts_sql('funnel_cells', '(select c.* from private.funnel_cells c where (c.access_id, c.month) in (select * from unnest($8, $9)))', '-')
          || ') t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10))'
        when units is not null then '(select t.* from ' || units || ' t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10))'
        else private.whole_sheets_sql(cells) end) end,
    case when hand.keys is not null then pg_catalog.format(' union all select s.position, f.hours, f.n from (%s) f join stages s on s.id = f.stage_id where f.pipeline_id = $7',
      case when total then 'select t.* from private.stay_totals t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10) union all '
          || private.total_parts_sql('stay_cells', '(select c.* from private.stay_cells c where (c.access_id, c.month) in (select * from unnest($8, $9)))', '-')
        else private.total_parts_sql('stay_cells', private.whole_sheets_sql(private.cells_rows_sql('stay_cells', asked -> 'filters', 'opened')), '+') end) end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, chosen, hand.keys, hand.months, hand.to_month;
  return result || pg_catalog.jsonb_build_object('pipeline', chosen, 'pipeline_label', (select p.name from public.pipelines p where p.id = chosen));
end $$;

create or replace function private.sales_forecast_ahead(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  wanted constant text := coalesce(asked #>> '{args,by}', 'product_line');
  most constant integer := private.asked_limit(asked, 12);
  dim public.metric_dimensions;
  -- product lines from sheets: of what is open, and of what was won in this quarter
  cells text := case when wanted = 'product_line' then private.cells_rows_sql('due_cells', asked -> 'filters', 'open') end;
  this_quarter constant date := pg_catalog.date_trunc('quarter', (asked ->> 'today')::timestamp)::date;
  total constant boolean := private.sees_all(array['deals'], asked -> 'filters');
  units text;
  sold_units text;
  hand record;
  won record;
  result jsonb;
begin
  select d.* into dim from public.metric_dimensions d
  where d.source = 'deals' and d.key = wanted and wanted in ('product_line', 'sales_region', 'team', 'owner', 'region', 'industry', 'source');
  if dim.key is null then
    perform private.bad_request('args.by', 'bad_args', 'by is product_line, sales_region, team, owner, region, industry or source.');
  end if;
  select '{}'::uuid[] as keys, '{}'::date[] as months, null::date as to_month into won;
  hand := won;
  if cells is not null then
    select * into won from private.sheets_at_hand('closed', this_quarter, (asked ->> 'today')::date + 1);
    select s.keys, s.months, null::date as to_month into hand from private.stale_sheets_between('open', null, null, 2001) s;
    if pg_catalog.cardinality(hand.keys) > 2000 or won.keys is null then
      cells := null;
    else
      -- the few deals that are left are looked up one by one, however much the caller may read
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  end if;
  if cells is not null and not total then
    units := private.unit_rows_sql('due_units', asked -> 'filters', 'open', case when hand.keys <> '{}' then 'd.access_id = any ($7)' end);
    sold_units := private.unit_rows_sql('sold_units', asked -> 'filters', 'closed', case when won.keys <> '{}' then '(d.access_id, d.month) in (select * from unnest($5, $6))' end);
  end if;
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), keyed as (
      select %2$s as key, q.n, d.currency, d.day, d.amount * d.probability * %3$s as weighted, d.priced
      from %1$s d join quarters q on q.first = d.quarter %4$s%7$s
    ), grouped as materialized (
      select k.key, k.n, k.currency, k.day, sum(k.weighted) as weighted, sum(k.priced) as priced from keyed k group by k.key, k.n, k.currency, k.day
    ), rates as materialized (
      select c.currency, c.day, private.rate(c.currency, c.day) as rate from (select distinct currency, day from grouped) c
    ), cells as (
      select g.key, g.n, coalesce(sum(g.weighted * r.rate), 0) as weighted from grouped g join rates r on r.currency = g.currency and r.day = g.day group by g.key, g.n
    ), lines as (
      select c.key, sum(c.weighted) as total, pg_catalog.jsonb_object_agg(c.n, pg_catalog.round(c.weighted, 2)) as by_quarter, row_number() over (order by sum(c.weighted) desc, c.key) as place
      from cells c group by c.key having sum(c.weighted) > 0
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('key', g.key, 'key_label', %5$s, 'total', pg_catalog.round(g.total, 2),
          'weighted', (select pg_catalog.jsonb_agg(coalesce(g.by_quarter -> q.n::text, '0') order by q.n) from quarters q)) order by g.place), '[]')
        from lines g %6$s where g.place <= $4),
      'more', exists (select from lines g where g.place > $4),
      'totals', pg_catalog.jsonb_build_object('total', pg_catalog.round((select coalesce(sum(c.weighted), 0) from cells c), 2),
        'weighted', (select pg_catalog.jsonb_agg(pg_catalog.round((select coalesce(sum(c.weighted), 0) from cells c where c.n = q.n), 2) order by q.n) from quarters q)),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('from', q.first, 'to', q.next - 1) order by q.n) from quarters q),
      'skipped', (select coalesce(sum(g.priced), 0) from grouped g join rates r on r.currency = g.currency and r.day = g.day where r.rate is null))
  $q$, private.forecast_due_sql(asked -> 'filters', case when wanted in ('owner', 'team', 'sales_region') then null
      else 'd.id, d.owner_id, d.team_id, d.customer_id, d.access_id, date_trunc(''month'', d.closed_at at time zone $2)::date as closed' || case wanted when 'source' then ', d.source' else '' end end), private.asked_sql(dim.key_sql),
    -- a deal of several products falls to each line by its items' amounts
    case when dim.shared then 'coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id))' else '1' end,
    case when dim.shared then 'left join public.deal_items it on it.deal_id = d.id ' else '' end || private.asked_sql(dim.join_sql),
    coalesce(dim.label_sql, 'g.key'), pg_catalog.format(dim.label_join_sql, 'g.key'),
    case when cells is not null then pg_catalog.format($q$
      -- of deals that sheets hold, only those of marked ones
      where %3$s
      union all
      select pr.product_line, q.n, c.currency, $3, c.amount * s.win_probability + c.by_hand, c.priced
      from %1$s c join public.pipeline_stages s on s.id = c.stage_id join quarters q on q.first = greatest(c.expected_quarter, $8) left join public.products pr on pr.id = c.product_id
      union all
      select pr.product_line, 0, c.currency, coalesce(c.day, $3), c.amount, c.priced
      from %2$s c left join public.products pr on pr.id = c.product_id
      where c.outcome = 'won' and c.month >= $8 and c.month < $9
    $q$, case when total then '(select t.* from ' || private.cells_rows_sql('due_totals', asked -> 'filters', 'open') || ' t union all '
          || private.total_parts_sql('due_cells', '(select c.* from ' || cells || ' c where c.access_id = any ($7))', '-') || ')'
        else coalesce(units, '(select c.* from ' || cells || ' c where c.access_id <> all ($7))') end,
      case when total then '(select t.* from ' || private.cells_rows_sql('sold_totals', asked -> 'filters', 'closed') || ' t union all '
          || private.total_parts_sql('sold_cells', '(select c.* from ' || private.cells_rows_sql('sold_cells', asked -> 'filters', 'closed') || ' c where (c.access_id, c.month) in (select * from unnest($5, $6)))', '-') || ')'
        else coalesce(sold_units, '(select c.* from ' || private.cells_rows_sql('sold_cells', asked -> 'filters', 'closed') || ' c where (c.access_id, c.month) not in (select * from unnest($5, $6)))') end,
      case when won.keys = '{}' and hand.keys = '{}' then 'false'
        else 'case when d.won then d.access_id = any ($5) and (d.access_id, d.closed) in (select * from unnest($5, $6)) else d.access_id = any ($7) end' end) end)
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, most, won.keys, won.months, hand.keys, this_quarter, won.to_month;
  return result || pg_catalog.jsonb_build_object('by', wanted);
end $$;

create or replace function private.sales_learned_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = '' set enable_bitmapscan = off
as $$
declare
  today constant date := (asked ->> 'today')::date;
  most constant integer := private.asked_limit(asked, 10);
  cells constant text := case when private.cells_in_step() then private.cells_rows_sql('learned_cells', asked -> 'filters', 'open') end;
  total constant boolean := private.sees_all(array['deals'], asked -> 'filters');
  units text;
  hand record;
  candidates constant uuid[] := case when coalesce(asked -> 'filters', '{}') = '{}' and private.reads_widely() then private.learned_candidates(today, most) end;
  result jsonb;
begin
  select s.keys, s.months into hand from private.stale_sheets_between('open', null, null, 2001) s;
  if cells is null or pg_catalog.cardinality(hand.keys) > 2000 then
    hand.keys := null;
  else
    -- the few deals that are left are looked up one by one, however much the caller may read
    perform pg_catalog.set_config('enable_nestloop', 'on', true);
  end if;
  if hand.keys is not null and not total then
    units := private.unit_rows_sql('learned_units', asked -> 'filters', 'open', case when hand.keys <> '{}' then 'd.access_id = any ($4)' end);
  end if;
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $2::timestamp) + n * interval '3 months')::date as first) x
    ), parts as materialized (
      select date_trunc('quarter', d.expected_close_date::timestamp)::date as quarter, d.currency, count(*) as n, count(*) filter (where w.deal_id is null) as unlearned, count(d.amount) as priced,
        coalesce(sum(d.amount * coalesce(d.win_probability, s.win_probability)), 0) as weighted, coalesce(sum(d.amount * coalesce(w.probability, d.win_probability, s.win_probability)), 0) as learned
      from %1$s d join public.pipeline_stages s on s.id = d.stage_id left join public.deal_win_probabilities w on w.deal_id = d.id
      where d.outcome = 'open'%2$s group by 1, 2%3$s
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $2) as rate from (select distinct currency from parts union select r.currency from public.exchange_rates r union select s.base_currency from public.settings s) c
    ), valued as materialized (
      select d.id, d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.customer_id, d.stage_id, coalesce(d.win_probability, s.win_probability) as probability, w.probability as learned, d.amount * r.rate as value
      from %1$s d join rates r on r.currency = d.currency join public.pipeline_stages s on s.id = d.stage_id join public.deal_win_probabilities w on w.deal_id = d.id
      left join public.profiles o on o.id = d.owner_id
      where d.outcome = 'open'%4$s and d.amount * r.rate > 0 and w.probability <> coalesce(d.win_probability, s.win_probability)
    ), shown as (
      select v.*, row_number() over (order by v.value * abs(v.learned - v.probability) desc, v.id) as place
      from (select v.* from valued v order by v.value * abs(v.learned - v.probability) desc, v.id limit $3 + 1) v
    ), sums as materialized (
      select q.n, sum(p.n) as deals, sum(p.unlearned) as unlearned, sum(p.weighted * r.rate) as weighted, sum(p.learned * r.rate) as learned, coalesce(sum(p.priced) filter (where r.rate is null), 0) as skipped
      from parts p join rates r on r.currency = p.currency left join quarters q on p.quarter < q.next and (q.n = 0 or p.quarter >= q.first) group by q.n
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', x.name, 'number', x.number, 'owner', s.owner_id, 'owner_label', p.full_name,
          'value', pg_catalog.round(s.value, 2), 'probability', s.probability, 'learned', s.learned, 'reasons', coalesce(y.reasons, '[]')) order by s.place), '[]')
        from shown s left join public.profiles p on p.id = s.owner_id
        left join lateral (select x.name, x.number, x.source from public.deals x where x.id = s.id limit 1) x on true
        left join lateral (select x.industry, x.size_band from public.customers x where x.id = s.customer_id limit 1) c on true
        left join lateral (select pr.product_line from public.deal_items i join public.products pr on pr.id = i.product_id where i.deal_id = s.id
          order by i.amount desc nulls last, pr.product_line limit 1) l on true
        left join lateral (
          select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('variable', w.variable, 'value', w.value, 'label', w.label, 'weight', w.weight)
            order by abs(w.weight) desc, w.variable, w.value) as reasons
          from (
            select e.variable, e.value, e.weight, coalesce(st.name, tg.name) as label
            from (
              select * from (values ('stage', s.stage_id::text), ('source', x.source), ('industry', c.industry), ('size', c.size_band), ('product_line', l.product_line)) t (variable, value)
              union all select 'tag', g.tag_id::text from public.customer_tags g where g.customer_id = s.customer_id
            ) t
            join public.win_evidence e on e.variable = t.variable and e.value = t.value
              and e.subject_id = coalesce((select a.subject_id from public.win_evidence a where a.subject_id = s.team_id and a.variable = 'all'), private.organisation_id())
            left join public.pipeline_stages st on e.variable = 'stage' and st.id::text = e.value
            left join public.tags tg on e.variable = 'tag' and tg.id::text = e.value
            order by abs(e.weight) desc, e.variable, e.value limit 2
          ) w
        ) y on true where s.place <= $3),
      'more', (select count(*) > $3 from shown),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', q.first, 'learned', pg_catalog.round(coalesce(s.learned, 0), 2)) order by q.n) from quarters q left join sums s on s.n = q.n),
      'totals', (select pg_catalog.jsonb_build_object('deals', coalesce(sum(s.deals), 0), 'unlearned', coalesce(sum(s.unlearned), 0),
          'weighted', pg_catalog.round(coalesce(sum(s.weighted), 0), 2), 'learned', pg_catalog.round(coalesce(sum(s.learned), 0), 2)) from sums s),
      'skipped', (select coalesce(sum(s.skipped), 0) from sums s),
      'learned_at', (select max(e.computed_at) from public.win_evidence e))
  $q$, private.deal_rows_sql(asked -> 'filters'), case when hand.keys is not null then ' and d.access_id = any ($4)' end,
    case when hand.keys is not null then pg_catalog.format($q$
      union all
      select c.expected_quarter, c.currency, sum(c.n)::bigint, sum(c.unlearned)::bigint, sum(c.priced)::bigint,
        sum(c.amount * s.win_probability + c.by_hand), sum(c.learned + c.unlearned_amount * s.win_probability + c.unlearned_by_hand)
      from %s c join public.pipeline_stages s on s.id = c.stage_id group by 1, 2
    $q$, case when total then '(select t.* from ' || private.cells_rows_sql('learned_totals', asked -> 'filters', 'open') || ' t union all '
        || private.total_parts_sql('learned_cells', '(select c.* from ' || cells || ' c where c.access_id = any ($4))', '-') || ')'
      else coalesce(units, '(select t.* from ' || cells || ' t where t.access_id <> all ($4))') end) end,
    case when candidates is not null then ' and d.id = any ($5)' end)
  into result using asked, today, most, hand.keys, candidates;
  return result;
end $$;

