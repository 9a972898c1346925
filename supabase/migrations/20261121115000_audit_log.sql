-- The audit log: who changed what, when, from what to what. Written by statement triggers that are made for each table, so
-- that a row costs microseconds; nobody who comes by the API writes, changes or deletes a line of it.

create table public.audit_log (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  as_whom_id uuid,
  action text not null check (action ~ '^[a-z_]+$'),
  resource text not null,
  table_name text,
  record_id uuid,
  record_key jsonb,
  root_resource text,
  root_id uuid,
  changes jsonb not null default '{}',
  source text not null,
  request text,
  request_id text,
  salt uuid default gen_random_uuid(),
  redacted jsonb
);
comment on table public.audit_log is
  'Every change of a business or access table, sign-ins, exports, imports: append-only, sealed by private.audit_seals. It refers to people and records by id without foreign keys: it outlives them.';
comment on column public.audit_log.as_whom_id is 'As whom the actor looked ("view as"), where that was somebody else.';
comment on column public.audit_log.record_key is 'What names the row where its key is not one uuid.';
comment on column public.audit_log.root_id is 'The record whose history shows it: its own, or the one it hangs on.';
comment on column public.audit_log.changes is '{field: [old, new]}, the changed fields alone; a redacted field is null.';
comment on column public.audit_log.source is 'app, api, import, service (the secret key), auth, job, database (nobody''s request).';
comment on column public.audit_log.request_id is 'The request''s id where a gateway gives one, else the transaction''s.';
comment on column public.audit_log.salt is 'Goes when something is redacted, so that its digest tells nothing.';
comment on column public.audit_log.redacted is '{digests: {field: digest of what was there}, salts: {field: salt of what stays}}.';
create index audit_log_happened_at_idx on public.audit_log (happened_at, id);
create index audit_log_actor_id_idx on public.audit_log (actor_id, happened_at, id);
create index audit_log_root_id_idx on public.audit_log (root_id, happened_at, id);
-- the kinds that are rarely written: lines of the others are found at once by going back in time
create index audit_log_resource_idx on public.audit_log (resource, happened_at, id)
  where resource <> all (array['customers', 'customers.contact_details', 'customers.demographics', 'contacts', 'deals', 'deals.financials',
    'orders', 'activities', 'tasks', 'tickets', 'products', 'profiles']);

insert into public.resource_actions (resource, action, scoped)
values ('audit', 'view_audit', false), ('audit', 'export', false), ('audit', 'redact', false);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'audit', g.action, 'all'
from (values ('admin', 'view_audit'), ('admin', 'export'), ('admin', 'redact'), ('auditor', 'view_audit'), ('auditor', 'export')) as g (role, action)
join public.roles r on r.key = g.role;

call private.protect('audit_log', 'audit', 'special');
create policy audit_log_read on public.audit_log for select to authenticated using ((select private.may('audit', 'view_audit')));
revoke insert, update, delete, truncate, references, trigger on public.audit_log from authenticated, service_role;
revoke all on sequence public.audit_log_id_seq from authenticated, service_role;

create function private.audit_is_fixed() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op <> 'UPDATE' or pg_catalog.current_setting('atrium.redacting', true) is distinct from 'on' then
    perform private.fail('42501', 'audit_fixed', 'What is in the audit log stays as it is.');
  end if;
  return null;
end $$;
comment on function private.audit_is_fixed() is 'Refuses whatever would change or empty the audit log; a redaction alone may write, and is itself logged.';
create trigger audit_is_fixed before update or delete or truncate on public.audit_log
  for each statement execute function private.audit_is_fixed();

create table private.audit_exceptions (
  table_name text primary key,
  reason text not null check (btrim(reason) <> '')
);
comment on table private.audit_exceptions is 'Tables that the audit log leaves out, and why.';
alter table private.audit_exceptions enable row level security;
insert into private.audit_exceptions (table_name, reason) values
  ('audit_log', 'The log itself.'),
  ('customer_lifecycle_history', 'A history that the database writes from an audited change.'),
  ('deal_stage_history', 'A history that the database writes from an audited change.'),
  ('ticket_events', 'A history that the database writes from an audited change.'),
  ('import_rows', 'The staged cells of a file: the import and what it writes are audited.'),
  ('outbox', 'Post on its way, which may hold links that sign somebody in; what causes it is audited.'),
  ('mailbox_messages', 'Post that arrived, which may hold links that sign somebody in.');

