-- The funnel and the product lines of the forecast from totals, for who sees everything. And the funnel and the work on deals
-- failed where filters name what cells lack.

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
    select null::date as to_month, null::uuid[] as keys, null::date[] as months into hand;
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
        else '(select c.* from ' || cells || ' c where c.access_id <> all ($7))' end,
      case when total then '(select t.* from ' || private.cells_rows_sql('sold_totals', asked -> 'filters', 'closed') || ' t union all '
          || private.total_parts_sql('sold_cells', '(select c.* from ' || private.cells_rows_sql('sold_cells', asked -> 'filters', 'closed') || ' c where (c.access_id, c.month) in (select * from unnest($5, $6)))', '-') || ')'
        else '(select c.* from ' || private.cells_rows_sql('sold_cells', asked -> 'filters', 'closed') || ' c where (c.access_id, c.month) not in (select * from unnest($5, $6)))' end,
      case when won.keys = '{}' and hand.keys = '{}' then 'false'
        else 'case when d.won then d.access_id = any ($5) and (d.access_id, d.closed) in (select * from unnest($5, $6)) else d.access_id = any ($7) end' end) end)
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, most, won.keys, won.months, hand.keys, this_quarter, won.to_month;
  return result || pg_catalog.jsonb_build_object('by', wanted);
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
    select null::date as to_month, null::uuid[] as keys, null::date[] as months into hand;
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
