-- Live: whoever looks at something is told that it changed, and asks anew, which Postgres can refuse. An event carries keys
-- alone, by Realtime's private topics:
--   access:<table>:all | department:<id> | team:<id> | queue:<id> | own:<id>   rows of a table, by whose they are
--   record:<table>:<id>   one record and what hangs on it; who looks at it is known there too
--   permissions           who may do what, or whose rows that reaches, may be another

create table private.live_tables (
  table_name text primary key,
  resource text not null,
  also_resource text
);
comment on table private.live_tables is
  'Tables whose changes are told by access topics, and by the topic of each record. resource: who may read them; also_resource: whose readers see their rows too.';
alter table private.live_tables enable row level security;

create function private.to_uuid(text) returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select case when $1 ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then $1::uuid end $$;
comment on function private.to_uuid(text) is 'A text as a uuid in its usual form, null when it is none.';

create function private.live_topics() returns jsonb
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
  told jsonb := '{}';
  kind record;
  reach public.access_scope;
  mine text[];
begin
  if person is null then
    return told;
  end if;
  for kind in select t.table_name, r.resource from private.live_tables t
    cross join pg_catalog.unnest(array[t.resource, t.also_resource]) r (resource) where r.resource is not null
  loop
    reach := private.my_scope(kind.resource, 'read');
    mine := case reach
      when 'none' then '{}'::text[]
      when 'all' then array['all']
      else private.live_places(person, reach)
    end;
    told := told || pg_catalog.jsonb_build_object(kind.table_name, coalesce(told -> kind.table_name, '[]')
      || pg_catalog.to_jsonb(array(select 'access:' || kind.table_name || ':' || m from pg_catalog.unnest(mine) m
        where not coalesce(told -> kind.table_name, '[]') ? ('access:' || kind.table_name || ':' || m))));
  end loop;
  return told;
end $$;
comment on function private.live_topics() is 'The body of public.my_live_topics().';

create function private.live_places(person uuid, reach public.access_scope) returns text[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  ids constant uuid[] := private.ids_in_scope(person, reach);
  teams constant uuid[] := array(select t.id from public.teams t where t.id = any (ids));
  department constant uuid := case when reach = 'department' then (select p.department_id from public.profiles p where p.id = person) end;
begin
  -- what I made stays mine to see, whoever has it
  return array(
    select 'own:' || person
    union
    select 'department:' || department where department is not null
    union
    select 'team:' || t from pg_catalog.unnest(teams) t
    union
    select 'queue:' || q.id from public.ticket_queues q
    where q.id = any (ids) and (q.team_id is null or q.team_id <> all (teams)) and q.department_id is distinct from department
    union
    select 'own:' || p.id from public.profiles p
    where p.id = any (ids) and (p.team_id is null or p.team_id <> all (teams))
      and (department is null or p.department_id is distinct from department));
end $$;
comment on function private.live_places(uuid, public.access_scope) is
  'The ends of the access topics that cover a scope below all, as few as possible: a person of a team in it is told by the team''s.';

create function public.my_live_topics() returns jsonb
language sql stable set search_path = '' as $$ select private.live_topics() $$;
comment on function public.my_live_topics() is
  'By table, the private topics by which the caller is told of changes to rows that they may see: {deals: ["access:deals:team:…"]}. Another my_permissions_revision() means other topics.';

create function private.may_hear(place text[]) returns boolean
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
  kind record;
  reach public.access_scope;
begin
  for kind in select r.resource from private.live_tables t
    cross join pg_catalog.unnest(array[t.resource, t.also_resource]) r (resource)
    where t.table_name = place[2] and r.resource is not null
  loop
    reach := private.my_scope(kind.resource, 'read');
    if reach = 'all' then
      return true;
    end if;
    if reach <> 'none' and (place[3] || ':' || coalesce(place[4], '')) = any (private.live_places(person, reach)) then
      return true;
    end if;
  end loop;
  return false;
end $$;
comment on function private.may_hear(text[]) is 'Whether an access topic, split at its colons, tells only of rows that the caller''s scope covers.';

create function private.may_join(topic text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  place constant text[] := pg_catalog.string_to_array(topic, ':');
  record_id constant uuid := private.to_uuid(place[3]);
  found boolean := false;
begin
  if not private.is_active() then
    return false;
  end if;
  if topic = 'permissions' then
    return true;
  end if;
  if place[1] = 'access' and pg_catalog.cardinality(place) between 3 and 4 then
    return private.may_hear(place);
  end if;
  if place[1] = 'record' and pg_catalog.cardinality(place) = 3 and record_id is not null and private.is_live(place[2]) then
    -- as the caller, under the table's own policies
    execute pg_catalog.format('select exists (select from public.%I where id = $1)', place[2]) into found using record_id;
  end if;
  return found;
end $$;
comment on function private.may_join(text) is 'Whether the caller may be told what a topic of Realtime tells, as things are now.';

create function private.is_live(tbl text) returns boolean
language sql stable security definer parallel safe set search_path = ''
as $$ select exists (select from private.live_tables t where t.table_name = tbl) $$;
comment on function private.is_live(text) is 'Whether changes of a table are told.';

create policy atrium_hear on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_join((select realtime.topic()))));
-- Nobody but the database sends events; who looks at a record says so to the others who may.
create policy atrium_be_present on realtime.messages for insert to authenticated
  with check (extension = 'presence' and (select realtime.topic()) like 'record:%' and (select private.may_join((select realtime.topic()))));