create table private.audit_unwatched (
  table_name text not null,
  column_name text not null,
  primary key (table_name, column_name)
);
comment on table private.audit_unwatched is 'Columns that the database itself keeps, whose change is no event ("*": of every table).';
alter table private.audit_unwatched enable row level security;
insert into private.audit_unwatched (table_name, column_name) values
  ('*', 'search_text'), ('*', 'access_id'), ('*', 'customer_access_id'), ('*', 'updated_at'), ('*', 'updated_by'), ('*', 'created_at'),
  ('deals', 'board_position'), ('deals', 'stage_entered_at'),
  ('jobs', 'next_run_at'), ('jobs', 'last_run_at'), ('jobs', 'last_duration_ms'), ('jobs', 'last_error'),
  ('import_jobs', 'position'), ('import_jobs', 'total_rows');

create type private.audit_context as (actor_id uuid, source text, request text, request_id text);
comment on type private.audit_context is 'Who is at work in this statement, and from which request.';

create function private.audit_context() returns private.audit_context
language plpgsql stable security definer set search_path = ''
as $$
declare
  caller constant uuid := auth.uid();
  path constant text := nullif(pg_catalog.current_setting('request.path', true), '');
  role constant text := pg_catalog.current_setting('role', true);
  headers jsonb;
  caller_transaction text;
  result private.audit_context;
begin
  if caller is not null then
    select p.id into result.actor_id from public.profiles p where p.user_id = caller;
  end if;
  if path is not null then
    headers := pg_catalog.current_setting('request.headers', true)::jsonb;
    result.request := pg_catalog.left(pg_catalog.concat_ws(' ', pg_catalog.current_setting('request.method', true), path), 200);
    result.request_id := pg_catalog.left(headers ->> 'x-request-id', 100);
  end if;
  result.source := case
    when path ~ '^/rpc/\w*import' then 'import'
    when role = 'service_role' then 'service'
    when path is not null and headers ->> 'x-client-info' like 'atrium%' then 'app'
    when path is not null or caller is not null then 'api'
    when role = 'atrium_worker' or pg_catalog.current_setting('application_name', true) like 'pg\_cron%' then 'job'
    else 'database' end;
  -- asked for in any case: a line's transaction is numbered before the line is, which the seals count on
  caller_transaction := pg_catalog.pg_current_xact_id()::text;
  result.request_id := coalesce(result.request_id, caller_transaction);
  return result;
end $$;
comment on function private.audit_context() is
  'Who is at work (by the token, whatever "view as" shows), and from which request. The client''s own word (x-client-info) tells app from api and nothing else.';

create function private.audit_root(tbl text, out root_table text, out root_column text)
language sql stable set search_path = ''
as $$
  select parent.relname, a.attname
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class parent on parent.oid = k.confrelid and parent.relnamespace = 'public'::pg_catalog.regnamespace
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attnotnull
  left join private.resource_tables t on t.table_name = parent.relname
  where k.conrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and k.conrelid <> k.confrelid
    and k.contype = 'f' and k.confdeltype = 'c' and cardinality(k.conkey) = 1
  order by (t.shape = 'owned') desc nulls last, a.attnum limit 1
$$;
comment on function private.audit_root(text) is 'The table whose records a table''s rows go with when they are deleted, and the column that says which: null for what stands by itself.';

