-- Seeing Atrium as somebody else does, or as a role would: for reading alone, for an hour, and written down.

insert into public.resource_actions (resource, action, scoped) values ('roles', 'view_as', false);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'roles', 'view_as', 'all' from public.roles r where r.key = 'admin';

create table public.view_as_sessions (
  id uuid primary key default gen_random_uuid(),
  viewer_id uuid not null references public.profiles on delete cascade,
  person_id uuid references public.profiles on delete cascade,
  role_id uuid references public.roles on delete cascade,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 hour',
  ended_at timestamptz,
  check ((person_id is null) <> (role_id is null)),
  check (person_id <> viewer_id),
  check (expires_at > started_at and expires_at <= started_at + interval '1 hour')
);
comment on table public.view_as_sessions is
  'Who looked at Atrium as whom (a person, or a role with the viewer''s own place in the company), from when to when. The one that is not over is obeyed by every policy; while it lasts the viewer writes nothing.';
create unique index view_as_sessions_open_key on public.view_as_sessions (viewer_id) where ended_at is null;
create index view_as_sessions_viewer_id_idx on public.view_as_sessions (viewer_id, started_at desc);
create index view_as_sessions_person_id_idx on public.view_as_sessions (person_id);
create index view_as_sessions_role_id_idx on public.view_as_sessions (role_id);

create function private.actor() returns uuid
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  return (select p.id from public.profiles p where p.user_id = (select auth.uid()) and p.active);
end $$;
comment on function private.actor() is
  'The profile of who really asks, also while they view as somebody else (private.me() is whom they see as); null for nobody and for somebody who is not active.';

create function private.actor_may(resource text, action text) returns boolean
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  return exists (
    select from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id = private.actor() and rp.resource = $1 and rp.action = $2 and rp.scope = 'all');
end $$;
comment on function private.actor_may(text, text) is 'Whether who really asks may do this to what has no owner, whomever they view as.';

create function private.current_view() returns public.view_as_sessions
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  found_view public.view_as_sessions;
begin
  select s.* into found_view
  from public.profiles p join public.view_as_sessions s on s.viewer_id = p.id
  where p.user_id = (select auth.uid()) and p.active and s.ended_at is null and s.expires_at > now();
  if found_view.id is not null and private.actor_may('roles', 'view_as') then
    return found_view;
  end if;
  return null;
end $$;
comment on function private.current_view() is
  'The caller''s "view as" that is not over, null when there is none; one who lost the permission view_as sees as themselves again at once.';

create or replace function private.me() returns uuid
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.actor();
  seen_as uuid;
begin
  if person is null then
    return null;
  end if;
  seen_as := (private.current_view()).person_id;
  if seen_as is null then
    return person;
  end if;
  return (select p.id from public.profiles p where p.id = seen_as and p.active);
end $$;
comment on function private.me() is
  'The caller''s profile, or that of whom they view as; null for nobody and for somebody who is not active, whatever the token says.';

create function private.my_role_ids() returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  seen_as uuid := (private.current_view()).role_id;
begin
  if seen_as is not null then
    return array[seen_as];
  end if;
  return array(select pr.role_id from public.profile_roles pr where pr.profile_id = private.me());
end $$;
comment on function private.my_role_ids() is 'The caller''s roles, or those of whom they view as, or the role they view as.';

create or replace function private.my_scope(resource text, action text) returns public.access_scope
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  ids uuid[] := private.my_role_ids();
begin
  return coalesce((
    select max(rp.scope) from public.role_permissions rp
    where rp.role_id = any (ids) and rp.resource = $1 and rp.action = $2), 'none');
end $$;

create function private.refuse_while_viewing() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and (private.current_view()).id is not null then
    perform private.fail('42501', 'viewing_as', 'While you view as somebody else nothing can be changed.');
  end if;
  return null;
end $$;
comment on function private.refuse_while_viewing() is 'Before every statement that writes, of whatever function: who views as somebody else only looks.';

create procedure private.guard_from_viewers(tbl text)
language plpgsql set search_path = ''
as $$
begin
  -- the session itself ends, and the log of what was looked at goes on
  if tbl <> 'view_as_sessions' and tbl not like 'audit%' then
    execute pg_catalog.format('create trigger aa_refuse_while_viewing before insert or update or delete on public.%I for each statement execute function private.refuse_while_viewing()', tbl);
  end if;
end $$;
comment on procedure private.guard_from_viewers(text) is 'A table takes no writes from somebody who views as somebody else.';

create or replace procedure private.protect(tbl text, resource text, shape text, owner_column text default null, trash boolean default false)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('alter table public.%I enable row level security', tbl);
  execute pg_catalog.format('revoke all on public.%I from anon', tbl);
  execute pg_catalog.format('revoke truncate, references, trigger on public.%I from authenticated', tbl);
  execute pg_catalog.format(
    'create policy %I on public.%I as restrictive to authenticated using ((select private.is_active()))',
    tbl || '_active_people', tbl);
  insert into private.resource_tables (table_name, resource, shape, owner_column, trash)
  values (tbl, resource, shape, owner_column, trash);
  call private.guard_from_viewers(tbl);
end $$;

do $$
declare
  tbl text;
begin
  for tbl in select t.table_name from private.resource_tables t order by 1 loop
    call private.guard_from_viewers(tbl);
  end loop;
end $$;

