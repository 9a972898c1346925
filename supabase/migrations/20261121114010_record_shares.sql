-- A single record shared with a person or a team: to read or to edit, until a date if wished.

alter table private.resource_tables add column parent_resource text;
comment on column private.resource_tables.parent_resource is 'The resource whose records a resource hangs on (contacts hang on customers); null where it is the same.';
update private.resource_tables set parent_resource = 'customers' where resource = 'contacts';

create function private.record_resource(resource text) returns text
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce((select max(t.parent_resource) from private.resource_tables t where t.resource = $1), pg_catalog.split_part($1, '.', 1))
$$;
comment on function private.record_resource(text) is 'The resource whose records, when shared, take this one''s rows along: customers for contacts, itself for most.';

insert into public.resource_actions (resource, action, scoped)
select t.resource, 'share', true from private.resource_tables t where t.trash;
-- who may change a record may also let somebody else in
insert into public.role_permissions (role_id, resource, action, scope)
select p.role_id, p.resource, 'share', p.scope from public.role_permissions p
join private.resource_tables t on t.resource = p.resource and t.trash
where p.action = 'update';

create table public.record_shares (
  id uuid primary key default gen_random_uuid(),
  resource text not null,
  record_id uuid not null,
  profile_id uuid references public.profiles on delete cascade,
  team_id uuid references public.teams on delete cascade,
  access text not null default 'read' check (access in ('read', 'edit')),
  until timestamptz,
  created_by uuid references public.profiles on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((profile_id is null) <> (team_id is null)),
  unique (resource, record_id, profile_id),
  unique (resource, record_id, team_id)
);
comment on table public.record_shares is
  'Records that somebody outside their owner''s circle may read or edit, by name. A share reaches the record and what hangs on it, not its field groups, and no further than the person''s roles: what they may not do with any record of the kind, no share allows.';
create index record_shares_profile_id_idx on public.record_shares (profile_id, resource);
create index record_shares_team_id_idx on public.record_shares (team_id, resource);
create index record_shares_created_by_idx on public.record_shares (created_by);
create index record_shares_until_idx on public.record_shares (until) where until is not null;

create table private.shared_records (
  resource text not null,
  record_id uuid not null,
  base_id uuid not null,
  maker_id uuid,
  primary key (resource, record_id)
);
comment on table private.shared_records is
  'Shared records have their own id as access key: who they belong to (owner, queue, team or organisation) and who made them stand here, so that those see them as before. By resource: the id of a record of another kind opens nothing.';
create index shared_records_base_id_idx on private.shared_records (base_id);
create index shared_records_maker_id_idx on private.shared_records (maker_id);
create index shared_records_record_id_idx on private.shared_records (record_id);
alter table private.shared_records enable row level security;

create or replace function private.remember_access_key() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r constant jsonb := pg_catalog.to_jsonb(new);
  base constant uuid := coalesce((r ->> 'owner_id')::uuid, (r ->> 'assignee_id')::uuid, (r ->> 'queue_id')::uuid,
    (r ->> 'team_id')::uuid, private.organisation_id());
  kind constant text := (select t.resource from private.resource_tables t where t.table_name = tg_table_name);
begin
  if new.shared then
    insert into private.shared_records (resource, record_id, base_id, maker_id) values (kind, new.id, base, new.created_by)
    on conflict on constraint shared_records_pkey do update set base_id = excluded.base_id, maker_id = excluded.maker_id;
    return null;
  end if;
  if tg_op = 'UPDATE' and old.shared then
    delete from private.shared_records s where s.resource = kind and s.record_id = new.id;
  end if;
  if new.created_by is not null and base <> new.created_by then
    insert into private.access_keys (key, base_id, maker_id) values (new.access_id, base, new.created_by)
    on conflict on constraint access_keys_pkey do nothing;
  end if;
  return null;
end $$;
comment on function private.remember_access_key() is 'Registers the key of a row whose maker is not its owner, and to whom a shared row belongs.';

create procedure private.remember_shared(tbl text)
language plpgsql set search_path = ''
as $$
declare
  bases text := (
    select pg_catalog.string_agg(pg_catalog.format('old.%1$I is distinct from new.%1$I', a.attname), ' or ')
    from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attnum > 0 and not a.attisdropped
      and a.attname in ('owner_id', 'assignee_id', 'queue_id', 'team_id'));
begin
  execute pg_catalog.format('create trigger y_remember_shared_base after update on public.%I for each row when (old.shared and new.shared and (%s)) execute function private.remember_access_key()', tbl, bases);
end $$;
comment on procedure private.remember_shared(text) is 'A shared record that changes hands is its new owner''s: its key stays, so it is written down.';

create or replace function private.stamp_row() returns trigger
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
    if pg_catalog.pg_trigger_depth() = 1 and new.shared = old.shared then
      new.updated_at := now();
    end if;
  end if;
  return new;
end $$;
comment on function private.stamp_row() is 'Who made a row and when is not the caller''s to say; updated_at is the version that a form saves over (a key that follows its parent, or a share, is no new version).';

create or replace procedure private.protect_owned(tbl text, resource text, owner_column text, also_read text default null, also_check text default null)
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
  call private.remember_shared(tbl);
end $$;

