-- There is always an administrator, and nobody is their own manager's manager.

create table private.administrators_lock (
  id boolean primary key default true check (id),
  turn bigint not null default 0
);
comment on table private.administrators_lock is
  'One row, updated by whatever may take an administrator away: so that two at once go one after the other, at every isolation level.';
alter table private.administrators_lock enable row level security;
insert into private.administrators_lock default values;

create function private.count_administrators() returns integer
language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from (
    select p.id
    from public.profiles p
    join public.profile_roles pr on pr.profile_id = p.id
    join public.role_permissions rp on rp.role_id = pr.role_id
    where p.active and p.user_id is not null and rp.action = 'update' and rp.resource in ('roles', 'profiles') and rp.scope = 'all'
    group by p.id having count(distinct rp.resource) = 2
  ) administrator
$$;
comment on function private.count_administrators() is
  'How many active people with a sign-in may update all roles and all people: those who can mend everything else.';

create function private.guard_administrators() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_when = 'BEFORE' then
    update private.administrators_lock set turn = turn + 1;
    if private.count_administrators() > 0 then
      -- it stays so for the transaction: what takes several statements is judged by where it began
      perform pg_catalog.set_config('atrium.had_administrator', 'on', true);
    end if;
  elsif pg_catalog.current_setting('atrium.had_administrator', true) = 'on' and private.count_administrators() = 0 then
    perform private.fail('23514', 'last_administrator', 'This would leave nobody who can manage people and roles.');
  end if;
  return null;
end $$;
comment on function private.guard_administrators() is
  'Statement trigger, before and after: where there was an administrator, there is one afterwards. Raises last_administrator (23514).';

create trigger guard_administrators_before before delete or truncate or update of active, user_id on public.profiles
  for each statement execute function private.guard_administrators();
create trigger guard_administrators_after after delete or truncate or update of active, user_id on public.profiles
  for each statement execute function private.guard_administrators();
create trigger guard_administrators_before before delete or truncate or update on public.profile_roles
  for each statement execute function private.guard_administrators();
create trigger guard_administrators_after after delete or truncate or update on public.profile_roles
  for each statement execute function private.guard_administrators();
create trigger guard_administrators_before before delete or truncate or update on public.role_permissions
  for each statement execute function private.guard_administrators();
create trigger guard_administrators_after after delete or truncate or update on public.role_permissions
  for each statement execute function private.guard_administrators();

create function private.guard_manager() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.managers'));
  if exists (
    with recursive above(id) as (
      select new.manager_id
      union
      select p.manager_id from above a join public.profiles p on p.id = a.id where p.manager_id is not null
    )
    select from above where id = new.id
  ) then
    perform private.fail('23514', 'manager_cycle', 'A person cannot be managed by somebody whom they manage.', '{"field":"manager_id"}');
  end if;
  return new;
end $$;
comment on function private.guard_manager() is 'Managers form a tree. Raises manager_cycle (23514).';
create trigger b_guard_manager before update of manager_id on public.profiles
  for each row when (new.manager_id is not null and new.manager_id is distinct from old.manager_id)
  execute function private.guard_manager();

create function private.guard_team_parent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.teams'));
  if exists (
    with recursive above(id) as (
      select new.parent_id
      union
      select t.parent_id from above a join public.teams t on t.id = a.id where t.parent_id is not null
    )
    select from above where id = new.id
  ) then
    perform private.fail('23514', 'team_cycle', 'A team cannot belong to itself or to a team below it.', '{"field":"parent_id"}');
  end if;
  return new;
end $$;
comment on function private.guard_team_parent() is 'Teams form a tree. Raises team_cycle (23514).';
create trigger b_guard_parent before insert or update of parent_id on public.teams
  for each row when (new.parent_id is not null) execute function private.guard_team_parent();

create function private.spread_team_department() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.profiles p set department_id = new.department_id where p.team_id = new.id and p.department_id is distinct from new.department_id;
  return null;
end $$;
comment on function private.spread_team_department() is 'The members of a team that moves to another department move with it.';
create trigger z_spread_department after update of department_id on public.teams
  for each row when (new.department_id is not null and new.department_id is distinct from old.department_id)
  execute function private.spread_team_department();

create function private.guard_role() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    if tg_op = 'INSERT' then
      new.shipped := false;
    else
      new.id := old.id;
      new.key := old.key;
      new.shipped := old.shipped;
    end if;
  end if;
  if tg_op = 'UPDATE' and old.shipped and new.name is distinct from old.name then
    perform private.fail('42501', 'shipped_role', 'A shipped role keeps its name and cannot be deleted: copy it.', '{"field":"name"}');
  end if;
  return new;
end $$;
comment on function private.guard_role() is 'What Atrium ships keeps its key and its (translated) name.';
create trigger a_guard_role before insert or update on public.roles for each row execute function private.guard_role();

create function private.guard_role_deletion() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.shipped then
    perform private.fail('42501', 'shipped_role', 'A shipped role keeps its name and cannot be deleted: copy it.');
  end if;
  return old;
end $$;
comment on function private.guard_role_deletion() is 'A shipped role is never deleted: migrations name it.';
create trigger a_guard_deletion before delete on public.roles for each row execute function private.guard_role_deletion();

create function private.touch_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.roles r set updated_at = now() where r.id = coalesce(new.role_id, old.role_id) and r.updated_at <> now();
  return null;
end $$;
comment on function private.touch_role() is 'A role''s updated_at is the version of its matrix too.';
create trigger z_touch_role after insert or update or delete on public.role_permissions
  for each row execute function private.touch_role();

-- the index of people's names is written by whoever changes a person
grant execute on function private.match_key(text) to service_role;
