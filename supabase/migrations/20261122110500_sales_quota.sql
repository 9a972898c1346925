-- The quota that stands against a figure: of those whose deals the reader sees.

create function private.sales_quota(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
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
    where g.metric = wanted and g.deleted_at is null and (from_day is null or (g.period_start < to_day and g.period_end >= from_day))
      and (not filters ? 'owner' or filters -> 'owner' ? g.profile_id::text)
  ), above (team, parent) as (
    select distinct m.team_id, t.parent_id from mine m join public.teams t on t.id = m.team_id
    union select a.team, t.parent_id from above a join public.teams t on t.id = a.parent
  ), fitting as (
    select m.* from mine m left join public.teams t on t.id = m.team
    where (not filters ? 'team' or filters -> 'team' ? m.team::text) and (not filters ? 'sales_region' or filters -> 'sales_region' ? t.region)
  ), sums as (
    select
      sum(f.target) filter (where f.profile_id is null and f.team_id is null) as organisation,
      sum(f.target) filter (where f.team_id is not null
        and not exists (select from above a where a.team = f.team_id and a.parent in (select x.team_id from fitting x where x.team_id is not null))) as team,
      sum(f.target) filter (where f.profile_id is not null and (reach <> 'own' or f.profile_id = private.me())) as person
    from fitting f
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
comment on function private.sales_quota(jsonb) is
  'Quotas for args.metric (won value unless given) in the period: rows {owner, target} of people, totals {target, whose}: of the organisation for who sees all, else of the teams (a team''s, not those within it too), else of people added up. target is null without any quota. In the base currency at today''s rate; a quota for a longer time counts by its days in the period.';

insert into public.metric_functions (key, needs, function_name, filters, comment)
select 'sales.quota', 'deals.read', 'sales_quota', array_agg(d.key), 'Quotas of the period, and the one that a total stands against. args: {metric}.'
from public.metric_dimensions d where d.source = 'deals' and d.kind <> 'time';

grant execute on function private.sales_quota(jsonb) to authenticated;
