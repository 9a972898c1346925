-- Who sees everything reads cells by month, not by each of all access keys: of a quarter's cells three thousand, and not as
-- many searches as there are keys.

create index deal_cells_moment_idx on private.deal_cells (moment, month);
create index sold_cells_month_idx on private.sold_cells (month);
create index customer_cells_month_idx on private.customer_cells (month);

do $$
declare
  kept record;
begin
  for kept in select * from (values ('deal_cells', 'deals'), ('sold_cells', 'deals'), ('customer_cells', 'customers')) k (cells, resource) loop
    execute format('create view private.%I with (security_barrier) as select c.* from private.%I c where (select private.is_active()) and (select private.my_scope(%L, ''read'')) = ''all''',
      'every_' || kept.cells, kept.cells, kept.resource);
    execute format('comment on view private.%I is %L', 'every_' || kept.cells, kept.cells || ' for who may read everything, and nothing for anybody else; without a search for each access key.');
    execute format('grant select on private.%I to authenticated', 'every_' || kept.cells);
  end loop;
end $$;

create function private.cells_of(cells text) returns text
language sql stable set search_path = ''
as $$
  select case when cells in ('deal_cells', 'sold_cells') and private.my_scope('deals', 'read') = 'all'
    or cells = 'customer_cells' and private.my_scope('customers', 'read') = 'all' then 'every_' || cells else cells end
$$;
comment on function private.cells_of(text) is 'Where the caller reads such cells: who may read everything, in the view that is made for that.';
grant execute on function private.cells_of(text) to authenticated;

create or replace function private.forecast_due_sql(filters jsonb, columns text default null, total boolean default false) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  from_cells constant boolean := columns is null and private.cells_in_step() and not exists (select from pg_catalog.unnest(dims) x where 'open' <> all (x.cell_moments));
  totals constant boolean := total and from_cells and private.my_scope('deals', 'read') = 'all'
    and not exists (select from pg_catalog.unnest(dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'));
  zone constant text := (select s.timezone from public.settings s);
  tomorrow constant date := (now() at time zone zone)::date + 1;
  -- nothing was closed in the days of this month that are to come
  won_from_cells constant boolean := from_cells and not exists (select from pg_catalog.unnest(dims) x where 'closed' <> all (x.cell_moments))
    and private.nothing_between(array['closed'], tomorrow::timestamp at time zone zone, (pg_catalog.date_trunc('month', tomorrow - interval '1 day') + interval '1 month') at time zone zone);
  deals constant text := private.deal_rows_sql(filters);
  cells constant text := pg_catalog.format('(select d.* from private.%I d %s where %s)', case when totals then 'deal_totals' else private.cells_of('deal_cells') end, private.metric_joins(dims), private.metric_filter_sql(dims));
  kept constant text := coalesce(columns, case when totals then 'null::uuid as owner_id, null::uuid as team_id' else 'd.owner_id, d.team_id' end);
begin
  return pg_catalog.format($q$(
    select %1$s, d.currency, $3 as day, %2$s, d.amount, coalesce(d.win_probability, s.win_probability) as probability, false as won,
      greatest(%3$s, date_trunc('quarter', $3::timestamp))::date as quarter
    from %4$s d join public.pipeline_stages s on s.id = d.stage_id where %5$s and %3$s is not null
    union all
    %6$s
  )$q$, kept, case when from_cells then 'd.n, d.priced' else '1 as n, num_nonnulls(d.amount) as priced' end,
    case when from_cells then 'd.expected_quarter::timestamp' else 'date_trunc(''quarter'', d.expected_close_date::timestamp)' end,
    case when from_cells then private.asked_sql(cells) else deals end, case when from_cells then 'd.moment = ''open''' else 'd.outcome = ''open''' end,
    case when won_from_cells then pg_catalog.format($q$
      select %s, d.currency, coalesce(d.day, $3), d.n, d.priced, d.amount, 1, true, date_trunc('quarter', $3::timestamp)::date
      from %s d where d.moment = 'closed' and d.outcome = 'won' and d.month >= date_trunc('quarter', $3::timestamp) and d.month <= $3
    $q$, kept, private.asked_sql(cells))
    else pg_catalog.format($q$
      select %s, d.currency, (d.closed_at at time zone $2)::date, 1, num_nonnulls(d.amount), d.amount, 1, true, date_trunc('quarter', $3::timestamp)::date
      from %s d where d.outcome = 'won' and d.closed_at >= date_trunc('quarter', $3::timestamp) at time zone $2 and d.closed_at < ($3 + 1)::timestamp at time zone $2
    $q$, case when totals then 'null::uuid, null::uuid' else kept end, deals) end);
end $$;

create or replace function private.metric_arm_sql(arm text, n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
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
    else 'private.' || pg_catalog.quote_ident(coalesce(totals, private.cells_of(cells))) end;
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
