-- A field group covers its columns in the audit log too: what was and what came is read by functions that leave out what
-- the caller may not read, never in the table itself.

revoke select on public.audit_log from authenticated;
grant select (id, happened_at, actor_id, as_whom_id, action, resource, table_name, record_id, record_key, root_resource, root_id, source, request, request_id)
  on public.audit_log to authenticated;
comment on column public.audit_log.changes is
  '{field: [old, new]}, the changed fields alone; a redacted field is null. Read through list_audit and record_history, which hide field groups.';
comment on column public.audit_log.as_whom_id is 'As whom the actor looked ("view as"): a person, or a role.';

insert into public.field_groups (resource, table_name, column_name)
select g.resource, 'audit_log', 'changes' from (select distinct f.resource from public.field_groups f) g;

create function private.veiled_groups(access uuid default null) returns text[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.array_agg(g.resource), '{}')
  from (select distinct f.resource from public.field_groups f) g
  where not private.may(g.resource, 'read')
    and (access is null or access <> all (private.visible_ids(g.resource, 'read')))
$$;
comment on function private.veiled_groups(uuid) is
  'The field groups that the caller may not read: of a record with this access key, or, without one, of every record.';

drop function private.audit_line(public.audit_log);
create function private.audit_line(entry public.audit_log, veiled text[]) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'id', entry.id, 'at', entry.happened_at, 'actor_id', entry.actor_id, 'as_whom_id', entry.as_whom_id, 'action', entry.action,
    'resource', entry.resource, 'table', entry.table_name, 'record_id', entry.record_id, 'record_key', entry.record_key,
    'root_resource', entry.root_resource, 'root_id', entry.root_id, 'changes', entry.changes || coalesce(veil.nothing, '{}'), 'source', entry.source)
    || case when veil.fields is null then '{}' else pg_catalog.jsonb_build_object('hidden', veil.fields) end
  from (
    select pg_catalog.jsonb_agg(f.key) as fields, pg_catalog.jsonb_object_agg(f.key, null) as nothing
    from pg_catalog.jsonb_each(entry.changes) f
    where veiled <> '{}' and f.value <> 'null' and (
      -- in a group's own table all but what names the record
      entry.resource = any (veiled) and not f.value @> pg_catalog.to_jsonb(entry.root_id)
      or exists (select from public.field_groups g where g.resource = any (veiled) and g.table_name = entry.table_name and g.column_name = f.key)
      -- what an export was narrowed by may be the very number that was searched for
      or entry.action = 'export' and f.key = 'filter' and exists (select from pg_catalog.unnest(veiled) v where v like entry.resource || '.%'))) veil
$$;
comment on function private.audit_line(public.audit_log, text[]) is
  'A line of the log as the screen takes it: the fields of veiled groups are null, and named in hidden.';

create or replace function private.list_audit(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  how_many constant integer := least(coalesce((payload ->> 'limit')::integer, 50), 500);
  actors constant uuid[] := array(select a::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'actors') a);
  actions constant text[] := array(select a from pg_catalog.jsonb_array_elements_text(payload -> 'actions') a);
  records constant uuid[] := array(select r::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'records') r);
  resources constant text[] := array(
    select distinct ra.resource from public.resource_actions ra
    join pg_catalog.jsonb_array_elements_text(payload -> 'resources') wanted on ra.resource = wanted or ra.resource like wanted || '.%');
  conditions text := '';
  lines jsonb;