create or replace procedure private.protect_child(tbl text, resource text, parent_resource text)
language plpgsql set search_path = ''
as $$
declare
  reach constant text := 'access_id = any ((select private.visible_ids(%L, %L))::uuid[])';
  field_group boolean := resource like parent_resource || '.%';
  write_actions text[] := case when resource = parent_resource or field_group then array['update', 'update', 'update'] else array['create', 'update', 'delete'] end;
  with_parent text := case when resource <> parent_resource then pg_catalog.format(' and access_id = any ((select private.visible_ids(%L, ''read''))::uuid[])', parent_resource) else '' end;
begin
  call private.protect(tbl, resource, 'child');
  update private.resource_tables t set parent_resource = protect_child.parent_resource
  where t.table_name = tbl and protect_child.resource <> protect_child.parent_resource and not field_group;
  execute pg_catalog.format('create policy %I on public.%I for select to authenticated using (' || reach || case when field_group then with_parent else '' end || ')', tbl || '_read', tbl, resource, 'read');
  execute pg_catalog.format('create policy %I on public.%I for insert to authenticated with check (' || reach || with_parent || ')', tbl || '_create', tbl, resource, write_actions[1]);
  execute pg_catalog.format('create policy %I on public.%I for update to authenticated using (' || reach || with_parent || ')', tbl || '_update', tbl, resource, write_actions[2]);
  execute pg_catalog.format('create policy %I on public.%I for delete to authenticated using (' || reach || with_parent || ')', tbl || '_delete', tbl, resource, write_actions[3]);
end $$;

do $$
declare
  tbl text;
begin
  for tbl in select t.table_name from private.resource_tables t where t.shape = 'owned' order by 1 loop
    call private.remember_shared(tbl);
  end loop;
end $$;

create function private.teams_of(person uuid) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  return array(
    with recursive up(id) as (
      select p.team_id from public.profiles p where p.id = person and p.team_id is not null
      union
      select t.parent_id from up join public.teams t on t.id = up.id where t.parent_id is not null
    )
    select id from up
    union
    select t.id from public.teams t where t.lead_id = person);
end $$;
comment on function private.teams_of(uuid) is 'The teams that somebody belongs to: their own, those above it, and those that they lead. What is shared with a team is shared with these people.';

create function private.shared_ids(resource text, action text, person uuid, bases uuid[]) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  kind constant text := private.record_resource(resource);
  wanted constant text[] := case
    when resource like '%.%' then '{}'
    when action = 'read' then '{read,edit}'
    when action in ('update', 'create') then '{edit}'
    else '{}' end;
  result uuid[] := array(
    select s.record_id from private.shared_records s where s.resource = kind and (s.base_id = any (bases) or s.maker_id = person));
begin
  if wanted <> '{}' then
    result := result || array(
      select r.record_id from public.record_shares r
      where r.resource = kind and r.access = any (wanted) and (r.until is null or r.until > now())
        and (r.profile_id = person or r.team_id = any (private.teams_of(person))));
  end if;
  return result;
end $$;
comment on function private.shared_ids(text, text, uuid, uuid[]) is
  'The shared records (their ids are their keys) of those whom a scope covers, and those shared with this person or their teams and not yet over. A share never reaches a field group.';

create or replace function private.visible_ids(resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.me();
  reach public.access_scope;
  bases uuid[];
begin
  if person is null then
    return '{}';
  end if;
  reach := private.my_scope(resource, action);
  if reach = 'none' then
    return '{}';
  end if;
  bases := private.ids_in_scope(person, reach);
  if action = 'create' and private.record_resource(resource) = resource then
    -- I am the maker of whatever I make: for whom is what the scope is about
    return bases || array(select pg_catalog.md5(b.id::text || person::text)::uuid from pg_catalog.unnest(bases) b (id));
  end if;
  return bases || private.shared_ids(resource, action, person, bases) || array(
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
  'The access keys that the caller''s roles and what was shared with them reach for an action on a resource. Policies compare access_id with it, once a statement.';

create or replace function private.my_reach(access uuid) returns jsonb
language sql stable security definer parallel safe set search_path = ''
as $$
  with mine as materialized (
    select rp.resource, rp.action, max(rp.scope) as scope,
      -- a contact is made on a customer that is there, so it is about whose that is
      rp.action = 'create' and private.record_resource(rp.resource) = rp.resource as makes
    from public.role_permissions rp
    where rp.role_id = any (private.my_role_ids()) and private.me() is not null and rp.scope <> 'none'
    group by rp.resource, rp.action
  ), shared as materialized (
    select s.resource, s.base_id, s.maker_id from private.shared_records s where s.record_id = access limit 1
  ), reached as materialized (
    -- what a scope covers does not depend on the resource, only on whether something is made: a look for each, not for all
    select s.scope, s.makes
    from (select distinct on (m.scope, m.makes) m.* from mine m) s
    where case when exists (select from shared)
      then exists (select from shared h where h.base_id = any (private.ids_in_scope(private.me(), s.scope)) or (not s.makes and h.maker_id = private.me()))
      else access = any (private.visible_ids(s.resource, s.action)) end
  ), lent as materialized (
    select m.resource, m.action from shared h
    join mine m on private.record_resource(m.resource) = h.resource and m.action in ('read', 'create', 'update') and not m.makes
    where access = any (private.shared_ids(m.resource, m.action, private.me(), '{}'))
  )
  select coalesce(pg_catalog.jsonb_object_agg(r.resource, r.actions), '{}'::jsonb)
  from (
    select x.resource, pg_catalog.jsonb_agg(x.action order by x.action) as actions
    from (
      select m.resource, m.action from mine m join reached r on r.scope = m.scope and r.makes = m.makes
      union
      select l.resource, l.action from lent l
    ) x
    group by x.resource
  ) r
$$;
