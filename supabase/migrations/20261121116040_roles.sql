-- Roles: made, copied, saved as a whole matrix, taken away.

create function private.matrix_of(permissions jsonb) returns table (resource text, action text, scope public.access_scope)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(permissions) is distinct from 'object'
    or exists (select from pg_catalog.jsonb_each(permissions) r where pg_catalog.jsonb_typeof(r.value) <> 'object') then
    perform private.fail('22023', 'malformed', 'A matrix is {resource: {action: scope}}.');
  end if;
  return query
    select r.key, a.key, a.value::public.access_scope
    from pg_catalog.jsonb_each(permissions) r cross join lateral pg_catalog.jsonb_each_text(r.value) a
    where a.value in ('none', 'own', 'team', 'department', 'all')
      and exists (select from public.resource_actions ra where ra.resource = r.key and ra.action = a.key
        and (ra.scoped or a.value in ('none', 'all')));
  if (select count(*) from pg_catalog.jsonb_each(permissions) r cross join lateral pg_catalog.jsonb_each(r.value) a)
    <> (select count(*) from pg_catalog.jsonb_each(permissions) r cross join lateral pg_catalog.jsonb_each_text(r.value) a
        join public.resource_actions ra on ra.resource = r.key and ra.action = a.key
        where a.value in ('none', 'all') or (ra.scoped and a.value in ('own', 'team', 'department'))) then
    perform private.fail('22023', 'unknown_permission', 'One of these permissions does not exist, or not with this scope.');
  end if;
end $$;
comment on function private.matrix_of(jsonb) is '{resource: {action: scope}} as rows. Raises unknown_permission (22023) for what cannot be permitted.';

create function private.save_role(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  role constant uuid := (payload ->> 'id')::uuid;
  origin constant uuid := (payload ->> 'copy_of')::uuid;
  title constant text := pg_catalog.btrim(payload ->> 'name');
  is_new constant boolean := coalesce(pg_catalog.jsonb_typeof(payload -> 'version') = 'null', false);
  slug text := pg_catalog.left(pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.lower(title), '[^a-z0-9]+', '_', 'g'), '_'), 60);
begin
  perform private.need('roles', case when is_new then 'create' else 'update' end);
  if coalesce(title, '') = '' then
    perform private.fail('22023', 'required', 'A role needs a name.', '{"field":"name"}');
  end if;
  if exists (select from public.roles r where pg_catalog.lower(r.name) = pg_catalog.lower(title) and r.id <> role) then
    perform private.fail('23505', 'duplicate', 'There is a role of this name already.', '{"field":"name"}');
  end if;
  if not is_new then
    perform private.check_role_version(role, payload -> 'version');
    update public.roles r set name = title where r.id = role;
    return;
  end if;
  -- what is left of a name in another script says nothing
  if title ~ '[^ -~]' or slug !~ '^[a-z]' or exists (select from public.roles r where r.key = slug) then
    slug := 'role_' || pg_catalog.left(pg_catalog.replace(role::text, '-', ''), 12);
  end if;
  insert into public.roles (id, key, name) values (role, slug, title);
  if origin is not null then
    if not exists (select from public.roles r where r.id = origin) then
      perform private.fail('P0002', 'gone', 'The role to copy is no longer there.');
    end if;
    insert into public.role_permissions (role_id, resource, action, scope)
    select role, p.resource, p.action, p.scope from public.role_permissions p where p.role_id = origin;
  end if;
end $$;
comment on function private.save_role(jsonb) is 'The body of public.save_role().';

