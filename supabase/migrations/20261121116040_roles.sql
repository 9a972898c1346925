-- Roles: made, copied, saved as a whole matrix, taken away; and what a change of one would do, counted before it is saved.

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
  if slug !~ '^[a-z]' or exists (select from public.roles r where r.key = slug) then
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

create function private.keys_in_scope(person uuid, resource text, reach public.access_scope) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  bases uuid[];
begin
  if reach = 'none' then
    return '{}';
  end if;
  bases := private.ids_in_scope(person, reach);
  return bases || private.shared_ids(resource, 'read', person, bases)
    || array(select k.key from private.access_keys k where k.base_id = any (bases) or k.maker_id = person);
end $$;
comment on function private.keys_in_scope(uuid, text, public.access_scope) is
  'The access keys that a scope would let a person read, of rows that are there: what visible_ids gives its caller.';

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

create function private.preview_reading(resource text, tbl text, people uuid[], before public.access_scope[], after public.access_scope[],
  customers_before public.access_scope[], customers_after public.access_scope[], until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  through_customer constant boolean := exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attname = 'customer_access_id' and not a.attisdropped);
  in_trash constant boolean := exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attname = 'deleted_at' and not a.attisdropped);
  keys uuid[];
  customer_keys uuid[];
  sizes bigint[];
  lost_mask varbit;
  gained_mask varbit;
  one record;
  details jsonb := '[]'::jsonb;
  losing integer := 0;
  gaining integer := 0;
  complete boolean := true;
