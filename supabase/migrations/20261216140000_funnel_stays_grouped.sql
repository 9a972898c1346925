-- Stays are added up before they meet their stages: some thousand lengths, and not half a million stays.

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
    case when hand.keys is not null then pg_catalog.format(' union all select s.position, f.hours, f.n from (select x.stage_id, x.hours, sum(x.n)::bigint as n from (%s) x where x.pipeline_id = $7 group by x.stage_id, x.hours) f join stages s on s.id = f.stage_id',
      case when total then 'select t.* from private.stay_totals t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10) union all '
          || private.total_parts_sql('stay_cells', '(select c.* from private.stay_cells c where (c.access_id, c.month) in (select * from unnest($8, $9)))', '-')
        else private.total_parts_sql('stay_cells', private.whole_sheets_sql(private.cells_rows_sql('stay_cells', asked -> 'filters', 'opened')), '+') end) end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, chosen, hand.keys, hand.months, hand.to_month;
  return result || pg_catalog.jsonb_build_object('pipeline', chosen, 'pipeline_label', (select p.name from public.pipelines p where p.id = chosen));
end $$;

