-- Bulk changes: what is done to many records at once is a job, in batches, under the caller's own rights, with what was there
-- before, so that it can be resumed and undone whole.

create table public.bulk_jobs (
  id uuid primary key default gen_random_uuid(),
  resource text not null,
  action text not null check (action in ('set', 'assign', 'tag', 'untag', 'trash')),
  changes jsonb not null default '{}' check (jsonb_typeof(changes) = 'object' and octet_length(changes::text) <= 20000),
  filter jsonb check (octet_length(filter::text) <= 20000),
  label text check (char_length(label) <= 300),
  status text not null default 'staging' check (status in ('staging', 'applying', 'done', 'cancelled', 'undoing', 'undone')),
  total_rows integer not null default 0,
  counts jsonb not null default '{}',
  created_by uuid not null references public.profiles on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table public.bulk_jobs is 'One change of many records (or one deletion): made, carried out in batches, undone. Written by functions alone.';
comment on column public.bulk_jobs.changes is 'set: {field: value}; assign: {owner_id}; tag, untag: {tag_id}; trash: {}.';
comment on column public.bulk_jobs.filter is 'What the list was narrowed by, for the audit log; null where records were picked one by one.';
comment on column public.bulk_jobs.label is 'The record''s name, where it is a single one.';
comment on column public.bulk_jobs.counts is 'How many records are waiting, applied, same, refused, undone, kept.';
create index bulk_jobs_created_by_idx on public.bulk_jobs (created_by, created_at desc);
create index bulk_jobs_updated_at_idx on public.bulk_jobs (updated_at);

create table private.bulk_rows (
  job_id uuid not null references public.bulk_jobs on delete cascade,
  record_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'applied', 'same', 'refused', 'undone', 'kept')),
  before jsonb,
  version timestamptz,
  issue text,
  primary key (job_id, record_id)
);
comment on table private.bulk_rows is
  'A record of a bulk change: what it had before, its updated_at after (version), and why it was refused or kept (issue, a key of errors). Out of the API: what it had may be for other eyes by now.';
create index bulk_rows_status_idx on private.bulk_rows (job_id, status, record_id);
create index bulk_rows_record_id_idx on private.bulk_rows (record_id);
alter table private.bulk_rows enable row level security;

create table private.bulk_fields (
  resource text not null,
  column_name text not null,
  kept_with text[] not null default '{}',
  primary key (resource, column_name)
);
comment on table private.bulk_fields is
  'Which plain fields may be set of many records at once; kept_with: columns that triggers change along with it, which an undo gives back.';
alter table private.bulk_fields enable row level security;
insert into private.bulk_fields (resource, column_name, kept_with) values
  ('customers', 'lifecycle_stage', '{}'), ('customers', 'tier', '{}'), ('customers', 'industry', '{}'), ('customers', 'size_band', '{}'),
  ('customers', 'region', '{}'), ('customers', 'country', '{}'), ('customers', 'city', '{}'), ('customers', 'source', '{}'),
  ('deals', 'source', '{}'), ('deals', 'expected_close_date', '{}'), ('deals', 'next_step', '{}'),
  ('tickets', 'status', '{solved_at,reopened_count}'), ('tickets', 'priority', '{}'), ('tickets', 'category', '{}'),
  ('tasks', 'status', '{completed_at}'), ('tasks', 'priority', '{}'), ('tasks', 'due_at', '{}');

insert into private.audit_exceptions (table_name, reason) values
  ('bulk_jobs', 'A bulk change is logged as one event, and every record that it changes as well.');
call private.protect('bulk_jobs', 'audit', 'special');
create policy bulk_jobs_read on public.bulk_jobs for select to authenticated using (created_by = (select private.me()));
revoke insert, update, delete on public.bulk_jobs from authenticated;

