-- Whose goals somebody may set is one list of keys, so that a sheet of many goals asks once.

create function private.goal_keys(action text) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.me();
  reach public.access_scope := private.my_scope('goals', action);
  below uuid[];
begin
  if reach in ('none', 'own') then
    return '{}';
  end if;
  if reach = 'team' then
    below := array(select private.people_below(me));
    below := below || array(
      with recursive led(id) as (
        select t.id from public.teams t where t.lead_id = any (below)
        union
        select t.id from led join public.teams t on t.parent_id = led.id
      )
      select led.id from led);
  else
    below := private.ids_in_scope(me, reach);
  end if;
  return case when reach = 'all' then below else pg_catalog.array_remove(below, me) end;
end $$;
comment on function private.goal_keys(text) is
  'Whose goals the caller may set (create, update, delete): with scope all everybody''s, else those of the people and teams below them, never their own.';

create or replace function private.goal_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  metric record;
begin
  if tg_op = 'INSERT' then
    if (select auth.uid()) is not null then
      new.created_by := private.me();
      new.created_at := now();
    end if;
  else
    if (new.metric, new.profile_id, new.team_id) is distinct from (old.metric, old.profile_id, old.team_id) then
      perform private.fail('42501', 'goal_fixed', 'Whose goal it is and what it counts stay as they are: set another goal.');
    end if;
    new.id := old.id;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
  end if;
  new.updated_at := pg_catalog.clock_timestamp();
  select m.unit, m.time_sql into metric from public.metrics m where m.key = new.metric;
  if found and metric.time_sql is null then
    perform private.fail('22023', 'goal_metric', 'Only what is summed up over a period has a goal.', '{"field":"metric"}');
  end if;
  new.currency := case when metric.unit = 'currency'
    then coalesce(new.currency, (select s.base_currency from public.settings s), 'USD') end;
  if (select auth.uid()) is not null and coalesce(new.profile_id, new.team_id, private.organisation_id()) <> all (private.goal_keys(case
    when tg_op = 'INSERT' then 'create' when (new.deleted_at is null) <> (old.deleted_at is null) then 'delete' else 'update' end)) then
    perform private.fail('42501', 'goal_not_below', 'Goals are set by those above: not one''s own, nor those of others.',
      pg_catalog.json_build_object('field', case when new.team_id is not null then 'team_id' else 'profile_id' end)::text);
  end if;
  return new;
end $$;

drop function private.may_set_goal(uuid, uuid, text);

grant execute on function private.goal_keys(text) to authenticated, service_role;
