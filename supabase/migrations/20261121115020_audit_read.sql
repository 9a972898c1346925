-- Reading the audit log: all of it for who may view it, a record's own history for who may read the record.

create function private.audit_line(entry public.audit_log) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'id', entry.id, 'at', entry.happened_at, 'actor_id', entry.actor_id, 'as_whom_id', entry.as_whom_id, 'action', entry.action,
    'resource', entry.resource, 'table', entry.table_name, 'record_id', entry.record_id, 'record_key', entry.record_key,
    'root_resource', entry.root_resource, 'root_id', entry.root_id, 'changes', entry.changes, 'source', entry.source)
$$;
comment on function private.audit_line(public.audit_log) is 'A line of the log as the screen takes it.';

create function private.audit_references(lines jsonb) returns table (table_name text, key_column text, label_column text, has_number boolean, resource text, ids uuid[])
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
comment on function private.audit_references(jsonb) is 'Which rows of which tables lines of the log speak of, and by which column such a row is called.';

create function private.audit_names(lines jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  target record;
  found_here jsonb;
  names jsonb := '{}';
begin
  for target in select * from private.audit_references(lines) loop
    execute pg_catalog.format('select pg_catalog.jsonb_object_agg(id, pg_catalog.jsonb_build_object(''name'', %s, ''number'', %s, ''resource'', %L)) from public.%I where id = any ($1)',
      case when target.label_column is null then 'null' else pg_catalog.quote_ident(target.label_column) end,
      case when target.has_number then 'number' else 'null' end, target.resource, target.table_name)
      into found_here using target.ids;
    names := names || coalesce(found_here, '{}');
  end loop;
  return names;
end $$;
comment on function private.audit_names(jsonb) is 'What the records are called that lines of the log speak of, {id: {name, number, resource}}: those that the one who runs it may read.';

create function private.list_audit(payload jsonb) returns jsonb
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
  execute 'select coalesce(pg_catalog.jsonb_agg(private.audit_line(l) || pg_catalog.jsonb_build_object(''request'', l.request, ''request_id'', l.request_id) order by l.happened_at desc, l.id desc), ''[]'')
    from (select a.* from public.audit_log a where true' || conditions || ' order by a.happened_at desc, a.id desc limit $9) l'
    into lines
    using actors, actions, records, (payload ->> 'from')::timestamptz, (payload ->> 'to')::timestamptz,
      (payload ->> 'id')::bigint, (payload -> 'before' ->> 'at')::timestamptz, (payload -> 'before' ->> 'id')::bigint, how_many + 1;
  return private.audit_page(lines, how_many, true);
end $$;
comment on function private.list_audit(jsonb) is 'The body of public.list_audit().';

create function private.audit_page(lines jsonb, how_many integer, with_names boolean) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'lines', page.lines,
    'names', case when with_names then private.audit_names(page.lines) end,
    'next', case when pg_catalog.jsonb_array_length($1) > how_many then pg_catalog.jsonb_build_object('at', page.lines -> -1 -> 'at', 'id', page.lines -> -1 -> 'id') end)
  from (select case when pg_catalog.jsonb_array_length($1) > how_many then $1 - how_many else $1 end as lines) page
$$;
comment on function private.audit_page(jsonb, integer, boolean) is 'A page of how_many lines, from one line more: what they speak of, and where the next page begins.';

create function public.list_audit(payload jsonb) returns jsonb
language sql stable set search_path = '' as $$ select private.list_audit(payload) $$;
comment on function public.list_audit(jsonb) is
  'The audit log, newest first: payload {actors, actions, resources, records, from, to, id, before: {at, id}, limit} gives {lines, names: {id: {name, number, resource}}, next}. Needs audit.view_audit.';

create function private.record_table(resource text) returns text
language sql stable security definer set search_path = ''
as $$
  select t.table_name from private.resource_tables t where t.resource = $1
  order by (t.table_name = t.resource) desc, t.trash desc, t.table_name limit 1
$$;
comment on function private.record_table(text) is 'The table that holds a resource''s records; null for what is no resource.';

create function private.history_lines(resource text, record uuid, before jsonb, how_many integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  row_now jsonb;
  readable text[];
begin
  execute pg_catalog.format('select pg_catalog.to_jsonb(r) from public.%I r where id = $1', private.record_table(resource)) into row_now using record;
  -- what hangs on the record is shown to who may read that kind on this very record: a field group's changes to who sees the group
  readable := array(
    select kind.resource from (select distinct a.resource from public.audit_log a where a.root_id = record) kind
    where kind.resource = $1 or private.may(kind.resource, 'read')
      or coalesce(row_now ->> 'access_id', row_now ->> 'id')::uuid = any (private.visible_ids(kind.resource, 'read')));
  return (
    select coalesce(pg_catalog.jsonb_agg(private.audit_line(l) order by l.happened_at desc, l.id desc), '[]')
    from (
      select a.* from public.audit_log a
      where a.root_id = record and a.resource = any (readable) and a.action not in ('sign_in', 'sign_in_failed')
        and (before is null or (a.happened_at, a.id) < ((before ->> 'at')::timestamptz, (before ->> 'id')::bigint))
      order by a.happened_at desc, a.id desc limit how_many) l);
end $$;
comment on function private.history_lines(text, uuid, jsonb, integer) is
  'Lines of the log about a record and what hangs on it, without the kinds that the caller may not read on it. That the caller may read the record itself is for public.record_history() to ask.';

create function public.record_history(payload jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  how_many constant integer := least(coalesce((payload ->> 'limit')::integer, 30), 200);
  resource constant text := payload ->> 'resource';
  tbl constant text := private.record_table(resource);
  seen boolean;
begin
  if tbl is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  execute pg_catalog.format('select true from public.%I where id = $1', tbl) into seen using (payload ->> 'id')::uuid;
  if seen is null then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  return private.audit_page(private.history_lines(resource, (payload ->> 'id')::uuid, nullif(payload -> 'before', 'null'), how_many + 1), how_many, true);
end $$;
comment on function public.record_history(jsonb) is
  'What happened to a record, newest first, for who may read it: payload {resource, id, before, limit} gives {lines, names, next}. Field groups show only to who may read them; names of what the reader may not see are left out. Raises gone (P0002).';

grant execute on function private.list_audit(jsonb), private.record_table(text), private.history_lines(text, uuid, jsonb, integer),
  private.audit_references(jsonb), private.audit_names(jsonb), private.audit_page(jsonb, integer, boolean) to authenticated;
grant execute on function public.list_audit(jsonb), public.record_history(jsonb) to authenticated;
