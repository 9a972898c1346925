-- Whether what is open is enough: the pipeline against what the running quotas still need.

create function private.sales_coverage(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  everything constant boolean := private.my_scope('deals', 'read') = 'all';
  reach constant uuid[] := private.visible_ids('deals', 'read');
  result jsonb;
begin
  execute $q$
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
      select d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.outcome, x.day, d.currency, sum(d.amount) as amount, count(d.amount) as priced, count(*) as n
      from public.deals d
      left join public.profiles o on o.id = d.owner_id
      cross join lateral (select case d.outcome when 'open' then d.expected_close_date else (d.closed_at at time zone $2)::date end as day) x
      where d.deleted_at is null and (d.outcome = 'won' and d.closed_at >= (select min(q.period_start) from quotas q)::timestamp at time zone $2
        or d.outcome = 'open' and d.expected_close_date <= (select max(q.period_end) from quotas q))
      group by d.owner_id, coalesce(o.team_id, d.team_id), d.outcome, x.day, d.currency
    ), rates as materialized (
      select c.currency, c.day, private.rate(c.currency, c.day) as rate
      from (select distinct y.currency, case y.outcome when 'open' then $3 else y.day end as day from days y) c
    ), valued as materialized (
      select y.owner_id, y.team_id, y.outcome, y.day, y.n, y.amount * r.rate as value, case when r.rate is null then y.priced else 0 end as skipped
      from days y join rates r on r.currency = y.currency and r.day = case y.outcome when 'open' then $3 else y.day end
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
  $q$
  into result
  using asked, asked ->> 'timezone', (asked ->> 'today')::date, asked ->> 'base_currency', everything, reach;
  return result;
end $$;
comment on function private.sales_coverage(jsonb) is
  'sales.coverage: each running goal on won value of whom the reader sees every deal (a person, a team with those below it, the organisation): won so far, needed = what is left of the target, pipeline = open deals expected to close by the goal''s last day (those that are overdue among them), coverage = pipeline ÷ needed, null where nothing is needed any more. Money in the base currency: won at the closing date''s rate, open and target at today''s.';

insert into public.metric_functions (key, needs, function_name, filters, comment) values
  ('sales.coverage', 'goals.read', 'sales_coverage', '{owner,team}', 'The open pipeline against what the running quotas still need.');
grant execute on function private.sales_coverage(jsonb) to authenticated;
