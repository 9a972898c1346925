-- How long deals stayed in their stages, by unit and in buckets of alike lengths: the median is looked for among some thousand
-- numbers of stays, and then among the stays of one bucket, where half a million lengths were sorted. Who sees everything
-- adds stays up before they meet their stages.

create table private.stay_units (
  month date not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  bucket integer not null,
  n bigint not null,
  hours integer[] not null,
  unit_id uuid not null
);
comment on table private.stay_units is 'stay_cells by unit (private.access_units), for who reads the unit whole: the stays of a bucket (private.stay_bucket), n of them. Made anew by the job of sheets where something changed.';
create index stay_units_unit_idx on private.stay_units (unit_id, month) include (pipeline_id, stage_id, bucket, n);
alter table private.stay_units enable row level security;
grant select on private.stay_units to authenticated;
create policy stay_units_read on private.stay_units for select to authenticated using (unit_id = any ((select private.whole_units('deals'))::uuid[]));

create function private.stay_bucket(hours integer) returns integer
language sql immutable set search_path = ''
as $$ select case when hours < 0 then -1 else pg_catalog.floor(pg_catalog.ln((hours + 1)::double precision) * 8)::integer end $$;
comment on function private.stay_bucket(integer) is 'The bucket of a length in hours: longer ones are never in a lower bucket, and the lengths of a bucket differ by an eighth at most.';

create function private.make_stay_units(units uuid[] default null, months date[] default null) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from private.stay_units s where (units is null or s.unit_id = any (units)) and (months is null or s.month = any (months));
  insert into private.stay_units (month, pipeline_id, stage_id, bucket, n, hours, unit_id)
  select c.month, c.pipeline_id, c.stage_id, private.stay_bucket(h.hours), count(*), pg_catalog.array_agg(h.hours), u.unit_id
  from private.access_units u join private.stay_cells c on c.access_id = u.key cross join lateral pg_catalog.unnest(c.hours) h (hours)
  where (units is null or u.unit_id = any (units)) and (months is null or c.month = any (months))
  group by u.unit_id, c.month, c.pipeline_id, c.stage_id, private.stay_bucket(h.hours);
end $$;
comment on function private.make_stay_units(uuid[], date[]) is 'Makes stays by unit anew from their cells: all, or those of some units and months. Under the lock of the job figures.renew.';

create view private.other_stay_cells with (security_barrier) as select c.* from private.stay_cells c where c.access_id = any ((select private.other_keys('deals'))::uuid[]);
comment on view private.other_stay_cells is 'stay_cells that the caller may read and that are in none of the units that they read whole.';
grant select on private.other_stay_cells to authenticated;