begin
  if not private.may('audit', 'view_audit') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  -- only what is asked for stands in the statement, so that each filter has its index; kinds that exist, as constants, so
  -- that the index of the rare ones can be seen to serve
  conditions := pg_catalog.concat(
    case when cardinality(actors) > 0 then ' and a.actor_id = any ($1)' end,
    case when cardinality(actions) > 0 then ' and a.action = any ($2)' end,
    case when cardinality(resources) > 0 then pg_catalog.format(' and a.resource = any (%L::text[])', resources) end,
    case when cardinality(records) > 0 then ' and a.root_id = any ($3)' end,
    case when payload ->> 'from' is not null then ' and a.happened_at >= $4' end,
    case when payload ->> 'to' is not null then ' and a.happened_at < $5' end,
    case when payload ->> 'id' is not null then ' and a.id = $6' end,
    case when payload -> 'before' <> 'null' then ' and (a.happened_at, a.id) < ($7, $8)' end);
  execute 'select coalesce(pg_catalog.jsonb_agg(private.audit_line(l, $10) || pg_catalog.jsonb_build_object(''request'', l.request, ''request_id'', l.request_id) order by l.happened_at desc, l.id desc), ''[]'')
    from (select a.* from public.audit_log a where true' || conditions || ' order by a.happened_at desc, a.id desc limit $9) l'
    into lines
    using actors, actions, records, (payload ->> 'from')::timestamptz, (payload ->> 'to')::timestamptz,
      (payload ->> 'id')::bigint, (payload -> 'before' ->> 'at')::timestamptz, (payload -> 'before' ->> 'id')::bigint, how_many + 1,
      private.veiled_groups();
  return private.audit_page(lines, how_many, true);
end $$;
comment on function public.list_audit(jsonb) is
  'The audit log, newest first: payload {actors, actions, resources, records, from, to, id, before: {at, id}, limit} gives {lines, names: {id: {name, number, resource, key}}, next}. Needs audit.view_audit. A field of a field group that the caller may not read of all is null and named in the line''s hidden.';

