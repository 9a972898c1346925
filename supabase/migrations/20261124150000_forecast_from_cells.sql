-- The forecast of what is open from cells, where they can say it; of rows only the columns that are needed, so that indexes
-- alone are read. Names of the few rows that are given are looked up for these alone.

update public.metric_dimensions set label_join_sql = 'left join lateral (select x.name from public.customers x where x.id = %s limit 1) cl on true'
where key = 'customer';

create function private.forecast_due_sql(filters jsonb, columns text default null) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  from_cells constant boolean := columns is null and private.cells_in_step() and not exists (select from pg_catalog.unnest(dims) x where 'open' <> all (x.cell_moments));
  deals constant text := private.deal_rows_sql(filters);
  kept constant text := coalesce(columns, 'd.owner_id, d.team_id');
begin
  return pg_catalog.format($q$(
    select %1$s, d.currency, $3 as day, %2$s, d.amount, coalesce(d.win_probability, s.win_probability) as probability, false as won,
      greatest(%3$s, date_trunc('quarter', $3::timestamp))::date as quarter
    from %4$s d join public.pipeline_stages s on s.id = d.stage_id where d.outcome = 'open' and %3$s is not null
    union all
    select %1$s, d.currency, (d.closed_at at time zone $2)::date, 1, num_nonnulls(d.amount), d.amount, 1, true, date_trunc('quarter', $3::timestamp)::date
    from %5$s d where d.outcome = 'won' and d.closed_at >= date_trunc('quarter', $3::timestamp) at time zone $2 and d.closed_at < ($3 + 1)::timestamp at time zone $2
  )$q$, kept, case when from_cells then 'd.n, d.priced' else '1 as n, num_nonnulls(d.amount) as priced' end,
    case when from_cells then 'd.expected_quarter::timestamp' else 'date_trunc(''quarter'', d.expected_close_date::timestamp)' end,
    case when from_cells then private.asked_sql(pg_catalog.format('(select d.* from private.deal_cells d %s where d.moment = ''open'' and %s)',
      private.metric_joins(dims), private.metric_filter_sql(dims))) else deals end, deals);
end $$;
comment on function private.forecast_due_sql(jsonb, text) is
  'The SQL of what is won in this quarter so far and of what is open and has a day to close: owner_id and team_id (or columns of deals d), currency, day of the rate, n deals, of which priced have an amount, amount, probability, won, and the first day of the quarter in which it counts. $1: what was asked, $2: time zone, $3: today.';

create or replace function private.forecast_parts_sql(filters jsonb) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format($q$
    quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), scanned as materialized (
      select d.owner_id, coalesce(o.team_id, d.team_id) as team_id, q.n, c.category, d.currency, d.day, sum(d.n) as deals, sum(d.priced) as priced,
        sum(d.amount) as amount, sum(d.amount * d.probability) as weighted
      from %s d
      left join public.profiles o on o.id = d.owner_id
      cross join lateral (select case when d.won then 'closed' when d.probability >= 0.7 then 'commit' when d.probability >= 0.4 then 'best_case' else 'pipeline' end as category) c
      join quarters q on q.first = d.quarter
      group by d.owner_id, coalesce(o.team_id, d.team_id), q.n, c.category, d.currency, d.day
    ), rates as materialized (
      select c.currency, c.day, private.rate(c.currency, c.day) as rate from (select distinct currency, day from scanned) c
    ), parts as materialized (
      select x.owner_id, x.team_id, x.n, x.category, sum(x.deals) as deals, coalesce(sum(x.amount * r.rate), 0) as value, coalesce(sum(x.weighted * r.rate), 0) as weighted,
        coalesce(sum(x.priced) filter (where r.rate is null), 0) as skipped
      from scanned x join rates r on r.currency = x.currency and r.day = x.day group by x.owner_id, x.team_id, x.n, x.category
      having sum(x.deals) <> 0
    )$q$, private.forecast_due_sql(filters))
$$;

create or replace function private.sales_forecast_ahead(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  wanted constant text := coalesce(asked #>> '{args,by}', 'product_line');
  most constant integer := private.asked_limit(asked, 12);
  dim public.metric_dimensions;
  result jsonb;
begin
  select d.* into dim from public.metric_dimensions d
  where d.source = 'deals' and d.key = wanted and wanted in ('product_line', 'sales_region', 'team', 'owner', 'region', 'industry', 'source');
  if dim.key is null then
    perform private.bad_request('args.by', 'bad_args', 'by is product_line, sales_region, team, owner, region, industry or source.');
  end if;
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), keyed as (
      select %2$s as key, q.n, d.currency, d.day, d.amount * d.probability * %3$s as weighted, d.priced
      from %1$s d join quarters q on q.first = d.quarter %4$s
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
      else 'd.id, d.owner_id, d.team_id, d.customer_id' || case wanted when 'source' then ', d.source' else '' end end), private.asked_sql(dim.key_sql),
    -- a deal of several products falls to each line by its items' amounts
    case when dim.shared then 'coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id))' else '1' end,
    case when dim.shared then 'left join public.deal_items it on it.deal_id = d.id ' else '' end || private.asked_sql(dim.join_sql),
    coalesce(dim.label_sql, 'g.key'), pg_catalog.format(dim.label_join_sql, 'g.key'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, most;
  return result || pg_catalog.jsonb_build_object('by', wanted);
end $$;

create or replace function private.sales_learned_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), open_deals as materialized (
      select d.id, d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.customer_id, d.stage_id, d.currency, d.amount, d.expected_close_date,
        coalesce(d.win_probability, s.win_probability) as probability, w.probability as learned
      from %s d
      join public.pipeline_stages s on s.id = d.stage_id
      left join public.profiles o on o.id = d.owner_id
      left join public.deal_win_probabilities w on w.deal_id = d.id
      where d.outcome = 'open'
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $3) as rate from (select distinct currency from open_deals) c
    ), valued as materialized (
      select o.*, o.amount * r.rate as value, o.amount is not null and r.rate is null as unconverted from open_deals o join rates r on r.currency = o.currency
    ), shown as (
      select v.*, row_number() over (order by v.value * abs(v.learned - v.probability) desc, v.id) as place from valued v
      where v.value > 0 and v.learned <> v.probability order by place limit $4 + 1
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
        ) y on true where s.place <= $4),
      'more', (select count(*) > $4 from shown),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', q.first, 'learned', pg_catalog.round(coalesce(v.learned, 0), 2)) order by q.n)
        from quarters q cross join lateral (select sum(v.value * coalesce(v.learned, v.probability)) as learned from valued v
          where v.expected_close_date < q.next and (q.n = 0 or v.expected_close_date >= q.first)) v),
      'totals', (select pg_catalog.jsonb_build_object('deals', count(*), 'unlearned', count(*) filter (where v.learned is null),
          'weighted', pg_catalog.round(coalesce(sum(v.value * v.probability), 0), 2), 'learned', pg_catalog.round(coalesce(sum(v.value * coalesce(v.learned, v.probability)), 0), 2)) from valued v),
      'skipped', (select count(*) filter (where v.unconverted) from valued v),
      'learned_at', (select max(e.computed_at) from public.win_evidence e))
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, private.asked_limit(asked, 10);
  return result;
end $$;

grant execute on function private.forecast_due_sql(jsonb, text) to authenticated;
