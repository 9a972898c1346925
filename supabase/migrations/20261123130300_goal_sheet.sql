-- The sheet of goals: whose, for which periods, of one metric; and many cells of it saved at once.

create function public.goal_sheet(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  first_day constant date := (asked ->> 'from')::date;
  last_day constant date := (asked ->> 'to')::date;
  team constant uuid := (asked ->> 'team')::uuid;
  most constant integer := 200;
  read_keys constant uuid[] := private.visible_ids('goals', 'read') || private.my_team_ids('goals', 'read');
  set_keys constant uuid[] := private.goal_keys('update');
begin
  if first_day is null or last_day is null or last_day - first_day not between 0 and 1100 then
    perform private.fail('22023', 'malformed', 'Goals are asked for from a day to a day, three years at the most.', '{"field":"from"}');
  end if;
  return (
    with people as (
      select p.id, p.full_name as name, p.team_id, t.name as team from public.profiles p left join public.teams t on t.id = p.team_id
      where p.id = any (read_keys) and (team is null or p.team_id = team) and (p.active or exists (
        select from public.goals g where g.profile_id = p.id and g.metric = asked ->> 'metric' and g.period_end >= first_day and g.period_start <= last_day))
      order by t.name nulls last, p.full_name, p.id limit most + 1
    ), whose as (
      select 'organisation' as kind, private.organisation_id() as id, null as name, null::uuid as team_id, 1 as place, null as team
      where team is null and private.organisation_id() = any (read_keys)
      union all
      select 'team', t.id, t.name, t.id, 2, t.name from public.teams t where t.id = any (read_keys) and (team is null or t.id = team)
      union all
      (select 'person', p.id, p.name, p.team_id, 3, p.team from people p limit most)
    )
    select pg_catalog.jsonb_build_object(
      'more', (select count(*) from people) > most,
      'rows', coalesce((select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'kind', w.kind, 'id', w.id, 'name', w.name, 'team_id', w.team_id, 'may_set', w.id = any (set_keys))
        order by w.kind <> 'organisation', w.team nulls last, w.place, w.name, w.id) from whose w), '[]'),
      'goals', coalesce((select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', g.id, 'whose', g.access_id, 'period_start', g.period_start,
        'period_end', g.period_end, 'target', g.target, 'currency', g.currency, 'updated_at', g.updated_at) order by g.period_start)
        from public.goals g
        where g.metric = asked ->> 'metric' and g.period_end >= first_day and g.period_start <= last_day and g.access_id = any (select w.id from whose w)), '[]')));
end $$;
comment on function public.goal_sheet(jsonb) is
  'Goals on a metric {metric, from, to, team?}: {rows: [{kind: organisation, team or person, id, name, team_id, may_set}], goals: [{id, whose, period_start, period_end, target, currency, updated_at}], more}; rows are those whose goals the caller may read, at most 200 people (more: there are others). Raises malformed.';

create function private.goal_cells(of_metric text, cells jsonb)
returns table (nth bigint, profile_id uuid, team_id uuid, period_start date, period_end date, target numeric, changed boolean, goal_id uuid)
language sql stable set search_path = '' set jit = off
as $$
  select x.nth, c.profile_id, c.team_id, c.period_start, c.period_end, c.target,
    x.cell ? 'version' and g.updated_at is distinct from c.version, g.id
  from pg_catalog.jsonb_array_elements(cells) with ordinality x (cell, nth)
  cross join lateral pg_catalog.jsonb_to_record(x.cell)
    c (profile_id uuid, team_id uuid, period_start date, period_end date, target numeric, version timestamptz)
  left join public.goals g on g.metric = of_metric and g.access_id = coalesce(c.profile_id, c.team_id, (select private.organisation_id()))
    and g.period_start = c.period_start and g.period_end = c.period_end
$$;
comment on function private.goal_cells(text, jsonb) is
  'The cells of a sheet of goals as save_goals() takes them, each with the goal that stands there now and the caller sees; changed: it is not the version that the cell names.';

create function public.save_goals(payload jsonb) returns integer
language plpgsql set search_path = ''
as $$
declare
  asked_metric constant text := payload ->> 'metric';
  cells constant jsonb := coalesce(payload -> 'cells', '[]');
  wrong record;
  gone uuid[];
  touched integer;
  saved integer;
begin
  if pg_catalog.jsonb_typeof(cells) <> 'array' or pg_catalog.jsonb_array_length(cells) > 2000 then
    perform private.fail('22023', 'malformed', 'Goals are saved as a list of at most 2,000.', '{"field":"cells"}');
  end if;
  select c.changed into wrong from private.goal_cells(asked_metric, cells) c
  where c.changed or c.target <= 0 or c.target >= 1e13 order by c.nth limit 1;
  if wrong.changed then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed this goal meanwhile.');
  elsif found then
    perform private.fail('22023', 'goal_target', 'A goal is more than nothing, and less than ten trillion.', '{"field":"target"}');
  end if;
  gone := array(select distinct c.goal_id from private.goal_cells(asked_metric, cells) c where c.target is null and c.goal_id is not null);
  saved := cardinality(gone);
  while cardinality(gone) > 0 loop
    perform public.trash_records('goals', gone[:1000]);
    gone := gone[1001:];
  end loop;
  update public.goals g set target = c.target from private.goal_cells(asked_metric, cells) c where g.id = c.goal_id and c.target is not null;
  get diagnostics touched = row_count;
  if touched < (select count(distinct c.goal_id) from private.goal_cells(asked_metric, cells) c where c.target is not null) then
    perform private.fail('42501', 'goal_not_below', 'Goals are set by those above: not one''s own, nor those of others.');
  end if;
  saved := saved + touched;
  begin
    insert into public.goals (metric, target, period_start, period_end, profile_id, team_id)
    select asked_metric, c.target, c.period_start, c.period_end, c.profile_id, c.team_id
    from private.goal_cells(asked_metric, cells) c where c.target is not null and c.goal_id is null;
    get diagnostics touched = row_count;
  exception when exclusion_violation then
    perform private.fail('22023', 'goal_overlap', 'There is a goal for these days already.', '{"field":"target"}');
  end;
  return saved + touched;
end $$;
comment on function public.save_goals(jsonb) is
  'Sets goals on a metric, all or none: {metric, cells: [{profile_id or team_id or neither, period_start, period_end, target (null: none), version?}]}. version is the updated_at that the sheet loaded, null where it showed none. Gives how many were set or taken away. Raises conflict (HTTP 409), goal_target, goal_overlap, goal_not_below, goal_metric, malformed.';

grant execute on function private.goal_cells(text, jsonb), public.goal_sheet(jsonb), public.save_goals(jsonb) to authenticated;
