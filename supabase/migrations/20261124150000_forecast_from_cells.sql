-- The forecast of what is open from cells, where they can say it; and names of customers looked up only for the rows that are given.

update public.metric_dimensions set label_join_sql = 'left join lateral (select x.name from public.customers x where x.id = %s limit 1) cl on true'
where key = 'customer';

create or replace function private.forecast_due_sql(filters jsonb, columns text default null) returns text
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