create function private.bulk_right(action text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case action when 'assign' then 'assign' when 'trash' then 'delete' else 'update' end $$;
comment on function private.bulk_right(text) is 'The action of the permission matrix that a bulk action needs.';

create function private.bulk_table(resource text) returns text
language sql stable security definer parallel safe set search_path = ''
as $$ select t.table_name from private.resource_tables t where t.resource = $1 and t.trash $$;
comment on function private.bulk_table(text) is 'The table of a resource whose records can be changed in bulk; null for others.';

create function private.bulk_owner(resource text) returns text
language sql stable security definer parallel safe set search_path = ''
as $$ select t.owner_column from private.resource_tables t where t.resource = $1 and t.trash $$;
comment on function private.bulk_owner(text) is 'The column that says whose a record of a resource is.';

create function private.bulk_kept(resource text, changes jsonb) returns text[]
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce(pg_catalog.array_agg(distinct c.name), '{}')
  from private.bulk_fields f cross join lateral pg_catalog.unnest(f.column_name || f.kept_with) c (name)
  where f.resource = $1 and $2 ? f.column_name
$$;
comment on function private.bulk_kept(text, jsonb) is 'The columns whose former values an undo needs, of a change of these fields.';

create function private.begin_bulk(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  kind constant text := payload ->> 'resource';
  wanted constant text := payload ->> 'action';
  tbl constant text := private.bulk_table(kind);
  given jsonb := coalesce(payload -> 'changes', '{}');
  stranger text;
  new_id uuid;
begin
  if tbl is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  if wanted is null or wanted <> all (array['set', 'assign', 'tag', 'untag', 'trash']) or pg_catalog.jsonb_typeof(given) <> 'object' then
    perform private.fail('22023', 'malformed', 'A bulk change names what is to be done.');
  end if;
  if private.me() is null or private.my_scope(kind, private.bulk_right(wanted)) = 'none' then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if wanted = 'set' then
    select k into stranger from pg_catalog.jsonb_object_keys(given) k
    where not exists (select from private.bulk_fields f where f.resource = kind and f.column_name = k) limit 1;
    if stranger is not null or given = '{}' then
      perform private.fail('22023', 'unknown_field', 'This field cannot be set of many records.', pg_catalog.json_build_object('field', stranger)::text);
    end if;
    -- as the columns have it: a value of no such type is refused here, once
    execute pg_catalog.format('select pg_catalog.jsonb_object_agg(k, pg_catalog.to_jsonb(x) -> k) from pg_catalog.jsonb_populate_record(null::public.%I, $1) x, pg_catalog.jsonb_object_keys($1) k', tbl)
      into given using given;
  elsif wanted = 'assign' then
    given := pg_catalog.jsonb_build_object('owner_id', (given ->> 'owner_id')::uuid);
    if given ->> 'owner_id' is not null and not exists (select from public.profiles p where p.id = (given ->> 'owner_id')::uuid and p.active) then
      perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"owner_id"}');
    end if;
  elsif wanted in ('tag', 'untag') then
    given := pg_catalog.jsonb_build_object('tag_id', (given ->> 'tag_id')::uuid);
    if private.tag_table(kind) is null or not exists (select from public.tags t where t.id = (given ->> 'tag_id')::uuid) then
      perform private.fail('P0002', 'gone', 'There is no such tag.');
    end if;
  else
    given := '{}';
  end if;
  insert into public.bulk_jobs (resource, action, changes, filter, created_by)
  values (kind, wanted, given, nullif(payload -> 'filter', 'null'), private.me()) returning id into new_id;
  return new_id;
end $$;
comment on function private.begin_bulk(jsonb) is 'The body of public.begin_bulk().';

create function public.begin_bulk(payload jsonb) returns uuid
language sql set search_path = '' as $$ select private.begin_bulk(payload) $$;
comment on function public.begin_bulk(jsonb) is
  'Begins a bulk change from {resource, action, changes, filter?} and gives its id. action: set (changes: {field: value}), assign ({owner_id}), tag and untag ({tag_id}), trash. filter is only for the audit log: the records are staged by their ids. Raises denied, unknown_resource, unknown_field, not_active.';

create function private.take_bulk(job uuid, allowed text[]) returns public.bulk_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  found public.bulk_jobs;
begin
  -- who views as somebody else is refused here
  update public.bulk_jobs j set updated_at = now() where j.id = job and j.created_by = private.me() returning j.* into found;
  if found.id is null then
    perform private.fail('P0002', 'gone', 'This change is no longer there.');
  end if;
  if found.status <> all (allowed) then
    perform private.fail('55000', 'bulk_step', 'This change is not at that step.', pg_catalog.json_build_object('status', found.status)::text);
  end if;
  -- ties what is written from here on to the job, in the audit log
  perform pg_catalog.set_config('atrium.bulk_job', found.id::text, true);
  return found;
end $$;
comment on function private.take_bulk(uuid, text[]) is 'Takes the caller''s bulk change for this transaction. Raises gone, bulk_step (its status is not one of these), viewing_as.';

create function private.stage_bulk(job uuid, ids uuid[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  it public.bulk_jobs := private.take_bulk(job, array['staging']);
  staged integer;
begin
  if cardinality(ids) > 1000 then
    perform private.fail('22023', 'too_many_records', 'Between 1 and 1,000 records at a time.');
  end if;
  insert into private.bulk_rows (job_id, record_id) select it.id, i from pg_catalog.unnest(ids) i where i is not null on conflict do nothing;
  get diagnostics staged = row_count;
  if it.total_rows + staged > 100000 then
    perform private.fail('22023', 'bulk_too_many', 'At most 100,000 records can be changed at once.');
  end if;
  update public.bulk_jobs j set total_rows = j.total_rows + staged where j.id = it.id;
  return staged;
end $$;
comment on function private.stage_bulk(uuid, uuid[]) is 'The body of public.stage_bulk().';

create function public.stage_bulk(job uuid, ids uuid[]) returns integer
language sql set search_path = '' as $$ select private.stage_bulk(job, ids) $$;
comment on function public.stage_bulk(uuid, uuid[]) is
  'Adds records (at most 1,000 a call, 100,000 in all) to a bulk change, each once however often it is sent; gives how many were new. Raises too_many_records, bulk_too_many.';

create function private.count_bulk(job uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('waiting', 0, 'applied', 0, 'same', 0, 'refused', 0, 'undone', 0, 'kept', 0)
    || coalesce((select pg_catalog.jsonb_object_agg(r.status, r.n) from (select status, count(*) as n from private.bulk_rows where job_id = job group by status) r), '{}')
$$;
comment on function private.count_bulk(uuid) is 'How many records of a bulk change are at which point.';

create function private.step_bulk(job uuid, dealt integer, next_status text default null) returns jsonb
language sql security definer set search_path = ''
as $$
  update public.bulk_jobs j set
    status = coalesce(next_status, j.status), counts = private.count_bulk(j.id), updated_at = now(),
    finished_at = case when next_status in ('done', 'cancelled', 'undone') then now() else j.finished_at end
  where j.id = job and j.created_by = private.me()
  returning pg_catalog.jsonb_build_object('status', j.status, 'done', dealt, 'total', j.total_rows, 'counts', j.counts)
$$;
comment on function private.step_bulk(uuid, integer, text) is 'Writes down how far a bulk change of the caller is, and gives {status, done, total, counts}.';

create function public.cancel_bulk(job uuid) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  perform private.take_bulk(job, array['staging', 'applying', 'cancelled']);
  return private.step_bulk(job, 0, 'cancelled');
end $$;
comment on function public.cancel_bulk(uuid) is 'Ends a bulk change where it is: what is done stays done, and can be undone. Gives {status, done, total, counts}.';

create or replace function private.audit_context() returns private.audit_context
language plpgsql stable security definer set search_path = ''
as $$
declare
  caller constant uuid := auth.uid();
  path constant text := nullif(pg_catalog.current_setting('request.path', true), '');
  role constant text := pg_catalog.current_setting('role', true);
  bulk constant text := nullif(pg_catalog.current_setting('atrium.bulk_job', true), '');
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
  result.request_id := coalesce('bulk:' || bulk, result.request_id, caller_transaction);
  return result;
end $$;
comment on column public.audit_log.request_id is 'bulk:<id> of the bulk change that wrote it, the request''s id where a gateway gives one, else the transaction''s.';

create function private.purge_bulk() returns void
language sql security definer set search_path = ''
as $$ delete from public.bulk_jobs j where j.updated_at < now() - interval '30 days' $$;
comment on function private.purge_bulk() is 'Job: bulk changes and deletions can be undone for 30 days; the audit log keeps them.';
insert into public.jobs (name, description, function_name, every)
values ('bulk.purge', 'Forgets bulk changes that ended more than 30 days ago.', 'purge_bulk', interval '6 hours');

grant execute on function private.bulk_right(text), private.bulk_table(text), private.bulk_owner(text), private.bulk_kept(text, jsonb),
  private.begin_bulk(jsonb), private.take_bulk(uuid, text[]), private.stage_bulk(uuid, uuid[]), private.step_bulk(uuid, integer, text),
  public.begin_bulk(jsonb), public.stage_bulk(uuid, uuid[]), public.cancel_bulk(uuid) to authenticated;