call private.protect('view_as_sessions', 'roles', 'special');
create policy view_as_sessions_read on public.view_as_sessions for select to authenticated
  using (viewer_id = (select private.actor()) or (select private.may('roles', 'read')));
revoke insert, update, delete on public.view_as_sessions from authenticated;

create function private.start_view_as(payload jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  viewer uuid := private.actor();
  person uuid := (payload ->> 'person_id')::uuid;
  role uuid := (payload ->> 'role_id')::uuid;
begin
  if viewer is null or not private.actor_may('roles', 'view_as') then
    perform private.fail('42501', 'denied', 'You may not view as somebody else.');
  end if;
  if (person is null) = (role is null) then
    perform private.fail('22023', 'malformed', 'Name a person or a role.');
  end if;
  if person = viewer then
    perform private.fail('22023', 'view_as_self', 'You see as yourself already.', '{"field":"person_id"}');
  end if;
  if person is not null and not exists (select from public.profiles p where p.id = person) then
    perform private.fail('P0002', 'gone', 'There is no such person.');
  end if;
  if person is not null and not exists (select from public.profiles p where p.id = person and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"person_id"}');
  end if;
  if role is not null and not exists (select from public.roles r where r.id = role) then
    perform private.fail('P0002', 'gone', 'There is no such role.');
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('view_as:' || viewer::text, 0));
  update public.view_as_sessions s set ended_at = least(now(), s.expires_at) where s.viewer_id = viewer and s.ended_at is null;
  insert into public.view_as_sessions (viewer_id, person_id, role_id) values (viewer, person, role);
  return private.viewing_as();
end $$;
comment on function private.start_view_as(jsonb) is 'The body of public.start_view_as().';

create function private.viewing_as() returns jsonb
language sql stable security definer parallel safe set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'kind', case when v.person_id is null then 'role' else 'person' end,
    'id', coalesce(v.person_id, v.role_id),
    'name', coalesce((select p.full_name from public.profiles p where p.id = v.person_id), (select r.name from public.roles r where r.id = v.role_id)),
    'key', (select r.key from public.roles r where r.id = v.role_id),
    'until', v.expires_at)
  from private.current_view() v where v.id is not null
$$;
comment on function private.viewing_as() is
  'As whom the caller views: {kind: person or role, id, name, key (of a role), until}; null when as themselves.';

create function private.stop_view_as() returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.view_as_sessions s set ended_at = least(now(), s.expires_at) where s.viewer_id = private.actor() and s.ended_at is null;
  return found;
end $$;
comment on function private.stop_view_as() is 'The body of public.stop_view_as().';

create function public.start_view_as(payload jsonb) returns jsonb
language sql set search_path = '' as $$ select private.start_view_as(payload) $$;
comment on function public.start_view_as(jsonb) is
  'From now on, for an hour at most, the caller sees what a person ({person_id}) or a role ({role_id}) sees, and writes nothing. Gives {kind, id, name, key, until}. Needs view_as on roles. Raises denied, gone, not_active, view_as_self.';

create function public.stop_view_as() returns boolean
language sql set search_path = '' as $$ select private.stop_view_as() $$;
comment on function public.stop_view_as() is 'The caller sees as themselves again; false when they did already.';

create or replace function private.my_permissions() returns jsonb
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.me();
  ids uuid[] := private.my_role_ids();
  mine jsonb;
  reach text;
begin
  if person is null then
    ids := '{}';
  end if;
  mine := pg_catalog.jsonb_build_object(
    'profile_id', person,
    'organisation_id', private.organisation_id(),
    'actor_id', private.actor(),
    'viewing_as', private.viewing_as(),
    'roles', coalesce((select pg_catalog.jsonb_agg(r.key order by r.key) from public.roles r where r.id = any (ids)), '[]'::jsonb),
    'permissions', coalesce((
      select pg_catalog.jsonb_object_agg(m.resource, m.actions)
      from (
        select widest.resource, pg_catalog.jsonb_object_agg(widest.action, widest.scope) as actions
        from (
          select rp.resource, rp.action, max(rp.scope) as scope from public.role_permissions rp
          where rp.role_id = any (ids) group by rp.resource, rp.action
        ) widest
        where widest.scope <> 'none'
        group by widest.resource
      ) m), '{}'::jsonb));
  -- whose rows the scopes reach is not in the matrix, and changes when people move
  reach := (select pg_catalog.string_agg(i::text, ',' order by i) from pg_catalog.unnest(private.ids_in_scope(person, 'department')) i);
  return mine || pg_catalog.jsonb_build_object('revision', pg_catalog.md5(mine::text || coalesce(reach, '')));
end $$;

comment on function public.my_permissions() is
  'The caller''s whole matrix in one call: {profile_id, organisation_id, actor_id, viewing_as, roles, permissions {resource: {action: scope}}, revision}. viewing_as: null, or {kind, id, name, key, until} while an administrator views as somebody else; actor_id is who really asks. revision changes whenever any of it, or whose rows the scopes reach, does. Null profile for somebody without access.';

create function public.my_permissions_revision() returns text
language sql stable set search_path = '' as $$ select private.my_permissions() ->> 'revision' $$;
comment on function public.my_permissions_revision() is 'The revision that my_permissions() gives now: another one than the client holds means that its matrix is stale.';

grant execute on function private.actor(), private.my_role_ids(), private.start_view_as(jsonb), private.stop_view_as(),
  private.viewing_as(), public.start_view_as(jsonb), public.stop_view_as(), public.my_permissions_revision() to authenticated;
