-- Whose rows a scope covers, found level by level with arrays instead of person by person; and an index that begins with
-- what every policy compares, for the sums of open deals.

create or replace function private.ids_in_scope(person uuid, reach public.access_scope) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  my_team uuid;
  my_department uuid;
  people uuid[] := array[person];
  frontier uuid[] := array[person];
  led uuid[];
  teams uuid[] := '{}';
begin
  if person is null or reach = 'none' then
    return '{}';
  end if;
  if reach = 'own' then
    return people;
  end if;
  if reach = 'all' then
    return array(
      select p.id from public.profiles p
      union all select t.id from public.teams t
      union all select q.id from public.ticket_queues q
      union all select private.organisation_id()
    );
  end if;

  -- everybody below: reports, and members of teams led or within those, of theirs again, until nobody is new
  loop
    led := array(
      with recursive led_team(id) as (
        select t.id from public.teams t where t.lead_id = any (frontier)
        union
        select t.id from led_team l join public.teams t on t.parent_id = l.id
      )
      select id from led_team);
    teams := teams || led;
    frontier := array(
      select b.id from (
        select r.id from public.profiles r where r.manager_id = any (frontier)
        union
        select m.id from public.profiles m where m.team_id = any (led)
      ) b where b.id <> all (people));
    exit when frontier = '{}';
    people := people || frontier;
  end loop;

  select p.team_id, p.department_id into my_team, my_department from public.profiles p where p.id = person;
  teams := array(
    select distinct t.id from pg_catalog.unnest(teams || my_team) t (id) where t.id is not null
    union
    select t.id from public.teams t where reach = 'department' and t.department_id = my_department);
  people := array(
    select i.id from pg_catalog.unnest(people) i (id)
    union
    select p.id from public.profiles p where p.team_id = any (teams)
    union
    select p.id from public.profiles p where reach = 'department' and p.department_id = my_department);
  return teams || people || array(
    select q.id from public.ticket_queues q
    where q.team_id = any (teams)
      or exists (select from public.ticket_queue_members m where m.queue_id = q.id and m.profile_id = person)
      or (reach = 'department' and q.department_id = my_department));
end $$;

create index deals_open_access_idx on public.deals (access_id)
  include (pipeline_id, stage_id, currency, amount, win_probability, owner_id) where deleted_at is null and outcome = 'open';
