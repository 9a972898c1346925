-- What each product line, region, team or person is expected to bring, in this and the next three quarters.

create function private.sales_forecast_ahead(asked jsonb) returns jsonb
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
comment on function private.sales_forecast_ahead(jsonb) is
  'sales.forecast_ahead: the weighted forecast (won so far, and each open amount times its probability) of this and the next three quarters by args.by (product_line unless given; a deal of several lines by its items'' amounts), the most first; args.limit rows (12). The sums are those of sales.forecast.';

insert into public.metric_functions (key, needs, function_name, filters, comment)
select 'sales.forecast_ahead', 'deals.read', 'sales_forecast_ahead', array_agg(d.key order by d.key), 'The weighted forecast of four quarters by product line, region, team or person. args: {by, limit}.'
from public.metric_dimensions d where d.source = 'deals' and d.kind <> 'time';
grant execute on function private.sales_forecast_ahead(jsonb) to authenticated;