create function private.unit_stays_sql(filters jsonb, marked text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  narrowed constant text := private.asked_sql(private.metric_joins(dims) || ' where ' || private.metric_filter_sql(dims))
    || ' and d.pipeline_id = $7 and ($1 ->> ''from_day'' is null or d.month >= ($1 ->> ''from_day'')::date) and ($10 is null or d.month < $10)';
begin
  return pg_catalog.format($q$
    with sums as materialized (
      select d.stage_id, d.bucket, sum(d.n)::bigint as n from (select u.*, null::uuid as owner_id, u.unit_id as team_id from private.stay_units u) d %1$s group by d.stage_id, d.bucket
    ), single as materialized (
      select d.stage_id, h.hours, private.stay_bucket(h.hours) as bucket, d.n from (
        select c.*, 1 as n from private.other_stay_cells c%2$s
      ) d cross join lateral unnest(d.hours) h (hours) %1$s
    ), counted as (
      select x.stage_id, x.bucket, sum(x.n) as n from (select * from sums union all select s.stage_id, s.bucket, s.n from single s) x group by x.stage_id, x.bucket
    ), middle as materialized (
      select k.stage_id, min(k.bucket) filter (where k.until * 2 >= k.every) as lower, min(k.bucket) filter (where k.until * 2 > k.every) as upper
      from (select c.*, sum(c.n) over (partition by c.stage_id order by c.bucket) as until, sum(c.n) over (partition by c.stage_id) as every from counted c) k group by k.stage_id
    )
    -- of buckets beside the middle only how many stays they hold matters
    select s.stage_id, pg_catalog.ceil(pg_catalog.exp(s.bucket / 8.0::double precision))::integer - 1 as hours, s.n from sums s join middle m on m.stage_id = s.stage_id and s.bucket not in (m.lower, m.upper)
    union all
    select s.stage_id, s.hours, s.n from single s
    union all
    select d.stage_id, h.hours, 1 from (select u.*, null::uuid as owner_id, u.unit_id as team_id from private.stay_units u join middle m on m.stage_id = u.stage_id and u.bucket in (m.lower, m.upper)) d
    cross join lateral unnest(d.hours) h (hours) %1$s
  $q$, narrowed, case when marked is not null then pg_catalog.format(
    ' where not %1$s union all select c.*, -1 from private.stay_cells c where c.access_id = any ((select private.unit_keys(''deals''))::uuid[]) and %1$s', pg_catalog.replace(marked, 'd.', 'c.')) else '' end);
end $$;
comment on function private.unit_stays_sql(jsonb, text) is 'SQL of the stays in a pipeline''s stages (stage_id, hours, n of them) that the caller may read, by way of their units; those beside the median may stand for their bucket. marked: SQL of what sheets of cells d are counted anew, null where none is. For whoever unit_rows_sql() gives SQL.';
grant execute on function private.stay_bucket(integer), private.unit_stays_sql(jsonb, text) to authenticated;

create or replace function private.renew_sheets() returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  marked record;
  kept record;
  keys uuid[];
  months date[];
  most constant integer := 1000;
  begun constant timestamptz := pg_catalog.clock_timestamp();
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.renew_sheets'));
  perform private.renew_units();
  for marked in select distinct s.moment from private.sheets() s loop
    while pg_catalog.clock_timestamp() < begun + interval '20 seconds' loop
      select s.keys, s.months into keys, months from private.stale_sheets_between(marked.moment, null, null, most) s;
      exit when keys = '{}';
      -- marks that come from now on stay: the rows are read after these went
      delete from private.stale_sheets s using unnest(keys, months) k (key, month)
      where s.moment = marked.moment and s.access_id = k.key and s.month = k.month;
      for kept in select s.cells from private.sheets() s where s.moment = marked.moment loop
        execute pg_catalog.format('with gone as (delete from private.%1$I c using unnest($1, $2) k (key, month) where c.access_id = k.key and c.month = k.month returning c.*), '
            || 'made as (insert into private.%1$I %2$s returning *)', kept.cells, private.counted_sql(kept.cells, private.sheet_rows_sql(marked.moment, '$1', '$2')))
          || coalesce((select pg_catalog.string_agg(pg_catalog.format(', %I as (%s)', t.totals,
            private.merge_sql(t.totals, private.total_parts_sql(t.cells, 'gone', '-', t.totals) || ' union all ' || private.total_parts_sql(t.cells, 'made', '+', t.totals))), '')
            from private.sheet_totals() t where t.cells = kept.cells), '') || ' select' using keys, months;
      end loop;
      if marked.moment = 'opened' then
        perform private.make_stay_units(array(select distinct u.unit_id from private.access_units u where u.key = any (keys)), array(select distinct m from unnest(months) m));
      end if;
    end loop;
  end loop;
end $$;


create or replace function private.renew_units() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  moved constant uuid[] := array(select coalesce(d.key, u.key) from private.units_due() d full join private.access_units u on u.key = d.key where u.unit_id is distinct from d.unit_id);
  -- of which stays were in their sums
  units constant uuid[] := array(select distinct u.unit_id from private.access_units u where u.key = any (moved));
  -- read before the rates themselves: if these change meanwhile, sums are made once more
  upto constant bigint := (select c.rates_now from private.cells_state c where c.rates_now <> c.rates_made);
  kept record;
  sign text;
begin
  -- while cells are gathered they wait until the next time
  if (moved = '{}' and upto is null) or not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells')) then
    return;
  end if;
  foreach sign in array case when moved = '{}' then '{}' else array['-', '+'] end loop
    if sign = '+' then
      delete from private.access_units u where u.key = any (moved);
      insert into private.access_units select d.* from private.units_due() d where d.key = any (moved);
    end if;
    for kept in select * from private.unit_sums() loop
      execute private.merge_sql(kept.units, private.total_parts_sql(kept.cells, pg_catalog.format('(select c.* from private.%I c where (c.access_id = any ($1)%s) and %s)', kept.cells,
        case when private.by_customer(kept.units) then ' or c.customer_access_id = any ($1)' else '' end, kept.only_sql), sign, kept.units)) using moved;
    end loop;
  end loop;
  if moved <> '{}' then
    perform private.make_stay_units(array(select distinct x.unit from unnest(units || array(select u.unit_id from private.access_units u where u.key = any (moved))) x (unit)));
  end if;
  if upto is not null then
    perform private.make_units(money => true);
    update private.cells_state set rates_made = upto;
  end if;
end $$;

create or replace function private.empty_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
  total record;
begin
  for kept in select s.cells from private.sheets() s where private.sheet_source(s.moment) = 'public.' || tg_table_name loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    for total in select t.totals from private.sheet_totals() t where t.cells = kept.cells loop
      execute pg_catalog.format('delete from private.%I', total.totals);
    end loop;
  end loop;
  if tg_table_name = 'deals' then
    delete from private.stay_units;
    insert into private.stale_sheets (moment, access_id, month) select distinct 'came', c.access_id, c.month from private.customer_cells c;
  end if;
  return null;
end $$;


create or replace procedure private.make_sheets(which text[])
language plpgsql set search_path = ''
as $$
declare
  kept record;
begin
  for kept in select s.cells, s.moment from private.sheets() s where s.cells = any (which) loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    execute pg_catalog.format('insert into private.%I %s', kept.cells, private.counted_sql(kept.cells, private.sheet_source(kept.moment)));
  end loop;
  for kept in select t.cells, t.totals from private.sheet_totals() t where t.cells = any (which) loop
    execute pg_catalog.format('delete from private.%I', kept.totals);
    execute private.merge_sql(kept.totals, private.total_parts_sql(kept.cells, 'private.' || pg_catalog.quote_ident(kept.cells), '+', kept.totals));
  end loop;
  if 'stay_cells' = any (which) then
    perform private.make_stay_units();
  end if;
end $$;


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
  marked text;
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
    marked := case when hand.keys <> '{}' then '(d.access_id, d.month) in (select * from unnest($8, $9))' end;
    units := private.unit_rows_sql('funnel_units', asked -> 'filters', 'opened', marked);
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
    case when units is not null then pg_catalog.format(' union all select s.position, f.hours, f.n from (select x.stage_id, x.hours, sum(x.n)::bigint as n from (%s) x group by x.stage_id, x.hours) f join stages s on s.id = f.stage_id',
        private.unit_stays_sql(asked -> 'filters', marked))
      when hand.keys is not null then pg_catalog.format(' union all select s.position, f.hours, f.n from (select x.stage_id, x.hours, sum(x.n)::bigint as n from (%s) x where x.pipeline_id = $7 group by x.stage_id, x.hours) f join stages s on s.id = f.stage_id',
      case when total then 'select t.* from private.stay_totals t where ($1 ->> ''from_day'' is null or t.month >= ($1 ->> ''from_day'')::date) and ($10 is null or t.month < $10) union all '
          || private.total_parts_sql('stay_cells', '(select c.* from private.stay_cells c where (c.access_id, c.month) in (select * from unnest($8, $9)))', '-')
        else private.total_parts_sql('stay_cells', private.whole_sheets_sql(private.cells_rows_sql('stay_cells', asked -> 'filters', 'opened')), '+') end) end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, chosen, hand.keys, hand.months, hand.to_month;
  return result || pg_catalog.jsonb_build_object('pipeline', chosen, 'pipeline_label', (select p.name from public.pipelines p where p.id = chosen));
end $$;


select private.make_stay_units();
