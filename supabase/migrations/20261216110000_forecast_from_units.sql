-- The forecast reads sums by unit where nobody asks for people: of the whole, and by team and region.

drop function private.forecast_due_sql(jsonb, text, boolean);
create function private.forecast_due_sql(filters jsonb, columns text default null, total boolean default false, by_team boolean default false) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  from_cells constant boolean := columns is null and private.cells_in_step() and not exists (select from pg_catalog.unnest(dims) x where 'open' <> all (x.cell_moments));
  totals constant boolean := total and from_cells and private.my_scope('deals', 'read') = 'all'
    and not exists (select from pg_catalog.unnest(dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'));
  units constant boolean := (total or by_team) and from_cells and not totals and not private.without_units(dims) and (not by_team or private.teams_settled()) and private.reads_units('deals');
  zone constant text := (select s.timezone from public.settings s);
  tomorrow constant date := (now() at time zone zone)::date + 1;
  -- nothing was closed in the days of this month that are to come
  won_from_cells constant boolean := from_cells and not exists (select from pg_catalog.unnest(dims) x where 'closed' <> all (x.cell_moments))
    and private.nothing_between(array['closed'], tomorrow::timestamp at time zone zone, (pg_catalog.date_trunc('month', tomorrow - interval '1 day') + interval '1 month') at time zone zone);
  deals constant text := private.deal_rows_sql(filters);
  cells constant text := pg_catalog.format('(select d.* from %s d %s where %s)', case when units then private.unit_cells_sql('deal_units', null)
    when totals then 'private.deal_totals' else 'private.' || pg_catalog.quote_ident(private.cells_of('deal_cells')) end, private.metric_joins(dims), private.metric_filter_sql(dims));
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

comment on function private.forecast_due_sql(jsonb, text, boolean, boolean) is
  'The SQL of what is won in this quarter so far and of what is open and has a day to close: owner_id and team_id (or columns of deals d; with total, none where the reader sees everything, and with it or by_team no owners where they read whole units), currency, day of the rate, n deals, of which priced have an amount, amount, probability, won, and the first day of the quarter in which it counts. $1: what was asked, $2: time zone, $3: today.';
grant execute on function private.forecast_due_sql(jsonb, text, boolean, boolean) to authenticated;

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
      else 'd.id, d.owner_id, d.team_id, d.customer_id, d.access_id, date_trunc(''month'', d.closed_at at time zone $2)::date as closed' || case wanted when 'source' then ', d.source' else '' end end, false, wanted in ('team', 'sales_region')), private.asked_sql(dim.key_sql),
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

