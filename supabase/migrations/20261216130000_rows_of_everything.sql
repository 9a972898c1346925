-- Who reads everything reads rows without a search among all access keys for each of them: there are twenty thousand of these
-- where a million deals are, and every row that a filter keeps was compared with one after the other.

do $$
declare
  resource text;
begin
  foreach resource in array array['deals', 'orders', 'customers', 'activities'] loop
    execute format('create view private.%I with (security_barrier) as select %s from public.%I d where d.deleted_at is null and (select private.is_active()) and (select private.my_scope(%L, ''read'')) = ''all''',
      'every_' || resource,
      (select string_agg(format('d.%I', a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = format('public.%I', resource)::regclass and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('authenticated', a.attrelid, a.attnum, 'SELECT')), resource, resource);
    execute format('comment on view private.%I is %L', 'every_' || resource, initcap(resource) || ' for who may read everything, and nothing for anybody else; without a search for each access key.');
    execute format('grant select on private.%I to authenticated', 'every_' || resource);
  end loop;
end $$;

create index deals_open_expected_idx on public.deals (expected_close_date) include (access_id, outcome, currency, amount, owner_id, team_id) where deleted_at is null and outcome = 'open';

create function private.rows_of(resource text) returns text
language sql stable set search_path = ''
as $$ select case when private.my_scope(resource, 'read') = 'all' then 'private.every_' else 'public.' end || pg_catalog.quote_ident(resource) $$;
comment on function private.rows_of(text) is 'Where the caller reads rows of deals, orders, customers or activities: who may read everything, in the view that is made for that.';
grant execute on function private.rows_of(text) to authenticated;

create or replace function private.metric_from_sql(source text) returns text
language sql stable set search_path = ''
as $$
  select case source
    when 'deals' then private.rows_of('deals') || ' d'
    when 'deal_items' then private.rows_of('deals') || ' d join public.deal_items it on it.deal_id = d.id'
    when 'orders' then private.rows_of('orders') || ' d'
    when 'order_items' then private.rows_of('orders') || ' d join public.order_items it on it.order_id = d.id'
    when 'activities' then private.rows_of('activities') || ' d'
    when 'customers' then private.rows_of('customers') || ' d'
    when 'customer_history' then private.rows_of('customers') || ' d join public.customer_lifecycle_history h on h.customer_id = d.id'
  end
$$;


create or replace function private.deal_rows_sql(filters jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  plain constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where not d.shared);
  divided constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where d.shared);
begin
  return private.asked_sql(pg_catalog.format('(select d.* from %s d %s where d.deleted_at is null and %s%s)', private.rows_of('deals'),
    private.metric_joins(plain), private.metric_filter_sql(plain),
    case when pg_catalog.cardinality(divided) = 0 then '' else pg_catalog.format(
      ' and exists (select from (values (true)) one left join public.deal_items it on it.deal_id = d.id %s where %s)',
      private.metric_joins(divided), private.metric_filter_sql(divided)) end));
end $$;


create or replace function private.sales_coverage(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  everything constant boolean := private.my_scope('deals', 'read') = 'all';
  reach constant uuid[] := private.visible_ids('deals', 'read');
  today constant date := (asked ->> 'today')::date;
  -- cells know the month in which something was won, and the quarter in which something open is expected
  from_cells boolean := private.cells_in_step()
    and private.nothing_between(array['closed'], (today + 1)::timestamp at time zone (asked ->> 'timezone'),
      (pg_catalog.date_trunc('month', today::timestamp) + interval '1 month') at time zone (asked ->> 'timezone'));
  -- quarters that some quota ends in the middle of: what is expected in them is read by the day
  cut_from date;
  cut_until date;
  -- the days on which quotas end, in their order: what is open counts from the first of them that it is expected by
  ends date[];
  result jsonb;
begin
  if from_cells then
    select coalesce(pg_catalog.bool_and(g.period_start = pg_catalog.date_trunc('month', g.period_start::timestamp)), true),
      min(q.first) filter (where g.period_end < q.last), max(q.last) filter (where g.period_end < q.last),
      coalesce(pg_catalog.array_agg(distinct g.period_end), '{}')
    into from_cells, cut_from, cut_until, ends
    from public.goals g
    cross join lateral (select pg_catalog.date_trunc('quarter', g.period_end::timestamp)::date as first,
      (pg_catalog.date_trunc('quarter', g.period_end::timestamp) + interval '3 months')::date - 1 as last) q
    where g.metric = 'deals.won_value' and g.deleted_at is null and today between g.period_start and g.period_end;
  end if;
  execute pg_catalog.format($q$
    with recursive quotas as materialized (
      -- only of whom the reader sees every deal: a part of the pipeline says nothing about the whole quota
      select g.id, g.profile_id, g.team_id, g.target * private.rate(g.currency, $3) as target, g.period_start, g.period_end,
        case when g.profile_id is not null then 'person' when g.team_id is not null then 'team' else 'organisation' end as whose
      from public.goals g
      where g.metric = 'deals.won_value' and g.deleted_at is null and $3 between g.period_start and g.period_end
        and ($5 or g.profile_id = any ($6) or g.team_id = any ($6))
        and ($1 #> '{filters,owner}' is null or $1 #> '{filters,owner}' ? g.profile_id::text)
        and ($1 #> '{filters,team}' is null or $1 #> '{filters,team}' ? coalesce(g.team_id, (select p.team_id from public.profiles p where p.id = g.profile_id))::text)
    ), team_quotas (id, team_id) as (
      select q.id, q.team_id from quotas q where q.team_id is not null
      union
      select q.id, t.id from team_quotas q join public.teams t on t.parent_id = q.team_id
    ), days as materialized (
      %s
    ), rates as materialized (
      select c.currency, c.day, private.rate(c.currency, c.day) as rate
      from (select distinct y.currency, y.rated as day from days y) c
    ), valued as materialized (
      select y.owner_id, y.team_id, y.outcome, y.day, y.n, y.amount * r.rate as value, case when r.rate is null then y.priced else 0 end as skipped
      from days y join rates r on r.currency = y.currency and r.day = y.rated
    ), parts as (
      select q.id, v.outcome, v.day, v.n, v.value, v.skipped from quotas q join valued v on v.owner_id = q.profile_id
      union all
      select t.id, v.outcome, v.day, v.n, v.value, v.skipped from team_quotas t join valued v on v.team_id = t.team_id
      union all
      select q.id, v.outcome, v.day, v.n, v.value, v.skipped from quotas q cross join valued v where q.whose = 'organisation'
    ), sums as (
      select q.id, coalesce(sum(p.value) filter (where p.outcome = 'won' and p.day >= q.period_start and p.day <= $3), 0) as won,
        coalesce(sum(p.value) filter (where p.outcome = 'open' and p.day <= q.period_end), 0) as pipeline,
        coalesce(sum(p.n) filter (where p.outcome = 'open' and p.day <= q.period_end), 0) as deals, coalesce(sum(p.skipped), 0) as skipped
      from quotas q left join parts p on p.id = q.id group by q.id
    )
    select pg_catalog.jsonb_build_object(
      'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('whose', q.whose, 'key', coalesce(q.profile_id, q.team_id), 'label', coalesce(p.full_name, t.name),
        'teams', (select pg_catalog.jsonb_agg(x.team_id order by x.team_id) from team_quotas x where x.id = q.id),
        'target', pg_catalog.round(q.target, 2), 'won', pg_catalog.round(s.won, 2), 'needed', pg_catalog.round(greatest(q.target - s.won, 0), 2),
        'pipeline', pg_catalog.round(s.pipeline, 2), 'deals', s.deals, 'coverage', pg_catalog.round(s.pipeline / nullif(greatest(q.target - s.won, 0), 0), 4),
        'from', q.period_start, 'to', q.period_end)
        order by pg_catalog.array_position(array['organisation', 'team', 'person'], q.whose), coalesce(p.full_name, t.name), q.id), '[]'),
      'totals', pg_catalog.jsonb_build_object('goals', count(*)),
      'skipped', coalesce(max(s.skipped), 0))
    from quotas q join sums s on s.id = q.id left join public.profiles p on p.id = q.profile_id left join public.teams t on t.id = q.team_id
  $q$, case when from_cells then pg_catalog.format($q$select d.owner_id, d.team_id, d.outcome, d.day, d.rated, d.currency, sum(d.amount) as amount, sum(d.priced) as priced, sum(d.n) as n
      from (
        select c.owner_id, coalesce(o.team_id, c.team_id) as team_id, c.outcome, c.month as day, coalesce(c.day, c.month) as rated, c.currency, c.amount, c.priced, c.n
        from private.%1$I c left join public.profiles o on o.id = c.owner_id
        where c.moment = 'closed' and c.outcome = 'won' and c.month >= (select min(q.period_start) from quotas q)
        union all
        select c.owner_id, coalesce(o.team_id, c.team_id), 'open', ($9)[pg_catalog.width_bucket((c.expected_quarter + interval '3 months')::date - 2, $9) + 1], $3, c.currency, c.amount, c.priced, c.n
        from private.%1$I c left join public.profiles o on o.id = c.owner_id
        where c.moment = 'open' and c.expected_quarter <= (select max(q.period_end) from quotas q) and ($7 is null or c.expected_quarter not between $7 and $8)
        union all
        select r.owner_id, coalesce(o.team_id, r.team_id), 'open', ($9)[pg_catalog.width_bucket(r.expected_close_date - 1, $9) + 1], $3, r.currency, r.amount, (r.amount is not null)::integer, 1
        from %2$s left join public.profiles o on o.id = r.owner_id
        where r.deleted_at is null and r.outcome = 'open' and r.expected_close_date between $7 and $8 and r.expected_close_date <= (select max(q.period_end) from quotas q)
      ) d group by d.owner_id, d.team_id, d.outcome, d.day, d.rated, d.currency$q$, private.cells_of('deal_cells'),
      -- who reads some keys looks up the deals of one after the other
      case when everything then 'private.every_deals r' else '(select distinct u.key from unnest($6) u (key)) k cross join lateral (select x.owner_id, x.team_id, x.outcome, x.expected_close_date, x.currency, x.amount, x.deleted_at from public.deals x '
        || 'where x.access_id = k.key and x.deleted_at is null and x.outcome = ''open'' and x.expected_close_date between $7 and $8 offset 0) r' end)
    else $q$select d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.outcome, x.day, case d.outcome when 'open' then $3 else x.day end as rated, d.currency, sum(d.amount) as amount, count(d.amount) as priced, count(*) as n
      from public.deals d
      left join public.profiles o on o.id = d.owner_id
      cross join lateral (select case d.outcome when 'open' then d.expected_close_date else (d.closed_at at time zone $2)::date end as day) x
      where d.deleted_at is null and (d.outcome = 'won' and d.closed_at >= (select min(q.period_start) from quotas q)::timestamp at time zone $2
        or d.outcome = 'open' and d.expected_close_date <= (select max(q.period_end) from quotas q))
      group by d.owner_id, coalesce(o.team_id, d.team_id), d.outcome, x.day, d.currency$q$ end)
  into result
  using asked, asked ->> 'timezone', (asked ->> 'today')::date, asked ->> 'base_currency', everything, reach, cut_from, cut_until, ends;
  return result;
end $$;


-- As what customers came is read for all of some keys at once, without what became of them since.
create index customer_lifecycle_history_first_idx on public.customer_lifecycle_history (access_id) include (customer_id, to_stage, from_stage) where from_stage is null;

-- What is open of a key and expected in a quarter, without all that is open of it.
drop index public.deals_open_access_idx;
create index deals_open_access_idx on public.deals (access_id, expected_close_date) include (outcome, pipeline_id, stage_id, currency, amount, win_probability, owner_id, team_id, customer_id, stage_entered_at, id)
  where deleted_at is null and outcome = 'open';
