-- Teams and departments: saved whole with their members, and taken away without losing what names them.

create function private.move_references(target text, from_id uuid, to_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  reference record;
begin
  for reference in
    select c.conrelid::pg_catalog.regclass as tbl, a.attname as col
    from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = pg_catalog.to_regclass('public.' || pg_catalog.quote_ident(target)) and pg_catalog.cardinality(c.conkey) = 1
    -- what goes with its parent by itself is not moved
    and c.confdeltype <> 'c'
    order by 1, 2
  loop
    perform pg_catalog.set_config('atrium.assigning', 'on', true);
    execute pg_catalog.format('update %s set %I = $2 where %I = $1', reference.tbl, reference.col, reference.col) using from_id, to_id;
    perform pg_catalog.set_config('atrium.assigning', '', true);
  end loop;
end $$;
comment on function private.move_references(text, uuid, uuid) is 'Whatever names one row of a table of public names another from now on, or none.';

create function public.save_team(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  team constant uuid := (payload ->> 'id')::uuid;
  fields constant text[] := array['name', 'parent_id', 'department_id', 'lead_id', 'region'];
  changes constant jsonb := coalesce(payload -> 'changes', '{}'::jsonb);
begin
  if changes <> '{}'::jsonb then
    if exists (select from public.teams t where t.name = pg_catalog.btrim(changes ->> 'name') and t.id <> team) then
      perform private.fail('23505', 'duplicate', 'There is a team of this name already.', '{"field":"name"}');
    end if;
    perform private.save_row('teams', 'id', team, changes - fields || private.texts(changes, fields), fields, payload -> 'version');
  end if;
  if pg_catalog.jsonb_typeof(payload -> 'member_ids') = 'array' then
    perform private.set_members(team, private.ids_of(payload -> 'member_ids'));
  end if;
end $$;
comment on function public.save_team(jsonb) is
  'Makes or changes a team, and, where member_ids is given, says who is in it (everybody else leaves it): {id, version, changes: {name, parent_id, department_id, lead_id, region}, member_ids}. version is the updated_at that the form loaded, JSON null for a new team. Moving members needs profiles.update for all. Raises conflict, gone, denied, duplicate, team_cycle.';

create function private.set_members(team uuid, people uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.need('profiles', 'update');
  update public.profiles p set team_id = null where p.team_id = team and p.id <> all (people);
  update public.profiles p set team_id = team where p.id = any (people) and p.team_id is distinct from team;
end $$;
comment on function private.set_members(uuid, uuid[]) is 'These people are a team''s members, no more and no fewer; they move from wherever they were, and their access with them.';

create function private.delete_team(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  team constant uuid := (payload ->> 'id')::uuid;
  target constant uuid := (payload ->> 'move_to')::uuid;
  above uuid;
begin
  perform private.need('teams', 'delete');
  perform private.need('profiles', 'update');
  select t.parent_id into above from public.teams t where t.id = team for update;
  if not found then
    perform private.fail('P0002', 'gone', 'This team is no longer there.');
  end if;
  if target is not null and not exists (
    with recursive inside(id) as (
      select team
      union
      select t.id from inside i join public.teams t on t.parent_id = i.id
    )
    select from public.teams t where t.id = target and t.id not in (select id from inside)
  ) then
    perform private.fail('23514', 'team_cycle', 'A team cannot belong to itself or to a team below it.', '{"field":"move_to"}');
  end if;
  update public.teams t set parent_id = coalesce(target, above) where t.parent_id = team;
  perform private.move_references('teams', team, target);
  delete from public.teams t where t.id = team;
end $$;
comment on function private.delete_team(jsonb) is 'The body of public.delete_team().';

create function public.delete_team(payload jsonb) returns void
language sql set search_path = '' as $$ select private.delete_team(payload) $$;
comment on function public.delete_team(jsonb) is
  'Takes a team away: its members, records and queues go to another team (or to none), the teams below to that team or to the one above: {id, move_to}. Needs teams.delete, and profiles.update for all. Raises gone, team_cycle.';

create function public.save_department(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  department constant uuid := (payload ->> 'id')::uuid;
  title constant text := pg_catalog.btrim(payload ->> 'name');
  slug text := pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.lower(title), '[^a-z0-9]+', '_', 'g'), '_');
begin
  if coalesce(title, '') = '' then
    perform private.fail('22023', 'required', 'A department needs a name.', '{"field":"name"}');
  end if;
  if exists (select from public.departments d where d.name = title and d.id <> department) then
    perform private.fail('23505', 'duplicate', 'There is a department of this name already.', '{"field":"name"}');
  end if;
  if pg_catalog.jsonb_typeof(payload -> 'version') = 'null' then
    if slug !~ '^[a-z]' or exists (select from public.departments d where d.key = slug) then
      slug := 'department_' || pg_catalog.left(pg_catalog.replace(department::text, '-', ''), 12);
    end if;
    insert into public.departments (id, key, name) values (department, slug, title);
  else
    perform private.save_row('departments', 'id', department, pg_catalog.jsonb_build_object('name', title), array['name'], payload -> 'version');
  end if;
end $$;
comment on function public.save_department(jsonb) is
  'Makes (version JSON null) or renames a department: {id, version, name}. Raises required, duplicate, conflict, gone, denied.';

create function private.delete_department(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  department constant uuid := (payload ->> 'id')::uuid;
  target constant uuid := (payload ->> 'move_to')::uuid;
begin
  perform private.need('departments', 'delete');
  perform private.need('profiles', 'update');
  perform from public.departments d where d.id = department for update;
  if not found then
    perform private.fail('P0002', 'gone', 'This department is no longer there.');
  end if;
  if target is not null and (target = department or not exists (select from public.departments d where d.id = target)) then
    perform private.fail('22023', 'missing_reference', 'There is no such department.', '{"field":"move_to"}');
  end if;
  perform private.move_references('departments', department, target);
  delete from public.departments d where d.id = department;
end $$;
comment on function private.delete_department(jsonb) is 'The body of public.delete_department().';

create function public.delete_department(payload jsonb) returns void
language sql set search_path = '' as $$ select private.delete_department(payload) $$;
comment on function public.delete_department(jsonb) is
  'Takes a department away: its teams, people and queues go to another (or to none): {id, move_to}. Needs departments.delete, and profiles.update for all. Raises gone, missing_reference.';

grant execute on function private.set_members(uuid, uuid[]), private.delete_team(jsonb), private.delete_department(jsonb) to authenticated;
grant execute on function public.save_team(jsonb), public.delete_team(jsonb), public.save_department(jsonb), public.delete_department(jsonb) to authenticated;