create or replace function private.history_lines(resource text, record uuid, before jsonb, how_many integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  row_now jsonb;
  access uuid;
  readable text[];
  veiled text[];
begin
  execute pg_catalog.format('select pg_catalog.to_jsonb(r) from public.%I r where id = $1', private.record_table(resource)) into row_now using record;
  access := coalesce(row_now ->> 'access_id', row_now ->> 'id')::uuid;
  veiled := private.veiled_groups(access);
  -- what hangs on the record is shown to who may read that kind on this very record: a field group's changes to who sees the group
  readable := array(
    select kind.resource from (select distinct a.resource from public.audit_log a where a.root_id = record) kind
    where kind.resource = $1 or kind.resource = 'audit' or private.may(kind.resource, 'read')
      or access = any (private.visible_ids(kind.resource, 'read')));
  return (
    select coalesce(pg_catalog.jsonb_agg(private.audit_line(l, veiled) order by l.happened_at desc, l.id desc), '[]')
    from (
      select a.* from public.audit_log a
      where a.root_id = record and a.resource = any (readable) and a.action not in ('sign_in', 'sign_in_failed')
        and (before is null or (a.happened_at, a.id) < ((before ->> 'at')::timestamptz, (before ->> 'id')::bigint))
      order by a.happened_at desc, a.id desc limit how_many) l);
end $$;

-- As whom somebody looked may be a role, and a shipped role has its name in every language: its key tells which it is.
create or replace function private.audit_references(lines jsonb) returns table (table_name text, key_column text, label_column text, has_number boolean, resource text, ids uuid[])
language sql stable security definer set search_path = ''
as $$
  with line as (
    select l.value ->> 'table' as tbl, (l.value ->> 'actor_id')::uuid as actor_id, (l.value ->> 'as_whom_id')::uuid as as_whom_id,
      (l.value ->> 'record_id')::uuid as record_id, l.value -> 'record_key' as record_key,
      l.value ->> 'root_resource' as root_resource, (l.value ->> 'root_id')::uuid as root_id, l.value -> 'changes' as changes
    from pg_catalog.jsonb_array_elements(lines) l
  ),
  link as (
    select child.relname as tbl, a.attname as field, parent.relname as target
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_class child on child.oid = k.conrelid and child.relnamespace = 'public'::pg_catalog.regnamespace
    join pg_catalog.pg_class parent on parent.oid = k.confrelid and parent.relnamespace = 'public'::pg_catalog.regnamespace
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.atttypid = 'uuid'::pg_catalog.regtype
    where k.contype = 'f' and cardinality(k.conkey) = 1 and child.relname in (select l.tbl from line l)
  ),
  wanted as (
    select 'profiles' as target, person as id from line l cross join lateral (values (l.actor_id), (l.as_whom_id)) p (person)
    union
    select 'roles', l.as_whom_id from line l
    union
    select l.tbl, l.record_id from line l
    union
    select (select t.table_name from private.resource_tables t where t.resource = l.root_resource order by (t.table_name = t.resource) desc, t.trash desc, t.table_name limit 1), l.root_id
    from line l
    union
    select k.target, v.value::uuid
    from line l join link k on k.tbl = l.tbl
    cross join lateral (
      select e.value #>> '{}' from pg_catalog.jsonb_array_elements(case when pg_catalog.jsonb_typeof(l.changes -> k.field) = 'array' then l.changes -> k.field else '[]' end) e (value)
      union all select l.record_key ->> k.field) v (value)
    where v.value ~ '^[0-9a-f-]{36}$'
  )
  select w.target, 'id',
    (select a.attname from pg_catalog.pg_attribute a
     where a.attrelid = pg_catalog.format('public.%I', w.target)::pg_catalog.regclass and not a.attisdropped
       and a.attname in ('name', 'full_name', 'title', 'subject', 'file_name')
     order by pg_catalog.array_position(array['name', 'full_name', 'title', 'subject', 'file_name'], a.attname::text) limit 1),
    exists (select from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('public.%I', w.target)::pg_catalog.regclass and a.attname = 'number' and not a.attisdropped),
    (select t.resource from private.resource_tables t where t.table_name = w.target),
    pg_catalog.array_agg(w.id)
  from wanted w
  where w.id is not null and w.target is not null
    and exists (select from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('public.%I', w.target)::pg_catalog.regclass and a.attname = 'id'
      and a.atttypid = 'uuid'::pg_catalog.regtype and not a.attisdropped)
  group by w.target
$$;

create or replace function private.audit_names(lines jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  target record;
  found_here jsonb;
  names jsonb := '{}';
begin
  for target in select * from private.audit_references(lines) loop
    execute pg_catalog.format('select pg_catalog.jsonb_object_agg(id, pg_catalog.jsonb_build_object(''name'', %s, ''number'', %s, ''resource'', %L, ''key'', %s)) from public.%I where id = any ($1)',
      case when target.label_column is null then 'null' else pg_catalog.quote_ident(target.label_column) end,
      case when target.has_number then 'number' else 'null' end, target.resource,
      case when target.table_name = 'roles' then 'case when shipped then key end' else 'null' end, target.table_name)
      into found_here using target.ids;
    names := names || coalesce(found_here, '{}');
  end loop;
  return names;
end $$;
comment on function private.audit_names(jsonb) is
  'What the records are called that lines of the log speak of, {id: {name, number, resource, key: a shipped role''s}}: those that the one who runs it may read.';

create or replace function private.log_event(action text, resource text, facts jsonb, root uuid default null) returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_log (actor_id, as_whom_id, source, request, request_id, action, resource, root_resource, root_id, changes)
  select c.actor_id, coalesce(v.person_id, v.role_id), c.source, c.request, c.request_id, log_event.action, log_event.resource,
    case when root is not null then log_event.resource end, root,
    coalesce((select pg_catalog.jsonb_object_agg(f.key, pg_catalog.jsonb_build_array(null, f.value)) from pg_catalog.jsonb_each(facts) f where f.value <> 'null'), '{}')
  from private.audit_context() c cross join private.current_view() v
$$;

grant execute on function private.veiled_groups(uuid), private.audit_line(public.audit_log, text[]) to authenticated;