create function private.check_role_version(role uuid, version jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  stored timestamptz;
begin
  select r.updated_at into stored from public.roles r where r.id = role for update;
  if stored is null then
    perform private.fail('P0002', 'gone', 'This role is no longer there.');
  end if;
  if version is not null and stored is distinct from (version #>> '{}')::timestamptz then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed this role meanwhile.');
  end if;
end $$;
comment on function private.check_role_version(uuid, jsonb) is 'Locks a role, and raises gone or conflict unless it is as it was loaded.';

create function private.save_role_matrix(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  role constant uuid := (payload ->> 'id')::uuid;
begin
  perform private.need('roles', 'update');
  perform private.check_role_version(role, payload -> 'version');
  insert into public.role_permissions as p (role_id, resource, action, scope)
  select role, m.resource, m.action, m.scope from private.matrix_of(payload -> 'permissions') m where m.scope <> 'none'
  on conflict on constraint role_permissions_pkey do update set scope = excluded.scope where p.scope <> excluded.scope;
  delete from public.role_permissions p using private.matrix_of(payload -> 'permissions') m
  where p.role_id = role and p.resource = m.resource and p.action = m.action and m.scope = 'none';
end $$;
comment on function private.save_role_matrix(jsonb) is 'The body of public.save_role_matrix().';

create function private.delete_role(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  role constant uuid := (payload ->> 'id')::uuid;
  heir constant uuid := (payload ->> 'replacement')::uuid;
  people integer;
begin
  perform private.need('roles', 'delete');
  perform private.check_role_version(role, null);
  select count(*) into people from public.profile_roles pr where pr.role_id = role;
  if people > 0 then
    if heir is null then
      perform private.fail('23503', 'role_in_use', 'People have this role: name the role that they get instead.',
        pg_catalog.json_build_object('field', 'replacement', 'count', people)::text);
    end if;
    if heir = role or not exists (select from public.roles r where r.id = heir) then
      perform private.fail('22023', 'missing_reference', 'There is no such role.', '{"field":"replacement"}');
    end if;
    insert into public.profile_roles (profile_id, role_id)
    select pr.profile_id, heir from public.profile_roles pr where pr.role_id = role on conflict do nothing;
    delete from public.profile_roles pr where pr.role_id = role;
  end if;
  delete from public.roles r where r.id = role;
end $$;
comment on function private.delete_role(jsonb) is 'The body of public.delete_role().';

create function private.scopes_after(role uuid, permissions jsonb) returns table (person uuid, resource text, action text, before public.access_scope, after public.access_scope)
language sql stable security definer set search_path = ''
as $$
  with wanted as (
    select m.resource, m.action, m.scope from private.matrix_of(permissions) m
  ), cells as (
    select ra.resource, ra.action, coalesce(p.scope, 'none') as stored, coalesce(w.scope, p.scope, 'none') as planned
    from public.resource_actions ra
    left join public.role_permissions p on p.role_id = role and p.resource = ra.resource and p.action = ra.action
    left join wanted w on w.resource = ra.resource and w.action = ra.action
  ), people as (
    select pr.profile_id as id from public.profile_roles pr join public.profiles p on p.id = pr.profile_id
    where pr.role_id = role and p.active
  ), others as (
    select pr.profile_id as id, rp.resource, rp.action, max(rp.scope) as scope
    from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id in (select id from people) and pr.role_id <> role
    group by pr.profile_id, rp.resource, rp.action
  )
  select people.id, c.resource, c.action, greatest(c.stored, coalesce(o.scope, 'none')), greatest(c.planned, coalesce(o.scope, 'none'))
  from people cross join cells c
  left join others o on o.id = people.id and o.resource = c.resource and o.action = c.action
$$;
comment on function private.scopes_after(uuid, jsonb) is
  'For each active person with a role, each permission''s widest scope as it is and as it would be after a change of the role''s matrix, their other roles counted in.';

create function public.save_role(payload jsonb) returns void
language sql set search_path = '' as $$ select private.save_role(payload) $$;
comment on function public.save_role(jsonb) is
  'Makes a role (version JSON null), empty or as a copy of another, or renames one: {id, version, name, copy_of}. Needs roles.create or roles.update. Raises required, duplicate, shipped_role, conflict, gone.';
create function public.save_role_matrix(payload jsonb) returns void
language sql set search_path = '' as $$ select private.save_role_matrix(payload) $$;
comment on function public.save_role_matrix(jsonb) is
  'Changes what a role may do, all or nothing; only the cells that are named: {id, version, permissions: {resource: {action: none, own, team, department or all}}}. version is the role''s updated_at. Needs roles.update. Raises conflict, gone, unknown_permission, last_administrator.';
create function public.delete_role(payload jsonb) returns void
language sql set search_path = '' as $$ select private.delete_role(payload) $$;
comment on function public.delete_role(jsonb) is
  'Takes a role away; its people get another instead: {id, replacement}. Needs roles.delete. Raises role_in_use, missing_reference, shipped_role, gone, last_administrator.';
grant execute on function private.save_role(jsonb), private.save_role_matrix(jsonb), private.delete_role(jsonb) to authenticated;
grant execute on function public.save_role(jsonb), public.save_role_matrix(jsonb), public.delete_role(jsonb) to authenticated;
