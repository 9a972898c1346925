-- The funnel, the work on deals and what was sold by product from sheets.

create function private.cells_rows_sql(cells text, filters jsonb, moment text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
begin
  if exists (select from pg_catalog.unnest(dims) x where moment <> all (x.cell_moments)) then
    return null;
  end if;
  return private.asked_sql(pg_catalog.format('(select d.* from private.%I d %s where %s)', cells, private.metric_joins(dims), private.metric_filter_sql(dims)));
end $$;
comment on function private.cells_rows_sql(text, jsonb, text) is 'As deal_rows_sql, of cells; null where these lack what filters name.';

create function private.sheet_deals_sql(filters jsonb, moment text, keys uuid[]) returns text
language sql stable set search_path = ''
as $$
  select case when keys is null then private.deal_rows_sql(filters)
    when keys = '{}' then '(select d.* from public.deals d where false)'
    else pg_catalog.format('(select d.* from %s d where d.access_id = any ($8) and (d.access_id, date_trunc(''month'', d.%I at time zone $2)::date) in (select * from unnest($8, $9)))',
      private.deal_rows_sql(filters), private.moment_column(moment)) end
$$;
comment on function private.sheet_deals_sql(jsonb, text, uuid[]) is 'SQL of the deals to count from their rows beside sheets: those of marked sheets ($8 and $9; $2 is the time zone), or all of them where keys is null.';

create function private.whole_sheets_sql(cells text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format('(select c.* from %s c where ($1 ->> ''from_day'' is null or c.month >= ($1 ->> ''from_day'')::date) and ($10 is null or c.month < $10) '
    || 'and (c.access_id, c.month) not in (select * from unnest($8, $9)))', cells)
$$;
comment on function private.whole_sheets_sql(text) is 'SQL of the cells of the sheets of a period that are not marked: $1 is what was asked, $8 and $9 the marked sheets, $10 the month that follows.';

create or replace function private.sales_funnel(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  chosen uuid := private.asked_pipeline(asked);
  cells constant text := private.cells_rows_sql('funnel_cells', asked -> 'filters', 'opened');
  -- who sees everything needs no access keys
  total constant boolean := private.my_scope('deals', 'read') = 'all' and not asked -> 'filters' ?| array['owner', 'team', 'department', 'sales_region', 'manager'];
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
    hand := (null::date, null::uuid[], null::date[]);
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
      private.whole_sheets_sql(cells)) end,
    case when hand.keys is not null then pg_catalog.format(' union all select s.position, f.hours, f.n from (%s) f join stages s on s.id = f.stage_id where f.pipeline_id = $7',
      case when total then 'select t.* from private.stay_totals t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10) union all '
          || private.total_parts_sql('stay_cells', '(select c.* from private.stay_cells c where (c.access_id, c.month) in (select * from unnest($8, $9)))', '-')
        else private.total_parts_sql('stay_cells', private.whole_sheets_sql(private.cells_rows_sql('stay_cells', asked -> 'filters', 'opened')), '+') end) end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, chosen, hand.keys, hand.months, hand.to_month;
  return result || pg_catalog.jsonb_build_object('pipeline', chosen, 'pipeline_label', (select p.name from public.pipelines p where p.id = chosen));
end $$;

create or replace function private.sales_activity_per_deal(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  cells constant text := private.cells_rows_sql('work_cells', asked -> 'filters', 'closed');
  whole constant uuid[] := private.whole_keys();
  hand record;
  others text := '';
  result jsonb;
begin
  if cells is not null and (whole is null or whole <> '{}') then
    select * into hand from private.sheets_at_hand('closed', (asked ->> 'from_day')::date, (asked ->> 'to_day')::date);
    if hand.keys is not null then
      -- the few deals that are left are looked up one by one, however much the caller may read
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
      others := pg_catalog.format($q$ union all
        select d.id, d.outcome from %1$s w join public.deals d on d.id = w.deal_id where w.deal_id is not null%2$s
        $q$, private.whole_sheets_sql(cells), case when whole is not null then ' and w.access_id = any ($7)' else '' end);
      if whole is not null then
        others := others || pg_catalog.format($q$ union all
          select d.id, d.outcome from %1$s d
          where d.access_id = any (array(select v.id from unnest($6) v (id) except select w.id from unnest($7) w (id))) and d.outcome in ('won', 'lost')
            and ($3 is null or d.closed_at >= $3) and ($4 is null or d.closed_at < $4)
            and (d.access_id, date_trunc('month', d.closed_at at time zone $2)::date) not in (select * from unnest($8, $9))
        $q$, private.deal_rows_sql(asked -> 'filters'));
      end if;
    end if;
  else
    hand := (null::date, null::uuid[], null::date[]);
  end if;
  execute pg_catalog.format($q$
    with closed as materialized (
      select d.id, d.outcome from %1$s d
      where d.outcome in ('won', 'lost') and ($3 is null or d.closed_at >= $3) and ($4 is null or d.closed_at < $4)%2$s
    ), counted as materialized (
      select c.id, c.outcome, a.kind, count(*) as n, sum(a.duration_minutes) as minutes
      from closed c join public.activities a on a.deal_id = c.id and a.deleted_at is null
      group by c.id, c.outcome, a.kind
    ), kept as materialized (%3$s
    ), ended as (
      select x.outcome, sum(x.deals) as deals, sum(x.untouched) as untouched from (
        select c.outcome, 1::bigint as deals, case when c.id in (select k.id from counted k) then 0 else 1 end as untouched from closed c
        union all select k.outcome, k.deals, k.untouched from kept k) x group by x.outcome
    ), work as (
      select x.kind, x.outcome, sum(x.n) as n, sum(x.minutes) as minutes from (
        select c.kind, c.outcome, c.n, c.minutes from counted c union all select k.kind, k.outcome, k.n, k.minutes from kept k where k.kind is not null) x group by x.kind, x.outcome
    ), deals as (
      select coalesce(sum(e.deals) filter (where e.outcome = 'won'), 0) as won, coalesce(sum(e.deals) filter (where e.outcome = 'lost'), 0) as lost,
        coalesce(sum(e.untouched) filter (where e.outcome = 'won'), 0) as untouched_won, coalesce(sum(e.untouched) filter (where e.outcome = 'lost'), 0) as untouched_lost from ended e
    ), kinds as (
      select c.kind, coalesce(sum(c.n) filter (where c.outcome = 'won'), 0) as won, coalesce(sum(c.n) filter (where c.outcome = 'lost'), 0) as lost from work c group by c.kind
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', k.kind, 'won_activities', k.won, 'lost_activities', k.lost,
          'per_won', pg_catalog.round(k.won / nullif(d.won, 0), 4), 'per_lost', pg_catalog.round(k.lost / nullif(d.lost, 0), 4)) order by k.won + k.lost desc, k.kind), '[]')
        from kinds k),
      'totals', pg_catalog.jsonb_build_object('won', d.won, 'lost', d.lost,
        'per_won', pg_catalog.round((select coalesce(sum(k.won), 0) from kinds k) / nullif(d.won, 0), 4), 'per_lost', pg_catalog.round((select coalesce(sum(k.lost), 0) from kinds k) / nullif(d.lost, 0), 4),
        'minutes', (select coalesce(sum(w.minutes), 0) from work w),
        'untouched_won', d.untouched_won, 'untouched_lost', d.untouched_lost))
    from deals d
  $q$, private.sheet_deals_sql(asked -> 'filters', 'closed', hand.keys), others,
    case when hand.keys is null then 'select null::text as outcome, null::text as kind, 0::bigint as deals, 0::bigint as untouched, 0::numeric as n, 0::numeric as minutes where false'
      else pg_catalog.format('select w.outcome, w.kind, sum(w.deals)::bigint as deals, sum(w.untouched)::bigint as untouched, sum(w.n) as n, sum(w.minutes) as minutes from %s w where w.deal_id is null%s group by w.outcome, w.kind',
        private.whole_sheets_sql(cells), case when whole is not null then ' and w.access_id = any ($7)' else '' end) end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, null,
    case when whole is not null then private.visible_ids('deals', 'read') end, whole, hand.keys, hand.months, hand.to_month;
  return result;
end $$;

grant execute on function private.cells_rows_sql(text, jsonb, text), private.sheet_deals_sql(jsonb, text, uuid[]), private.whole_sheets_sql(text) to authenticated;