create function private.tell_once(topic text, payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  told constant text := coalesce(pg_catalog.current_setting('atrium.told', true), '');
  -- an event for many rows says more than one for a few
  mark constant text := pg_catalog.format(' %s%s ', topic, case when payload ? 'many' then '*' else '' end);
begin
  if pg_catalog.strpos(told, mark) > 0 then
    return;
  end if;
  perform pg_catalog.set_config('atrium.told', case when pg_catalog.length(told) > 8000 then mark else told || mark end, true);
  perform realtime.send(payload, 'changed', topic, true);
end $$;
comment on function private.tell_once(text, jsonb) is 'Sends an event to a private topic, unless this transaction has sent it already: it leaves at the commit.';

create function private.tell(tbl text, keys uuid[], ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  many constant boolean := pg_catalog.cardinality(ids) > 50;
  payload constant jsonb := pg_catalog.jsonb_build_object('table', tbl) || case when many then '{"many": true}' else '{}' end::jsonb;
  place text;
  id uuid;
begin
  for place in
    with key as (
      select distinct coalesce(k.base_id, u.key) as base, k.maker_id as maker
      from pg_catalog.unnest(keys) u (key) left join private.access_keys k on k.key = u.key
    ),
    base as (
      select p.id, 'own' as kind, p.team_id, p.department_id from public.profiles p where p.id in (select k.base from key k)
      union all select t.id, 'team', null, t.department_id from public.teams t where t.id in (select k.base from key k)
      union all select q.id, 'queue', q.team_id, q.department_id from public.ticket_queues q where q.id in (select k.base from key k)
    )
    select 'all'
    union select b.kind || ':' || b.id from base b
    union select 'own:' || k.maker from key k where k.maker is not null
    union select 'team:' || b.team_id from base b where b.team_id is not null
    union select 'department:' || b.department_id from base b where b.department_id is not null
  loop
    perform private.tell_once('access:' || tbl || ':' || place, payload);
  end loop;
  if not many then
    foreach id in array ids loop
      perform private.tell_once('record:' || tbl || ':' || id, pg_catalog.jsonb_build_object('table', tbl, 'id', id));
    end loop;
  end if;
end $$;
comment on function private.tell(text, uuid[], uuid[]) is
  'Tells whoever may see rows of a table, by these access keys, that they changed; of more than 50 records none by itself.';

create function private.tell_rows() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  keys uuid[];
  ids uuid[];
begin
  -- tg_argv[0]: the rows carry their customer's key too, by which they are seen as well
  if tg_op = 'INSERT' then
    select pg_catalog.array_agg(distinct r.access_id), pg_catalog.array_agg(r.id) into keys, ids from new_rows r;
    if tg_nargs > 0 then
      keys := keys || array(select distinct r.customer_access_id from new_rows r where r.customer_access_id is not null);
    end if;
  else
    select pg_catalog.array_agg(distinct r.access_id), pg_catalog.array_agg(distinct r.id) into keys, ids
    from (select o.access_id, o.id from old_rows o union all select n.access_id, n.id from new_rows n) r;
    if tg_nargs > 0 then
      keys := keys || array(select distinct r.customer_access_id
        from (select o.customer_access_id from old_rows o union all select n.customer_access_id from new_rows n) r
        where r.customer_access_id is not null);
    end if;
  end if;
  if ids is not null then
    perform private.tell(tg_table_name, keys, ids);
  end if;
  return null;
end $$;
comment on function private.tell_rows() is 'After a statement: tells of the rows that it made or changed, to who saw them before and who sees them now.';

create function private.tell_parent() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  ids uuid[];
  id uuid;
begin
  -- tg_argv: the record's table, and the column that refers to it
  if tg_op = 'DELETE' then
    ids := array(select distinct (pg_catalog.to_jsonb(r) ->> tg_argv[1])::uuid from old_rows r limit 51);
  else
    ids := array(select distinct (pg_catalog.to_jsonb(r) ->> tg_argv[1])::uuid from new_rows r limit 51);
  end if;
  if pg_catalog.cardinality(ids) <= 50 then
    foreach id in array ids loop
      perform private.tell_once('record:' || tg_argv[0] || ':' || id, pg_catalog.jsonb_build_object('table', tg_argv[0], 'id', id));
    end loop;
  end if;
  return null;
end $$;
comment on function private.tell_parent() is 'After a statement: tells whoever looks at a record that what hangs on it changed.';

create function private.tell_permissions() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.tell_once('permissions', pg_catalog.jsonb_build_object('table', tg_table_name));
  return null;
end $$;
comment on function private.tell_permissions() is 'After a row: tells everybody, once, to ask whether their permissions are another.';

create function private.tell_share() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  share public.record_shares;
  tbl text;
  member uuid;
begin
  share := case when tg_op = 'DELETE' then old else new end;
  tbl := (select t.table_name from private.resource_tables t where t.resource = share.resource and t.trash);
  perform private.tell_once('record:' || tbl || ':' || share.record_id, pg_catalog.jsonb_build_object('table', tbl, 'id', share.record_id));
  for member in
    select share.profile_id where share.profile_id is not null
    union select p.id from public.profiles p where p.team_id = share.team_id
  loop
    perform private.tell_once('access:' || tbl || ':own:' || member, pg_catalog.jsonb_build_object('table', tbl));
  end loop;
  return null;
end $$;
comment on function private.tell_share() is 'Tells those with whom a record is shared, or no longer, and whoever looks at it.';

create procedure private.make_live(tbl text, resource text, also_resource text default null)
language plpgsql set search_path = ''
as $$
declare
  argument constant text := case when also_resource is null then '' else pg_catalog.quote_literal(also_resource) end;
begin
  insert into private.live_tables (table_name, resource, also_resource) values (tbl, resource, also_resource);
  execute pg_catalog.format('create trigger z_tell_inserted after insert on public.%I referencing new table as new_rows for each statement execute function private.tell_rows(%s)', tbl, argument);
  execute pg_catalog.format('create trigger z_tell_updated after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function private.tell_rows(%s)', tbl, argument);
end $$;
comment on procedure private.make_live(text, text, text) is
  'From now on changes of a business table are told. also_resource: whose readers see its rows too, by customer_access_id.';

create procedure private.make_live_with(parent text, children text[])
language plpgsql set search_path = ''
as $$
declare
  item text;
  child text[];
begin
  foreach item in array children loop
    child := pg_catalog.string_to_array(item, '.');
    execute pg_catalog.format('create trigger z_tell_inserted after insert on public.%I referencing new table as new_rows for each statement execute function private.tell_parent(%L, %L)', child[1], parent, child[2]);
    execute pg_catalog.format('create trigger z_tell_updated after update on public.%I referencing new table as new_rows for each statement execute function private.tell_parent(%L, %L)', child[1], parent, child[2]);
    execute pg_catalog.format('create trigger z_tell_deleted after delete on public.%I referencing old table as old_rows for each statement execute function private.tell_parent(%L, %L)', child[1], parent, child[2]);
  end loop;
end $$;
comment on procedure private.make_live_with(text, text[]) is 'A change of what hangs on a record ("table.foreign_key") is told to whoever looks at the record.';

call private.make_live('customers', 'customers');
call private.make_live('deals', 'deals');
call private.make_live('tickets', 'tickets');
call private.make_live('tasks', 'tasks');
call private.make_live('orders', 'orders', 'customers');
call private.make_live('activities', 'activities', 'customers');
call private.make_live_with('customers', array[
  'customer_contact_details.customer_id', 'customer_demographics.customer_id', 'contacts.customer_id',
  'contact_details.customer_id', 'customer_tags.customer_id', 'customer_pins.customer_id']);
call private.make_live_with('deals', array['deal_contacts.deal_id', 'deal_financials.deal_id', 'deal_items.deal_id']);
call private.make_live_with('orders', array['order_items.order_id']);
call private.make_live_with('tickets', array['ticket_messages.ticket_id']);
call private.make_live_with('activities', array['activity_participants.activity_id']);

create trigger z_tell_share after insert or update or delete on public.record_shares for each row execute function private.tell_share();
do $$
declare
  tbl text;
begin
  foreach tbl in array array['profile_roles', 'role_permissions', 'roles', 'teams', 'departments', 'ticket_queues',
    'ticket_queue_members', 'view_as_sessions'] loop
    execute pg_catalog.format('create trigger z_tell_permissions after insert or update or delete on public.%I for each row execute function private.tell_permissions()', tbl);
  end loop;
end $$;
create trigger z_tell_permissions after insert or delete or update of user_id, active, team_id, department_id, manager_id
  on public.profiles for each row execute function private.tell_permissions();

revoke execute on function public.my_live_topics() from public, anon;
grant execute on function public.my_live_topics() to authenticated;
grant execute on function private.to_uuid(text), private.live_topics(), private.may_hear(text[]), private.may_join(text), private.is_live(text)
  to authenticated;