create function private.audit_code(tbl text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  relation constant oid := pg_catalog.format('public.%I', tbl)::pg_catalog.regclass;
  guard record;
  root record;
  primary_key text[];
  only_uuid boolean;
  has_trash boolean;
  polymorphic boolean;
  joined text;
  watched record;
  pieces text[] := array[]::text[];
  piece text[] := array[]::text[];
  json_pieces text[] := array[]::text[];
  old_record text;
  new_record text;
  template text;
  update_action text := '''update''';
begin
  select t.resource, t.owner_column into guard from private.resource_tables t where t.table_name = tbl;
  select * into root from private.audit_root(tbl);
  select pg_catalog.array_agg(a.attname order by k.place), pg_catalog.bool_and(a.atttypid = 'uuid'::pg_catalog.regtype) and count(*) = 1
    into primary_key, only_uuid
  from pg_catalog.pg_index i cross join lateral pg_catalog.unnest(i.indkey::smallint[]) with ordinality k (attnum, place)
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = relation and i.indisprimary;
  select pg_catalog.bool_or(a.attname = 'deleted_at'),
    count(*) filter (where a.attname = 'resource' and a.atttypid = 'text'::pg_catalog.regtype or a.attname = 'record_id' and a.atttypid = 'uuid'::pg_catalog.regtype) = 2
    into has_trash, polymorphic
  from pg_catalog.pg_attribute a where a.attrelid = relation and a.attnum > 0 and not a.attisdropped;
  select pg_catalog.string_agg(pg_catalog.format('o.%1$I = n.%1$I', c), ' and ') into joined from pg_catalog.unnest(primary_key) c;

  for watched in
    select pg_catalog.quote_ident(a.attname) as c, a.attname as name, a.atttypid in ('json'::pg_catalog.regtype, 'jsonb'::pg_catalog.regtype) as is_json
    from pg_catalog.pg_attribute a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not (only_uuid and a.attname = primary_key[1])
      and not exists (select from private.audit_unwatched u where u.column_name = a.attname and u.table_name in ('*', tbl))
    order by a.attnum
  loop
    if watched.is_json then
      -- what is null inside the value stays
      json_pieces := json_pieces || pg_catalog.format(
        'case when o.%1$s::jsonb is distinct from n.%1$s::jsonb then jsonb_build_object(%2$L, jsonb_build_array(o.%1$s, n.%1$s)) else ''{}'' end',
        watched.c, watched.name);
    else
      -- of a picture its mark is enough
      piece := piece || pg_catalog.format(
        case when watched.name = 'avatar' then '%2$L, case when o.%1$s is distinct from n.%1$s then jsonb_build_array(left(md5(o.%1$s), 8), left(md5(n.%1$s), 8)) end'
          else '%2$L, case when o.%1$s is distinct from n.%1$s then jsonb_build_array(o.%1$s, n.%1$s) end' end, watched.c, watched.name);
    end if;
    if cardinality(piece) = 40 then
      pieces := pieces || pg_catalog.format('jsonb_build_object(%s)', pg_catalog.array_to_string(piece, ', '));
      piece := array[]::text[];
    end if;
  end loop;
  if cardinality(piece) > 0 then
    pieces := pieces || pg_catalog.format('jsonb_build_object(%s)', pg_catalog.array_to_string(piece, ', '));
  end if;

  if tbl = 'import_jobs' then
    update_action := '''import''';
  elsif tbl = 'view_as_sessions' then
    update_action := '''view_as''';
  elsif has_trash then
    update_action := pg_catalog.format(
      'case when o.deleted_at is null and n.deleted_at is not null then ''trash'' when o.deleted_at is not null and n.deleted_at is null then ''restore''%s else ''update'' end',
      case when guard.owner_column is not null then pg_catalog.format(' when o.%1$I is distinct from n.%1$I then ''assign''', guard.owner_column) end);
  end if;
  select case when only_uuid then pg_catalog.format('coalesce(n.%1$I, o.%1$I), null::jsonb', primary_key[1])
    else 'null::uuid, jsonb_build_object(' || pg_catalog.string_agg(pg_catalog.format('%1$L, coalesce(n.%1$I, o.%1$I)', c), ', ') || ')' end
    into new_record from pg_catalog.unnest(primary_key) c;
  old_record := case
    when polymorphic then 'coalesce(n.resource, o.resource), coalesce(n.record_id, o.record_id)'
    when root.root_table is not null then pg_catalog.format('%L, coalesce(n.%2$I, o.%2$I)',
      (select coalesce(t.resource, root.root_table) from (select 1) one left join private.resource_tables t on t.table_name = root.root_table), root.root_column)
    when only_uuid then pg_catalog.format('%L, coalesce(n.%2$I, o.%2$I)', guard.resource, primary_key[1])
    else pg_catalog.format('%L, null::uuid', guard.resource) end;

  template := pg_catalog.format($code$
    insert into public.audit_log (happened_at, actor_id, source, request, request_id, action, resource, table_name, record_id, record_key, root_resource, root_id, changes)
    select moment, context.actor_id, context.source, context.request, context.request_id, c.*
    from (
      select %%s, %L, %L, %s, %s, %s as changes
      from %%s) c
    %%s;$code$,
    guard.resource, tbl, new_record, old_record,
    pg_catalog.concat_ws(' || ', 'jsonb_strip_nulls(' || nullif(pg_catalog.array_to_string(pieces, ' || '), '') || ')', nullif(pg_catalog.array_to_string(json_pieces, ' || '), '')));
  return pg_catalog.format($code$
declare
  context private.audit_context;
  moment timestamptz;
begin
  if tg_op = 'DELETE' then
    if not exists (select from old_rows) then
      return null;
    end if;
  elsif not exists (select from new_rows) then
    return null;
  end if;
  context := private.audit_context();
  moment := clock_timestamp();
  if tg_op = 'INSERT' then%s
  elsif tg_op = 'DELETE' then%s
  else%s
  end if;
  return null;
end $code$,
    pg_catalog.format(template, case when tbl in ('import_jobs', 'view_as_sessions') then update_action else '''create''' end,
      pg_catalog.format('new_rows n left join public.%I o on false', tbl), ''),
    pg_catalog.format(template, '''delete''', pg_catalog.format('old_rows o left join public.%I n on false', tbl), ''),
    pg_catalog.format(template, update_action,
      case when joined is null then 'old_rows o full join new_rows n on false' else 'old_rows o full join new_rows n on ' || joined end,
      'where c.changes <> ''{}'''));
end $$;
comment on function private.audit_code(text) is 'The source of the trigger function that writes a table''s changes into the audit log, column by column.';

create function private.audit_table(tbl text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  code constant text := private.audit_code(tbl);
  name constant text := 'audit_' || tbl;
begin
  if exists (select from pg_catalog.pg_proc p where p.pronamespace = 'private'::pg_catalog.regnamespace and p.proname = name and p.prosrc = code) then
    return false;
  end if;
  -- changed rows are joined by hash or merge: a plan that was made for one row must not loop over thousands
  execute pg_catalog.format('create or replace function private.%I() returns trigger language plpgsql security definer
    set search_path = '''' set enable_nestloop = off set timezone = ''UTC'' as %L', name, code);
  execute pg_catalog.format('comment on function private.%I() is %L', name, 'Writes the changes of ' || tbl || ' into the audit log; made by private.audit_table().');
  execute pg_catalog.format('create or replace trigger zz_audit_insert after insert on public.%I referencing new table as new_rows
    for each statement execute function private.%I()', tbl, name);
  execute pg_catalog.format('create or replace trigger zz_audit_update after update on public.%I referencing old table as old_rows new table as new_rows
    for each statement execute function private.%I()', tbl, name);
  execute pg_catalog.format('create or replace trigger zz_audit_delete after delete on public.%I referencing old table as old_rows
    for each statement execute function private.%I()', tbl, name);
  return true;
end $$;
comment on function private.audit_table(text) is 'Has the changes of a table written into the audit log, with the columns that it has now; gives whether anything was to be done.';

create function private.audit_tables() returns integer
language sql security definer set search_path = ''
as $$
  select count(*) filter (where private.audit_table(t.table_name))::integer
  from private.resource_tables t
  where not exists (select from private.audit_exceptions e where e.table_name = t.table_name)
    and pg_catalog.to_regclass(pg_catalog.format('public.%I', t.table_name)) is not null
$$;
comment on function private.audit_tables() is
  'Audits every table of the matrix but the exceptions, as it is now; gives how many were new or had changed. A job calls it, so that a new column is not forgotten.';

create function private.audit_new_table() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from private.audit_exceptions e where e.table_name = new.table_name) then
    perform private.audit_table(new.table_name);
  end if;
  return null;
end $$;
comment on function private.audit_new_table() is 'A table that gets its place in the matrix is audited from then on.';
create trigger audit_new_table after insert on private.resource_tables
  for each row execute function private.audit_new_table();

select private.audit_tables();