begin
  execute pg_catalog.format('select array_agg(g.key), array_agg(g.customer_key), array_agg(g.n) from (
      select access_id as key, %s as customer_key, count(*) as n from public.%I %s group by 1, 2) g',
    case when through_customer then 'customer_access_id' else 'null::uuid' end, tbl, case when in_trash then 'where deleted_at is null' else '' end)
    into keys, customer_keys, sizes;
  for i in 1 .. coalesce(pg_catalog.cardinality(people), 0) loop
    exit when keys is null;
    if pg_catalog.clock_timestamp() > until then
      complete := false;
      exit;
    end if;
    -- by execute, so that the arrays are constants to the planner, which hashes them
    execute 'select coalesce(sum(g.n) filter (where g.had and not g.has), 0) as lost, coalesce(sum(g.n) filter (where g.has and not g.had), 0) as gained,
        string_agg(case when g.had and not g.has then ''1'' else ''0'' end, '''' order by g.place)::varbit as lost_mask,
        string_agg(case when g.has and not g.had then ''1'' else ''0'' end, '''' order by g.place)::varbit as gained_mask
      from (
        select k.n, k.place,
          coalesce(k.key = any ($4), false) or coalesce(k.customer_key = any ($5), false) as had,
          coalesce(k.key = any ($6), false) or coalesce(k.customer_key = any ($7), false) as has
        from unnest($1, $2, $3) with ordinality k (key, customer_key, n, place)) g'
      into one using keys, customer_keys, sizes,
        private.keys_in_scope(people[i], resource, before[i]),
        case when through_customer then private.keys_in_scope(people[i], 'customers', customers_before[i]) end,
        private.keys_in_scope(people[i], resource, after[i]),
        case when through_customer then private.keys_in_scope(people[i], 'customers', customers_after[i]) end;
    lost_mask := case when lost_mask is null then one.lost_mask else lost_mask | one.lost_mask end;
    gained_mask := case when gained_mask is null then one.gained_mask else gained_mask | one.gained_mask end;
    losing := losing + (one.lost > 0)::integer;
    gaining := gaining + (one.gained > 0)::integer;
    details := details || pg_catalog.jsonb_build_object('id', people[i], 'lost', one.lost, 'gained', one.gained);
  end loop;
  return pg_catalog.jsonb_build_object('resource', resource, 'complete', complete,
    'people_losing', losing, 'people_gaining', gaining,
    'rows_lost', (select coalesce(sum(n), 0) from pg_catalog.unnest(sizes) with ordinality s (n, place)
      where pg_catalog.get_bit(lost_mask, (place - 1)::integer) = 1),
    'rows_gained', (select coalesce(sum(n), 0) from pg_catalog.unnest(sizes) with ordinality s (n, place)
      where pg_catalog.get_bit(gained_mask, (place - 1)::integer) = 1),
    'people', (select coalesce(pg_catalog.jsonb_agg(d || pg_catalog.jsonb_build_object('name', p.full_name) order by p.full_name), '[]'::jsonb)
      from (select d from pg_catalog.jsonb_array_elements(details) d
        where (d ->> 'lost')::bigint + (d ->> 'gained')::bigint > 0 limit 50) x
      join public.profiles p on p.id = (x.d ->> 'id')::uuid));
end $$;
comment on function private.preview_reading(text, text, uuid[], public.access_scope[], public.access_scope[], public.access_scope[], public.access_scope[], timestamptz) is
  'How many rows of a table people would see no longer, or newly, if their scopes changed: rows are counted once by access key, then the keys by person. What also hangs on customers counts as seen with the customer.';

create function private.preview_role_change(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  role constant uuid := (payload ->> 'id')::uuid;
  permissions constant jsonb := payload -> 'permissions';
  -- the API's statements end after eight seconds
  until constant timestamptz := pg_catalog.clock_timestamp() + interval '5 seconds';
  change record;
  reading jsonb := '[]'::jsonb;
  counted jsonb;
begin
  perform private.need('roles', 'update');
  if not exists (select from public.roles r where r.id = role) then
    perform private.fail('P0002', 'gone', 'This role is no longer there.');
  end if;
  for change in
    with scopes as materialized (select * from private.scopes_after(role, permissions) where action = 'read'),
    effective as (
      -- a field group is seen as far as its record is
      select s.person, s.resource, least(s.before, coalesce(p.before, s.before)) as before, least(s.after, coalesce(p.after, s.after)) as after,
        c.before as customers_before, c.after as customers_after
      from scopes s
      left join scopes p on s.resource like '%.%' and p.person = s.person and p.resource = pg_catalog.split_part(s.resource, '.', 1)
      left join scopes c on c.person = s.person and c.resource = 'customers'
    )
    select e.resource, t.table_name,
      pg_catalog.array_agg(e.person order by e.person) as people, pg_catalog.array_agg(e.before order by e.person) as before,
      pg_catalog.array_agg(e.after order by e.person) as after, pg_catalog.array_agg(e.customers_before order by e.person) as customers_before,
      pg_catalog.array_agg(e.customers_after order by e.person) as customers_after
    from effective e
    join lateral (
      select r.table_name from private.resource_tables r
      join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('public.%I', r.table_name)::pg_catalog.regclass
        and a.attname = 'access_id' and not a.attisdropped
      where r.resource = e.resource order by r.trash desc, r.table_name = e.resource desc, r.table_name like 'customer_%' desc, r.table_name limit 1
    ) t on true
    where e.before <> e.after
      or (e.customers_before <> e.customers_after and exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = pg_catalog.format('public.%I', t.table_name)::pg_catalog.regclass and a.attname = 'customer_access_id' and not a.attisdropped))
    group by e.resource, t.table_name
    order by e.resource
  loop
    counted := private.preview_reading(change.resource, change.table_name, change.people, change.before, change.after,
      change.customers_before, change.customers_after, until);
    reading := reading || counted;
  end loop;
  return pg_catalog.jsonb_build_object(
    'people', (select count(*) from public.profile_roles pr join public.profiles p on p.id = pr.profile_id where pr.role_id = role and p.active),
    'reading', reading,
    'actions', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('resource', x.resource, 'action', x.action,
        'losing', x.losing, 'narrowed', x.narrowed, 'widened', x.widened, 'gaining', x.gaining) order by x.resource, x.action), '[]'::jsonb)
      from (
        select s.resource, s.action,
          count(*) filter (where s.after = 'none') as losing,
          count(*) filter (where s.after <> 'none' and s.after < s.before) as narrowed,
          count(*) filter (where s.before <> 'none' and s.after > s.before) as widened,
          count(*) filter (where s.before = 'none') as gaining
        from private.scopes_after(role, permissions) s where s.before <> s.after
        group by s.resource, s.action
      ) x),
    'administrators_left', (
      -- who keeps both rights, by whatever roles
      select count(*) from public.profiles p
      where p.active and p.user_id is not null and (
        select count(distinct g.resource) from (
          select rp.resource from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
          where pr.profile_id = p.id and pr.role_id <> role and rp.action = 'update' and rp.resource in ('roles', 'profiles') and rp.scope = 'all'
          union all
          select m.resource from public.profile_roles pr
          join (
            select rp.resource, coalesce((permissions -> rp.resource ->> 'update')::public.access_scope, rp.scope) as scope
            from public.role_permissions rp where rp.role_id = role and rp.action = 'update' and rp.resource in ('roles', 'profiles')
            union all
            select k.key, (k.value ->> 'update')::public.access_scope
            from pg_catalog.jsonb_each(permissions) k where k.key in ('roles', 'profiles') and k.value ? 'update'
          ) m on m.scope = 'all'
          where pr.profile_id = p.id and pr.role_id = role
        ) g) = 2));
end $$;
comment on function private.preview_role_change(jsonb) is 'The body of public.preview_role_change().';

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
create function public.preview_role_change(payload jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.preview_role_change(case pg_catalog.jsonb_typeof(payload) when 'string' then (payload #>> '{}')::jsonb else payload end)
$$;
comment on function public.preview_role_change(jsonb) is
  'What save_role_matrix would do, counted exactly and nothing changed: {people, reading: [{resource, people_losing, rows_lost, people_gaining, rows_gained, complete, people: [{id, name, lost, gained}]}], actions: [{resource, action, losing, narrowed, widened, gaining}], administrators_left}. rows_lost counts each row once that at least one person sees no longer. complete is false where the time ran out: then the figures are at least that. Needs roles.update.';

grant execute on function private.save_role(jsonb), private.save_role_matrix(jsonb), private.delete_role(jsonb), private.preview_role_change(jsonb) to authenticated;
grant execute on function public.save_role(jsonb), public.save_role_matrix(jsonb), public.delete_role(jsonb), public.preview_role_change(jsonb) to authenticated;
