-- Who may do what. The tables are the authority; policies ask private.visible_ids() once a statement.

create type public.access_scope as enum ('none', 'own', 'team', 'department', 'all');
comment on type public.access_scope is
  'none < own (I own it, it is assigned to me, or I made it) < team (my team''s, and everyone''s below me) < department (and its queues) < all.';

create table public.resource_actions (
  resource text not null check (resource ~ '^[a-z_]+(\.[a-z_]+)?$'),
  action text not null check (action ~ '^[a-z_]+$'),
  scoped boolean not null default true,
  primary key (resource, action)
);
comment on table public.resource_actions is
  'Everything that can be permitted. scoped: rows have owners; otherwise only none or all makes sense. Only migrations write it.';

create table public.roles (
  id uuid primary key default gen_random_uuid(),
  key text not null unique check (key ~ '^[a-z][a-z0-9_]*$'),
  name text not null check (btrim(name) <> '' and char_length(name) <= 120),
  shipped boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.roles is 'A named set of permissions. Shipped roles are shown under their translated name.';

create table public.role_permissions (
  role_id uuid not null references public.roles on delete cascade,
  resource text not null,
  action text not null,
  scope public.access_scope not null,
  primary key (role_id, resource, action),
  foreign key (resource, action) references public.resource_actions on delete cascade
);
comment on table public.role_permissions is 'The matrix. No row means none; with several roles the widest scope counts.';
create index role_permissions_resource_action_idx on public.role_permissions (resource, action);

create table public.profile_roles (
  profile_id uuid not null references public.profiles on delete cascade,
  role_id uuid not null references public.roles on delete restrict,
  created_at timestamptz not null default now(),
  primary key (profile_id, role_id)
);
comment on table public.profile_roles is 'Which roles a person has.';
create index profile_roles_role_id_idx on public.profile_roles (role_id);

create function private.me() returns uuid
language sql stable security definer parallel safe set search_path = ''
as $$ select p.id from public.profiles p where p.user_id = (select auth.uid()) and p.active $$;
comment on function private.me() is 'The caller''s profile; null for nobody and for somebody who is not active, whatever the token says.';

create function private.is_active() returns boolean
language sql stable security definer parallel safe set search_path = ''
as $$ select private.me() is not null $$;
comment on function private.is_active() is 'Whether the caller is an active person of this organisation.';

create function private.my_scope(resource text, action text) returns public.access_scope
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce(max(rp.scope), 'none')
  from public.profile_roles pr
  join public.role_permissions rp on rp.role_id = pr.role_id
  where pr.profile_id = private.me() and rp.resource = $1 and rp.action = $2
$$;
comment on function private.my_scope(text, text) is 'The widest scope that the caller''s roles give for an action on a resource.';

create function private.may(resource text, action text) returns boolean
language sql stable security definer parallel safe set search_path = ''
as $$ select private.my_scope($1, $2) = 'all' $$;
comment on function private.may(text, text) is 'Whether the caller may do this to what has no owner (settings, products, roles).';

-- An access key names who a row belongs to. Mostly it is the owner's id itself. Where maker and owner differ, it is a
-- key for the pair, and a shared record has its own id as key: so one indexed column and one comparison answer "mine, my
-- team's, made by me, or shared with me". Three columns joined by OR took 3 to 4 times as long for who sees all
-- (1,000,000 rows: count 622 ms against 198, sum of a quarter 275 against 60).
create table private.access_keys (
  key uuid primary key,
  base_id uuid not null,
  maker_id uuid
);
comment on table private.access_keys is 'Keys that stand for more than one person: base (owner, queue, team or organisation) and maker.';
create index access_keys_base_id_idx on private.access_keys (base_id);
create index access_keys_maker_id_idx on private.access_keys (maker_id);
alter table private.access_keys enable row level security;

create function private.access_key(base uuid, maker uuid) returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select case when maker is null or maker = base then base else pg_catalog.md5(base::text || maker::text)::uuid end $$;
comment on function private.access_key(uuid, uuid) is 'The key of a row that base owns and maker made.';

create function private.people_below(person uuid) returns setof uuid
language sql stable security definer parallel safe set search_path = ''
as $$
  with recursive led_team(lead, team) as (
    select t.lead_id, t.id from public.teams t where t.lead_id is not null
    union
    select l.lead, t.id from led_team l join public.teams t on t.parent_id = l.team
  ),
  below(id) as (
    select person
    union
    select p.id
    from below b
    join lateral (
      select r.id from public.profiles r where r.manager_id = b.id
      union all
      select m.id from led_team l join public.profiles m on m.team_id = l.team where l.lead = b.id
    ) p on true
  )
  select id from below
$$;
comment on function private.people_below(uuid) is 'The person, and everyone whom they manage or whose team they lead, however deep.';

create function private.ids_in_scope(person uuid, reach public.access_scope) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  my_team uuid;
  my_department uuid;
  teams uuid[];
  people uuid[];
  result uuid[];
begin
  if person is null or reach = 'none' then
    return '{}';
  end if;
  if reach = 'own' then
    return array[person];
  end if;
  if reach = 'all' then
    return array(
      select p.id from public.profiles p
      union all select t.id from public.teams t
      union all select q.id from public.ticket_queues q
      union all select private.organisation_id()
    );
  end if;

  select p.team_id, p.department_id into my_team, my_department from public.profiles p where p.id = person;

  teams := array(
    with recursive led(id) as (
      select t.id from public.teams t where t.lead_id in (select private.people_below(person))
      union
      select t.id from led join public.teams t on t.parent_id = led.id
    )
    select id from led
    union
    select my_team where my_team is not null
    union
    select t.id from public.teams t where reach = 'department' and t.department_id = my_department
  );
  people := array(
    select private.people_below(person)
    union
    select p.id from public.profiles p where p.team_id = any (teams)
    union
    select p.id from public.profiles p where reach = 'department' and p.department_id = my_department
  );
  result := teams || people || array(
    select q.id from public.ticket_queues q
    where q.team_id = any (teams)
      or exists (select from public.ticket_queue_members m where m.queue_id = q.id and m.profile_id = person)
      or (reach = 'department' and q.department_id = my_department)
  );
  return result;
end $$;
comment on function private.ids_in_scope(uuid, public.access_scope) is
  'The ids of people (those who left included), teams, queues and the organisation that a scope covers for a person.';

create function private.visible_ids(resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.me();
  bases uuid[];
begin
  if person is null then
    return '{}';
  end if;
  bases := private.ids_in_scope(person, private.my_scope(resource, action));
  if bases = '{}' then
    return '{}';
  end if;
  if action = 'create' then
    -- I am the maker of whatever I make: for whom is what the scope is about. What is hung on a record carries the key of
    -- that record, whoever made it.
    return bases || array(
      select pg_catalog.md5(b.id::text || person::text)::uuid from pg_catalog.unnest(bases) b (id)
      union all
      select k.key from private.access_keys k where k.base_id = any (bases)
    );
  end if;
  return bases || array(
    -- made by me, for whomever: computed, not looked up, so that a row made in this very statement is seen
    select pg_catalog.md5(b.id::text || person::text)::uuid from (
      select p.id from public.profiles p where p.id <> person
      union all select t.id from public.teams t
      union all select q.id from public.ticket_queues q
      union all select private.organisation_id()
    ) b (id)
    union all
    select k.key from private.access_keys k where k.base_id = any (bases) or k.maker_id = person
  );
end $$;
comment on function private.visible_ids(text, text) is
  'The access keys that the caller''s roles reach for an action on a resource. Policies compare access_id with it, once a statement.';

create function private.remember_access_key() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.created_by is not null or new.shared then
    insert into private.access_keys (key, base_id, maker_id)
    select new.access_id, b.base, new.created_by
    from (select coalesce(
      (pg_catalog.to_jsonb(new) ->> 'owner_id')::uuid,
      (pg_catalog.to_jsonb(new) ->> 'assignee_id')::uuid,
      (pg_catalog.to_jsonb(new) ->> 'queue_id')::uuid,
      (pg_catalog.to_jsonb(new) ->> 'team_id')::uuid,
      private.organisation_id()) as base) b
    where new.shared or b.base <> new.created_by
    on conflict (key) do update set base_id = excluded.base_id where access_keys.base_id <> excluded.base_id;
  end if;
  return null;
end $$;
comment on function private.remember_access_key() is 'Registers the key of a row whose maker is not its owner, or that is shared.';

create function private.stamp_row() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if (select auth.uid()) is not null then
      new.created_by := private.me();
      new.created_at := now();
      new.updated_at := now();
      new.shared := false;
    end if;
  else
    if (select auth.uid()) is not null and pg_catalog.current_setting('atrium.assigning', true) is distinct from 'on' then
      new.shared := old.shared;
    end if;
    new.id := old.id;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
    if pg_catalog.pg_trigger_depth() = 1 then
      new.updated_at := now();
    end if;
  end if;
  return new;
end $$;
comment on function private.stamp_row() is 'Who made a row and when is not the caller''s to say; updated_at is the version that a form saves over (a key that follows its parent is no new version).';

create function private.touch_row() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end $$;
comment on function private.touch_row() is 'Keeps updated_at.';

create function private.owner_default() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.owner_id is null and new.team_id is null and private.my_scope(tg_argv[0], 'create') <> 'all' then
    new.owner_id := private.me();
  end if;
  return new;
end $$;
comment on function private.owner_default() is 'What somebody makes without naming an owner is theirs, unless they may make what nobody owns.';

create function private.guard_owner() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and pg_catalog.current_setting('atrium.assigning', true) is distinct from 'on'
    and (pg_catalog.to_jsonb(new) -> tg_argv[0]) is distinct from (pg_catalog.to_jsonb(old) -> tg_argv[0]) then
    perform private.fail('42501', 'owner_by_assign', 'The owner is changed by assigning the record, not by editing it.',
      pg_catalog.json_build_object('field', tg_argv[0])::text);
  end if;
  return new;
end $$;
comment on function private.guard_owner() is 'An owner changes only through assign_records, which asks for the permission "assign".';

create table private.resource_tables (
  table_name text primary key,
  resource text not null,
  shape text not null check (shape in ('owned', 'child', 'reference', 'special')),
  owner_column text,
  trash boolean not null default false
);
comment on table private.resource_tables is 'Which resource of the matrix guards a table, and in which shape. Every table of public is in it.';
create unique index resource_tables_trash_key on private.resource_tables (resource) where trash;
alter table private.resource_tables enable row level security;

create procedure private.protect(tbl text, resource text, shape text, owner_column text default null, trash boolean default false)
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
end $$;
comment on procedure private.protect(text, text, text, text, boolean) is
  'Row-level security on, nothing for anon, nothing for who is not active; registers the table. Policies follow.';

create procedure private.protect_reference(tbl text, resource text)
language plpgsql set search_path = ''
as $$
begin
  call private.protect(tbl, resource, 'reference');
  execute pg_catalog.format('create policy %I on public.%I for select to authenticated using ((select private.may(%L, ''read'')))', tbl || '_read', tbl, resource);
  execute pg_catalog.format('create policy %I on public.%I for insert to authenticated with check ((select private.may(%L, ''create'')))', tbl || '_create', tbl, resource);
  execute pg_catalog.format('create policy %I on public.%I for update to authenticated using ((select private.may(%L, ''update'')))', tbl || '_update', tbl, resource);
  execute pg_catalog.format('create policy %I on public.%I for delete to authenticated using ((select private.may(%L, ''delete'')))', tbl || '_delete', tbl, resource);
end $$;
comment on procedure private.protect_reference(text, text) is 'Policies of a table whose rows have no owner: read, create, update, delete by permission.';

create procedure private.protect_owned(tbl text, resource text, owner_column text, also_read text default null, also_check text default null)
language plpgsql set search_path = ''
as $$
declare
  reach constant text := 'access_id = any ((select private.visible_ids(%L, %L))::uuid[])';
  new_row_ok text := coalesce(' and (' || also_check || ')', '');
begin
  call private.protect(tbl, resource, 'owned', owner_column, true);
  execute pg_catalog.format('create policy %I on public.%I for select to authenticated using (deleted_at is null and (' || reach || coalesce(' or ' || also_read, '') || '))',
    tbl || '_read', tbl, resource, 'read');
  execute pg_catalog.format('create policy %I on public.%I for insert to authenticated with check (deleted_at is null and ' || reach || new_row_ok || ')',
    tbl || '_create', tbl, resource, 'create');
  execute pg_catalog.format('create policy %I on public.%I for update to authenticated using (deleted_at is null and ' || reach || ') with check (deleted_at is null and ' || reach || new_row_ok || ')',
    tbl || '_update', tbl, resource, 'update', resource, 'update');
  execute pg_catalog.format('revoke delete on public.%I from authenticated', tbl);
  execute pg_catalog.format('create trigger a_stamp_row before insert or update on public.%I for each row execute function private.stamp_row()', tbl);
  execute pg_catalog.format('create trigger b_guard_owner before update of %I on public.%I for each row execute function private.guard_owner(%L)', owner_column, tbl, owner_column);
  execute pg_catalog.format('create trigger y_remember_access_key after insert on public.%I for each row when (new.created_by is not null or new.shared) execute function private.remember_access_key()', tbl);
  execute pg_catalog.format('create trigger y_remember_new_access_key after update on public.%I for each row when (old.access_id is distinct from new.access_id) execute function private.remember_access_key()', tbl);
end $$;
comment on procedure private.protect_owned(text, text, text, text, text) is
  'The one shape of a business table: rows by access_id, trash instead of delete, owner by assign. also_read: a further indexed arm; also_check: the parents of a new row.';

create procedure private.protect_child(tbl text, resource text, parent_resource text)
language plpgsql set search_path = ''
as $$
declare
  reach constant text := 'access_id = any ((select private.visible_ids(%L, %L))::uuid[])';
  field_group boolean := resource like parent_resource || '.%';
  write_actions text[] := case when resource = parent_resource or field_group then array['update', 'update', 'update'] else array['create', 'update', 'delete'] end;
  with_parent text := case when resource <> parent_resource then pg_catalog.format(' and access_id = any ((select private.visible_ids(%L, ''read''))::uuid[])', parent_resource) else '' end;
begin
  call private.protect(tbl, resource, 'child');
  execute pg_catalog.format('create policy %I on public.%I for select to authenticated using (' || reach || case when field_group then with_parent else '' end || ')', tbl || '_read', tbl, resource, 'read');
  execute pg_catalog.format('create policy %I on public.%I for insert to authenticated with check (' || reach || with_parent || ')', tbl || '_create', tbl, resource, write_actions[1]);
  execute pg_catalog.format('create policy %I on public.%I for update to authenticated using (' || reach || with_parent || ')', tbl || '_update', tbl, resource, write_actions[2]);
  execute pg_catalog.format('create policy %I on public.%I for delete to authenticated using (' || reach || with_parent || ')', tbl || '_delete', tbl, resource, write_actions[3]);
end $$;
comment on procedure private.protect_child(text, text, text) is
  'What hangs on one record carries that record''s access key. A field group (customers.contact_details) never reaches further than its record.';

create function private.copy_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  parent uuid := (pg_catalog.to_jsonb(new) ->> tg_argv[1])::uuid;
  key uuid;
begin
  if tg_op = 'UPDATE' and tg_argv[2] = 'access_id' and (select auth.uid()) is not null
    and parent is distinct from (pg_catalog.to_jsonb(old) ->> tg_argv[1])::uuid then
    perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
  end if;
  if parent is not null then
    execute pg_catalog.format('select case when deleted_at is null then %I end from public.%I where id = $1', tg_argv[3], tg_argv[0])
      into key using parent;
    key := coalesce(key, private.nobody_id());
  end if;
  return pg_catalog.jsonb_populate_record(new, pg_catalog.jsonb_build_object(tg_argv[2], key));
end $$;
comment on function private.copy_access() is
  'Before trigger (parent table, foreign key, column, parent''s column): the row carries its parent''s access key, nobody''s while the parent is in the trash.';

create function private.spread_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  key uuid := case when new.deleted_at is null then (pg_catalog.to_jsonb(new) ->> tg_argv[0])::uuid else private.nobody_id() end;
  i integer := 1;
begin
  while i < tg_nargs loop
    execute pg_catalog.format('update public.%I set %I = $1 where %I = $2', tg_argv[i], tg_argv[i + 2], tg_argv[i + 1]) using key, new.id;
    i := i + 3;
  end loop;
  return null;
end $$;
comment on function private.spread_access() is
  'After trigger (own column; then child table, foreign key, column, …): when a record changes hands or goes to the trash, what hangs on it follows.';

create function private.key_of(tbl text, row_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  key uuid;
begin
  execute pg_catalog.format('select access_id from public.%I where id = $1 and deleted_at is null', tbl) into key using row_id;
  return coalesce(key, private.nobody_id());
end $$;
comment on function private.key_of(text, uuid) is
  'The access key of a record, nobody''s if it is gone: policies compare it to see that a new row''s parent is one that the caller sees.';

create procedure private.hang_on(parent text, children text[], parent_key text default 'access_id')
language plpgsql set search_path = ''
as $$
declare
  child text[];
  item text;
  arguments text := pg_catalog.format('%L', parent_key);
  first_child constant text := pg_catalog.split_part(children[1], '.', 1);
begin
  foreach item in array children loop
    child := pg_catalog.string_to_array(item, '.');
    execute pg_catalog.format('create trigger c_copy_%s before insert or update of %I, %I on public.%I for each row execute function private.copy_access(%L, %L, %L, %L)',
      child[3], child[2], child[3], child[1], parent, child[2], child[3], parent_key);
    arguments := arguments || pg_catalog.format(', %L, %L, %L', child[1], child[2], child[3]);
  end loop;
  execute pg_catalog.format('create trigger %I after update on public.%I for each row when (old.%I is distinct from new.%I or (old.deleted_at is null) <> (new.deleted_at is null)) execute function private.spread_access(%s)',
    'z_spread_' || parent_key || '_' || first_child, parent, parent_key, parent_key, arguments);
end $$;
comment on procedure private.hang_on(text, text[], text) is
  'Keeps the access key of children ("table.foreign_key.column") the same as their parent''s column.';

call private.protect_reference('settings', 'settings');
call private.protect_reference('departments', 'departments');
call private.protect_reference('teams', 'teams');
call private.protect_reference('roles', 'roles');
call private.protect_reference('role_permissions', 'roles');
call private.protect_reference('profile_roles', 'roles');
call private.protect('resource_actions', 'roles', 'special');
create policy resource_actions_read on public.resource_actions for select to authenticated using ((select private.is_active()));
revoke insert, update, delete on public.resource_actions from authenticated, service_role;

call private.protect('profiles', 'profiles', 'special');
create policy profiles_read on public.profiles for select to authenticated
  using (id = any ((select private.visible_ids('profiles', 'read'))::uuid[]));
create policy profiles_update on public.profiles for update to authenticated
  using (id = any ((select private.visible_ids('profiles', 'update'))::uuid[]));
revoke insert, delete on public.profiles from authenticated;

create trigger touch_row before update on public.settings for each row execute function private.touch_row();
create trigger touch_row before update on public.departments for each row execute function private.touch_row();
create trigger touch_row before update on public.teams for each row execute function private.touch_row();
create trigger touch_row before update on public.roles for each row execute function private.touch_row();
create trigger touch_row before update on public.profiles for each row execute function private.touch_row();

create function private.guard_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    new.id := old.id;
    new.user_id := old.user_id;
    new.created_at := old.created_at;
    if (new.team_id, new.department_id, new.manager_id, new.active, new.email)
      is distinct from (old.team_id, old.department_id, old.manager_id, old.active, old.email)
      and not private.may('profiles', 'update') then
      perform private.fail('42501', 'profile_by_admin', 'Team, manager, e-mail and access of a person are changed by an administrator.');
    end if;
  end if;
  return new;
end $$;
comment on function private.guard_profile() is 'What decides a person''s access is not theirs to change.';
create trigger a_guard_profile before update on public.profiles for each row execute function private.guard_profile();

create function private.my_permissions() returns jsonb
language sql stable security definer parallel safe set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'profile_id', me.id,
    'organisation_id', private.organisation_id(),
    'roles', coalesce((
      select pg_catalog.jsonb_agg(r.key order by r.key)
      from public.profile_roles pr join public.roles r on r.id = pr.role_id where pr.profile_id = me.id), '[]'::jsonb),
    'permissions', coalesce((
      select pg_catalog.jsonb_object_agg(m.resource, m.actions)
      from (
        select widest.resource, pg_catalog.jsonb_object_agg(widest.action, widest.scope) as actions
        from (
          select rp.resource, rp.action, max(rp.scope) as scope
          from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
          where pr.profile_id = me.id
          group by rp.resource, rp.action
        ) widest
        where widest.scope <> 'none'
        group by widest.resource
      ) m), '{}'::jsonb))
  from (select private.me() as id) me
$$;
create function public.my_permissions() returns jsonb
language sql stable set search_path = ''
as $$ select private.my_permissions() $$;

comment on function private.my_permissions() is 'The body of public.my_permissions().';
comment on function public.my_permissions() is
  'The caller''s whole matrix in one call: profile_id, organisation_id, roles, permissions {resource: {action: scope}}. Null profile for somebody without access.';

grant execute on function
  private.organisation_id(), private.nobody_id(), private.fail(text, text, text, text), private.search_norm(text),
  private.digits(text), private.search_pattern(text), private.phone_pattern(text),
  private.me(), private.is_active(), private.my_scope(text, text), private.may(text, text),
  private.visible_ids(text, text), private.access_key(uuid, uuid), private.key_of(text, uuid), private.my_permissions()
  to authenticated, service_role;
grant execute on function public.my_permissions() to authenticated;
