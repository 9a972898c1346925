-- Quotas: the teams under a team with a quota are found once, not for each quota; what is open and won against quotas is
-- read from cells, and by row only what is expected in a quarter in whose middle a quota ends.

create or replace function private.sales_quota(asked jsonb) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  wanted constant text := coalesce(asked #>> '{args,metric}', 'deals.won_value');
  filters constant jsonb := asked -> 'filters';
  from_day constant date := (asked ->> 'from_day')::date;
  to_day constant date := (asked ->> 'to_day')::date;
  reach constant public.access_scope := private.my_scope('deals', 'read');
  result jsonb;
begin
  if not exists (select from public.metrics m where m.key = wanted and m.numerator is null) then
    perform private.bad_request('args.metric', 'bad_args', 'There is no such metric to have a quota.');
  end if;
  if exists (select from pg_catalog.jsonb_object_keys(filters) f (key) where f.key not in ('owner', 'team', 'sales_region')) then
    -- Nobody has a quota for a product or a size of deal.
    return '{"rows": [], "totals": {"target": null, "whose": null}}';
  end if;
  with recursive mine as (
    select g.profile_id, g.team_id, coalesce(p.team_id, g.team_id) as team,
      -- A goal that reaches beyond the period counts with its days inside.
      g.target * case when g.currency is null or g.currency = asked ->> 'base_currency' then 1 else private.rate(g.currency, (asked ->> 'today')::date) end
        * case when from_day is null then 1 else (least(g.period_end + 1, to_day) - greatest(g.period_start, from_day))::numeric / (g.period_end + 1 - g.period_start) end as target
    from public.goals g left join public.profiles p on p.id = g.profile_id
    where g.metric = wanted and g.deleted_at is null and g.period_start < coalesce(to_day, 'infinity') and g.period_end >= coalesce(from_day, '-infinity')
      and (not filters ? 'owner' or filters -> 'owner' ? g.profile_id::text)
  ), above (team, parent) as (
    select distinct m.team_id, t.parent_id from mine m join public.teams t on t.id = m.team_id
    union select a.team, t.parent_id from above a join public.teams t on t.id = a.parent
  ), fitting as (
    select m.* from mine m left join public.teams t on t.id = m.team
    where (not filters ? 'team' or filters -> 'team' ? m.team::text) and (not filters ? 'sales_region' or filters -> 'sales_region' ? t.region)
  ), below (team) as (
    select distinct a.team from above a where a.parent in (select f.team_id from fitting f where f.team_id is not null)
  ), sums as (
    select
      sum(f.target) filter (where f.profile_id is null and f.team_id is null) as organisation,
      sum(f.target) filter (where f.team_id is not null and b.team is null) as team,
      sum(f.target) filter (where f.profile_id is not null and (reach <> 'own' or f.profile_id = private.me())) as person
    from fitting f left join below b on b.team = f.team_id
  ), chosen as (
    select case
        when filters ? 'owner' or reach = 'own' then 'person'
        when organisation is not null and reach = 'all' then 'organisation'
        when team is not null then 'team' else 'person' end as whose, s.*
    from sums s
  )
  select pg_catalog.jsonb_build_object(
    'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('owner', r.profile_id, 'target', r.target) order by r.profile_id), '[]')
      from (select f.profile_id, pg_catalog.round(sum(f.target), 2) as target from fitting f where f.profile_id is not null group by f.profile_id) r),
    'totals', pg_catalog.jsonb_build_object(
      'target', pg_catalog.round(case c.whose when 'person' then c.person when 'team' then c.team else c.organisation end, 2), 'whose', c.whose))
  into result from chosen c;
  return result;
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
  $q$, case when from_cells then $q$select d.owner_id, d.team_id, d.outcome, d.day, d.rated, d.currency, sum(d.amount) as amount, sum(d.priced) as priced, sum(d.n) as n
      from (
        select c.owner_id, coalesce(o.team_id, c.team_id) as team_id, c.outcome, c.month as day, coalesce(c.day, c.month) as rated, c.currency, c.amount, c.priced, c.n
        from private.deal_cells c left join public.profiles o on o.id = c.owner_id
        where c.moment = 'closed' and c.outcome = 'won' and c.month >= (select min(q.period_start) from quotas q)
        union all
        select c.owner_id, coalesce(o.team_id, c.team_id), 'open', ($9)[pg_catalog.width_bucket((c.expected_quarter + interval '3 months')::date - 2, $9) + 1], $3, c.currency, c.amount, c.priced, c.n
        from private.deal_cells c left join public.profiles o on o.id = c.owner_id
        where c.moment = 'open' and c.expected_quarter <= (select max(q.period_end) from quotas q) and ($7 is null or c.expected_quarter not between $7 and $8)
        union all
        select r.owner_id, coalesce(o.team_id, r.team_id), 'open', ($9)[pg_catalog.width_bucket(r.expected_close_date - 1, $9) + 1], $3, r.currency, r.amount, (r.amount is not null)::integer, 1
        from public.deals r left join public.profiles o on o.id = r.owner_id
        where r.deleted_at is null and r.outcome = 'open' and r.expected_close_date between $7 and $8 and r.expected_close_date <= (select max(q.period_end) from quotas q)
      ) d group by d.owner_id, d.team_id, d.outcome, d.day, d.rated, d.currency$q$
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
