-- Figures of the pipeline that no sum over deals can say: the funnel, and how old deals grow in their stages. Each is one
-- pass over the rows that the reader may read. $1 is all that was asked, of it $2 time zone,
-- $3 from, $4 to, $5 base currency, $6 today, $7 the function's own argument.

create function private.asked_pipeline(asked jsonb) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
  named constant text := coalesce(asked #>> '{args,pipeline}', case when pg_catalog.jsonb_array_length(asked #> '{filters,pipeline}') = 1 then asked #>> '{filters,pipeline,0}' end);
  chosen uuid;
begin
  if named is null then
    return (select p.id from public.pipelines p order by p.is_default desc, p.position, p.name limit 1);
  end if;
  if named ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    select p.id into chosen from public.pipelines p where p.id = named::uuid;
  end if;
  if chosen is null then
    perform private.bad_request('args.pipeline', 'bad_args', 'There is no such pipeline.');
  end if;
  return chosen;
end $$;
comment on function private.asked_pipeline(jsonb) is 'The pipeline that a request is about: args.pipeline, else the only one that its filters name, else the default one. Raises bad_args.';

create function private.sales_funnel(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  chosen uuid := private.asked_pipeline(asked);
  result jsonb;
begin
  execute pg_catalog.format($q$
    with stages as materialized (
      select s.id, s.name, s.position, s.outcome from public.pipeline_stages s where s.pipeline_id = $7
    ), cohort as materialized (
      select d.id, d.stage_id, d.outcome from %s d
      where d.pipeline_id = $7 and ($3 is null or d.opened_at >= $3) and ($4 is null or d.opened_at < $4)
    ), stays as materialized (
      -- a stay that ended, to the hour; a deal's furthest stage, its present one among them
      select h.deal_id, s.position, pg_catalog.floor(extract(epoch from h.left_at - h.entered_at) / 3600)::integer as hours
      from cohort c join public.deal_stage_history h on h.deal_id = c.id join stages s on s.id = h.to_stage_id and s.outcome <> 'lost'
      union all
      select c.id, s.position, null from cohort c join stages s on s.id = c.stage_id and s.outcome <> 'lost'
    ), furthest as (
      select max(y.position) as position, c.outcome, c.id from cohort c left join stays y on y.deal_id = c.id group by c.id, c.outcome
    ), reached as (
      select f.position, count(*) as n, count(*) filter (where f.outcome = 'lost') as lost from furthest f group by f.position
    ), hours as (
      select y.position, y.hours, count(*) as n from stays y where y.hours is not null group by y.position, y.hours
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
      'totals', pg_catalog.jsonb_build_object('deals', (select count(*) from cohort), 'won', (select count(*) from cohort c where c.outcome = 'won'),
        'lost', (select count(*) from cohort c where c.outcome = 'lost')))
    from (select p.*, pg_catalog.round(lead(p.deals) over w / nullif(p.deals, 0), 6) as conversion, first_value(p.deals) over w as first_deals
      from steps p window w as (order by p.position)) t
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, chosen;
  return result || pg_catalog.jsonb_build_object('pipeline', chosen, 'pipeline_label', (select p.name from public.pipelines p where p.id = chosen));
end $$;
comment on function private.sales_funnel(jsonb) is
  'sales.funnel: of the deals opened in the period in a pipeline (args.pipeline; else the default one), how many reached each stage: it, or a later one that is not lost. conversion: the share of them that reached the next stage; lost: those whose furthest stage it was; median_days: of the stays in it that ended.';

create function private.sales_stage_ages(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with aged as (
      select d.stage_id, $6 - (d.stage_entered_at at time zone $2)::date as age, d.currency, count(*) as n, count(d.amount) as priced, sum(d.amount) as amount
      from %s d where d.outcome = 'open'
      group by d.stage_id, age, d.currency
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $6) as rate from (select distinct currency from aged) c
    ), limits as (
      select s.id, s.name, s.position, p.id as pipeline, p.name as pipeline_label, p.position as pipeline_position, s.max_age_days, n.median_days, n.computed_at,
        coalesce(s.max_age_days, pg_catalog.ceil(n.median_days * 2)::integer) as most_days
      from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id left join public.stage_norms n on n.stage_id = s.id
      where s.outcome = 'open'
    ), ranked as (
      select x.stage_id, x.age, sum(x.n) as n, sum(sum(x.n)) over (partition by x.stage_id order by x.age) as until, sum(sum(x.n)) over (partition by x.stage_id) as all_deals
      from aged x group by x.stage_id, x.age
    ), medians as (
      select k.stage_id, (min(k.age) filter (where k.until * 2 >= k.all_deals) + min(k.age) filter (where k.until * 2 > k.all_deals)) / 2.0 as age
      from ranked k group by k.stage_id
    ), stages as (
      select l.*, m.age as median_age, g.*
      from (
        select x.stage_id, sum(x.n) as deals, coalesce(sum(x.amount * r.rate), 0) as value, max(x.age) as oldest,
          coalesce(sum(x.n) filter (where x.age > y.most_days), 0) as stuck, coalesce(sum(x.amount * r.rate) filter (where x.age > y.most_days), 0) as stuck_value,
          coalesce(sum(x.priced) filter (where r.rate is null), 0) as skipped
        from aged x join limits y on y.id = x.stage_id left join rates r on r.currency = x.currency group by x.stage_id
      ) g join limits l on l.id = g.stage_id join medians m on m.stage_id = g.stage_id
    )
    select pg_catalog.jsonb_build_object(
      'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('stage', t.id, 'stage_label', t.name, 'pipeline', t.pipeline, 'pipeline_label', t.pipeline_label,
        'deals', t.deals, 'value', pg_catalog.round(t.value, 2), 'median_age', pg_catalog.round(t.median_age, 1), 'oldest', t.oldest, 'norm_days', t.median_days, 'max_age_days', t.max_age_days,
        'most_days', t.most_days, 'stuck', t.stuck, 'stuck_value', pg_catalog.round(t.stuck_value, 2), 'stuck_since', $6 - t.most_days - 1)
        order by t.pipeline_position, t.pipeline, t.position), '[]'),
      'totals', pg_catalog.jsonb_build_object('deals', coalesce(sum(t.deals), 0), 'value', pg_catalog.round(coalesce(sum(t.value), 0), 2), 'stuck', coalesce(sum(t.stuck), 0),
        'stuck_value', pg_catalog.round(coalesce(sum(t.stuck_value), 0), 2)),
      'skipped', coalesce(sum(t.skipped), 0), 'norms_at', max(t.computed_at))
    from stages t
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date;
  return result;
end $$;
comment on function private.sales_stage_ages(jsonb) is
  'sales.stage_ages: open deals by stage as they are now. Ages are days in the stage by the organisation''s calendar; norm_days: the usual stay (stage_norms; null for who may not read benchmarks); a deal is stuck when it is older than the stage''s maximum age, or, where it has none, than twice the norm (most_days): those who entered on stuck_since or before. Money in the base currency at today''s rate.';

insert into public.metric_functions (key, needs, function_name, filters, comment) values
  ('sales.funnel', 'deals.read', 'sales_funnel', array(select x.key from public.metric_dimensions x where x.source = 'deals' and x.kind <> 'time' order by x.key),
    'How many deals of the period''s cohort reached each stage of a pipeline.'),
  ('sales.stage_ages', 'deals.read', 'sales_stage_ages', array(select x.key from public.metric_dimensions x where x.source = 'deals' and x.kind <> 'time' order by x.key),
    'Open deals by stage: their ages against the stage''s own norm, and what is stuck.');
grant execute on function private.asked_pipeline(jsonb), private.sales_funnel(jsonb), private.sales_stage_ages(jsonb) to authenticated;
