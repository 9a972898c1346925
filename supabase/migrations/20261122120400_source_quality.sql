-- Which sources bring customers: of the leads that came in the period, how many bought by now, for how much, how fast.

create function private.sales_source_quality(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute $q$
  with leads as materialized (
    select c.id, c.source from public.customers c
    left join public.profiles o on o.id = c.owner_id
    left join public.teams t on t.id = coalesce(o.team_id, c.team_id)
    left join public.customer_lifecycle_history came on came.customer_id = c.id and came.from_stage is null
    where c.deleted_at is null and coalesce(came.to_stage, 'lead') in ('lead', 'qualified') and ($2 is null or c.created_at >= $2) and ($3 is null or c.created_at < $3)
      and ($1 #> '{filters,source}' is null or case when c.source is null then $1 #> '{filters,source}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,source}' ? c.source end)
      and ($1 #> '{filters,owner}' is null or case when c.owner_id is null then $1 #> '{filters,owner}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,owner}' ? c.owner_id::text end)
      and ($1 #> '{filters,team}' is null or case when t.id is null then $1 #> '{filters,team}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,team}' ? t.id::text end)
      and ($1 #> '{filters,sales_region}' is null or case when t.region is null then $1 #> '{filters,sales_region}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,sales_region}' ? t.region end)
  ), won as materialized (
    select l.id, l.source, d.amount, d.currency, (d.closed_at at time zone $4)::date as day,
      (d.closed_at at time zone $4)::date - (d.opened_at at time zone $4)::date as days
    from leads l join public.deals d on d.customer_id = l.id and d.outcome = 'won' and d.deleted_at is null
  ), rates as materialized (
    select x.currency, x.day, private.rate(x.currency, x.day) as rate from (select distinct w.currency, w.day from won w) x
  ), came as (
    select l.source, count(*) as leads from leads l group by l.source
  ), sold as (
    select w.source, count(distinct w.id) as customers, count(*) as deals, coalesce(sum(w.amount * r.rate), 0) as value,
      percentile_cont(0.5) within group (order by w.days) as cycle, count(*) filter (where w.amount is not null and r.rate is null) as skipped
    from won w join rates r on r.currency = w.currency and r.day = w.day group by w.source
  )
  select pg_catalog.jsonb_build_object(
    'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('source', c.source, 'source_label', c.source, 'leads', c.leads, 'customers', coalesce(s.customers, 0),
      'conversion', pg_catalog.round(coalesce(s.customers, 0)::numeric / c.leads, 6), 'deals', coalesce(s.deals, 0), 'value', pg_catalog.round(coalesce(s.value, 0), 2),
      'value_per_lead', pg_catalog.round(coalesce(s.value, 0) / c.leads, 2), 'cycle_days', s.cycle)
      order by s.value desc nulls last, c.leads desc, c.source), '[]'),
    'totals', pg_catalog.jsonb_build_object('leads', coalesce(sum(c.leads), 0), 'customers', coalesce(sum(s.customers), 0),
      'conversion', pg_catalog.round(coalesce(sum(s.customers), 0) / nullif(sum(c.leads), 0), 6), 'deals', coalesce(sum(s.deals), 0),
      'value', pg_catalog.round(coalesce(sum(s.value), 0), 2), 'value_per_lead', pg_catalog.round(coalesce(sum(s.value), 0) / nullif(sum(c.leads), 0), 2),
      'cycle_days', (select percentile_cont(0.5) within group (order by w.days) from won w)),
    'skipped', coalesce(sum(s.skipped), 0))
  from came c left join sold s on s.source is not distinct from c.source
  $q$ into result using asked, (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'timezone';
  return result;
end $$;
comment on function private.sales_source_quality(jsonb) is
  'sales.source_quality: customers that came in the period as a lead, by their source, those of them with a won deal by now (customers, conversion), the won value of all their deals in the base currency at the closing date''s rate, and the median days from opening to closing. Filters by owner, team and sales region mean the customer''s owner.';

insert into public.metric_functions (key, needs, function_name, filters, comment) values
  ('sales.source_quality', 'customers.read', 'sales_source_quality', '{owner,sales_region,source,team}', 'Leads of the period by source: won, value and cycle by now.');
grant execute on function private.sales_source_quality(jsonb) to authenticated;
