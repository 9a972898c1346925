-- Import: files become staged rows, staged rows become records, under the importer's own rights, and back again.

alter table public.customers add column external_id text check (char_length(external_id) <= 200);
comment on column public.customers.external_id is 'The record''s id in the system that it was imported from.';

create function private.match_key(value text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select nullif(pg_catalog.btrim(private.search_norm(value)), '') $$;
comment on function private.match_key(text) is 'A name as matching compares it: what search sees of it, without outer spaces; null for nothing.';

create index customers_match_key_idx on public.customers (private.match_key(name)) where deleted_at is null;
create index customers_domain_idx on public.customers (domain) where deleted_at is null and domain is not null;
create index customers_external_id_idx on public.customers (external_id) where deleted_at is null and external_id is not null;
create index customer_contact_details_email_idx on public.customer_contact_details (lower(email)) where email is not null;
create index deals_external_id_idx on public.deals (external_id) where deleted_at is null and external_id is not null;
create index profiles_match_key_idx on public.profiles (private.match_key(full_name));

insert into public.resource_actions (resource, action, scoped)
values ('profiles', 'create', true), ('profiles', 'import', true), ('imports', 'read', true);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, g.resource, g.action, g.scope::public.access_scope
from (values
  ('admin', 'profiles', 'create', 'all'),
  ('admin', 'profiles', 'import', 'all'),
  ('admin', 'imports', 'read', 'all'),
  ('auditor', 'imports', 'read', 'all'),
  ('sales_manager', 'imports', 'read', 'own'),
  ('marketing_manager', 'imports', 'read', 'own')
) as g (role, resource, action, scope)
join public.roles r on r.key = g.role;

create table public.import_jobs (
  id uuid primary key default gen_random_uuid(),
  resource text not null check (resource in ('products', 'customers', 'profiles', 'deals')),
  file_name text not null check (btrim(file_name) <> '' and char_length(file_name) <= 255),
  file_size bigint not null check (file_size >= 0),
  file_hash text check (file_hash ~ '^[0-9a-f]{64}$'),
  columns text[] not null check (cardinality(columns) between 1 and 1000),
  signature text not null,
  mapping jsonb not null,
  status text not null default 'staging'
    check (status in ('staging', 'checking', 'checked', 'applying', 'done', 'cancelled', 'undoing', 'undone')),
  total_rows integer not null default 0,
  position integer not null default 0,
  counts jsonb not null default '{}',
  made jsonb not null default '[]',
  created_by uuid not null references public.profiles on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table public.import_jobs is 'One file on its way into a resource: staged, checked, applied in batches, undone.';
comment on column public.import_jobs.position is 'The number of the last row that the present step is done with: where it goes on after an interruption.';
comment on column public.import_jobs.made is 'Teams and managers that the import made beside its rows: [{table, id, name}].';
create index import_jobs_created_by_idx on public.import_jobs (created_by, created_at desc);
create index import_jobs_created_at_idx on public.import_jobs (created_at desc, id);

create table public.import_rows (
  job_id uuid not null references public.import_jobs on delete cascade,
  row_number integer not null check (row_number > 0),
  raw jsonb not null,
  data jsonb not null,
  match_key text,
  name_key text,
  issues jsonb not null default '[]',
  notes text[] not null default '{}',
  action text check (action in ('create', 'update', 'skip', 'refuse')),
  record_id uuid,
  status text not null default 'staged' check (status in ('staged', 'checked', 'linking', 'applied', 'undone', 'kept')),
  before jsonb,
  version timestamptz,
  primary key (job_id, row_number)
);
comment on table public.import_rows is 'A row of a file: as it came (raw), as it was read (data), what is to be done with it, what is wrong with it ([{field, key, params}]).';
comment on column public.import_rows.before is 'What an update overwrote, for undo; version is the record''s updated_at after it.';
create index import_rows_match_key_idx on public.import_rows (job_id, match_key) where match_key is not null;
create index import_rows_name_key_idx on public.import_rows (job_id, name_key) where name_key is not null;
create index import_rows_action_idx on public.import_rows (job_id, action, row_number);
create index import_rows_record_id_idx on public.import_rows (job_id, record_id) where record_id is not null;

create function private.may_import(resource text) returns boolean
language sql stable security definer parallel safe set search_path = ''
as $$ select private.my_scope($1, 'import') <> 'none' $$;
comment on function private.may_import(text) is 'Whether the caller may import into a resource at all; each row needs the right to create or update besides.';

create function private.import_ids(mine boolean) returns uuid[]
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce(pg_catalog.array_agg(j.id), '{}') from public.import_jobs j
  where case when mine then j.created_by = private.me() else j.created_by = any (private.visible_ids('imports', 'read')) end
$$;
comment on function private.import_ids(boolean) is 'The imports that the caller made, or may see.';

call private.protect('import_jobs', 'imports', 'special');
create policy import_jobs_read on public.import_jobs for select to authenticated
  using (created_by = any ((select private.visible_ids('imports', 'read'))::uuid[]));
create policy import_jobs_create on public.import_jobs for insert to authenticated
  with check (created_by = (select private.me()) and private.may_import(resource));
create policy import_jobs_update on public.import_jobs for update to authenticated using (created_by = (select private.me()));
create policy import_jobs_delete on public.import_jobs for delete to authenticated using (created_by = (select private.me()));

call private.protect('import_rows', 'imports', 'special');
create policy import_rows_read on public.import_rows for select to authenticated
  using (job_id = any ((select private.import_ids(false))::uuid[]));
create policy import_rows_create on public.import_rows for insert to authenticated
  with check (job_id = any ((select private.import_ids(true))::uuid[]));
create policy import_rows_update on public.import_rows for update to authenticated
  using (job_id = any ((select private.import_ids(true))::uuid[]));
create policy import_rows_delete on public.import_rows for delete to authenticated
  using (job_id = any ((select private.import_ids(true))::uuid[]));

create function private.import_job_before() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.resource := old.resource;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
  elsif (select auth.uid()) is not null then
    new.created_by := private.me();
    new.created_at := now();
  end if;
  new.updated_at := now();
  return new;
end $$;
comment on function private.import_job_before() is 'Who began an import, into what and when, stays as it is.';
create trigger a_import_job_before before insert or update on public.import_jobs
  for each row execute function private.import_job_before();

create function private.lock_import(job uuid, allowed text[]) returns public.import_jobs
language plpgsql set search_path = ''
as $$
declare
  found public.import_jobs;
begin
  select j.* into found from public.import_jobs j where j.id = job for update;
  if found.id is null or found.created_by <> private.me() then
    perform private.fail('P0002', 'gone', 'This import is no longer there.');
  end if;
  if not private.may_import(found.resource) then
    perform private.fail('42501', 'denied', 'You may not import this.');
  end if;
  if found.status <> all (allowed) then
    perform private.fail('55000', 'import_step', 'This import is not at that step.', pg_catalog.json_build_object('status', found.status)::text);
  end if;
  return found;
end $$;
comment on function private.lock_import(uuid, text[]) is 'Takes the caller''s import for this transaction. Raises gone, denied, import_step (its status is not one of these).';

create function public.begin_import(payload jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  new_id uuid;
begin
  if not private.may_import(payload ->> 'resource') then
    perform private.fail('42501', 'denied', 'You may not import this.');
  end if;
  insert into public.import_jobs (resource, file_name, file_size, file_hash, columns, signature, mapping, created_by)
  select payload ->> 'resource', pg_catalog.left(payload ->> 'file_name', 255), (payload ->> 'file_size')::bigint, payload ->> 'file_hash',
    array(select pg_catalog.jsonb_array_elements_text(payload -> 'columns')), payload ->> 'signature', payload -> 'mapping', private.me()
  returning id into new_id;
  return new_id;
end $$;
comment on function public.begin_import(jsonb) is
  'Begins an import from {resource, file_name, file_size, file_hash, columns, signature, mapping} and gives its id. Needs the permission import.';

create function private.import_key(resource text, data jsonb) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case resource
    when 'products' then coalesce('id:' || (data ->> 'sku'), 'name:' || private.match_key(data ->> 'name'))
    when 'profiles' then coalesce('mail:' || pg_catalog.lower(data ->> 'email'), 'name:' || private.match_key(data ->> 'full_name'))
    when 'customers' then coalesce('id:' || (data ->> 'external_id'), 'mail:' || pg_catalog.lower(data ->> 'email'), 'name:' || private.match_key(data ->> 'name'))
    when 'deals' then coalesce('id:' || (data ->> 'external_id'),
      'name:' || private.match_key(data ->> 'name') || ':' || coalesce(private.match_key(data ->> 'customer'), ''))
  end
$$;
comment on function private.import_key(text, jsonb) is 'What makes two rows of a file the same record; null when nothing does.';

create function public.stage_import_rows(job uuid, rows jsonb) returns integer
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.lock_import(job, array['staging']);
  staged integer;
begin
  insert into public.import_rows (job_id, row_number, raw, data, issues, match_key, name_key)
  select it.id, (r.value ->> 0)::integer, r.value -> 1, r.value -> 2, r.value -> 3,
    private.import_key(it.resource, r.value -> 2),
    case it.resource when 'customers' then private.match_key(r.value -> 2 ->> 'name') when 'profiles' then private.match_key(r.value -> 2 ->> 'full_name') end
  from pg_catalog.jsonb_array_elements(rows) r
  on conflict (job_id, row_number) do nothing;
  get diagnostics staged = row_count;
  update public.import_jobs j set total_rows = j.total_rows + staged where j.id = it.id;
  return staged;
end $$;
comment on function public.stage_import_rows(uuid, jsonb) is
  'Stages rows of a file, [[row number, raw cells, data, issues], …], each once however often it is sent; gives how many were new.';

create function public.restage_import(job uuid, mapping jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.lock_import(job, array['staging', 'checking', 'checked']);
  delete from public.import_rows r where r.job_id = job;
  update public.import_jobs j set mapping = restage_import.mapping, status = 'staging', total_rows = 0, position = 0, counts = '{}' where j.id = job;
end $$;
comment on function public.restage_import(uuid, jsonb) is 'Empties an import that nothing was applied of, to stage its file anew under another mapping.';

create function public.cancel_import(job uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.lock_import(job, array['staging', 'checking', 'checked']);
  delete from public.import_rows r where r.job_id = job;
  update public.import_jobs j set status = 'cancelled', finished_at = now() where j.id = job;
end $$;
comment on function public.cancel_import(uuid) is 'Drops an import that nothing was applied of: its rows are gone, its name stays in the list. One that was begun is undone instead.';

create function private.count_import(job uuid) returns jsonb
language sql stable set search_path = ''
as $$
  with rows as materialized (select r.action, r.status, r.notes from public.import_rows r where r.job_id = job)
  select pg_catalog.jsonb_build_object(
    'create', 0, 'update', 0, 'skip', 0, 'refuse', 0)
    || coalesce((select pg_catalog.jsonb_object_agg(a.action, a.n) from (select action, count(*) as n from rows where action is not null group by action) a), '{}')
    || pg_catalog.jsonb_build_object(
      'notes', coalesce((select pg_catalog.jsonb_object_agg(n.note, n.n) from (select note, count(*) as n from rows, pg_catalog.unnest(notes) note where action <> 'refuse' group by note) n), '{}'),
      'undone', (select count(*) from rows where status = 'undone'),
      'kept', (select count(*) from rows where status = 'kept'))
$$;
comment on function private.count_import(uuid) is 'How many rows of an import are to be (or were) created, updated, skipped, refused; how many carry each note.';

create function public.import_reasons(job uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(g) order by g.count desc), '[]'::jsonb)
  from (
    select i.value ->> 'field' as field, i.value ->> 'key' as key,
      case when i.value ->> 'key' not in ('duplicate_row', 'too_few_cells', 'too_many_cells') then i.value -> 'params' end as params,
      count(*) as count, min(r.row_number) as first_row
    from public.import_rows r cross join lateral pg_catalog.jsonb_array_elements(r.issues) i
    where r.job_id = import_reasons.job and r.action = 'refuse'
    group by 1, 2, 3 order by count(*) desc limit 100
  ) g
$$;
comment on function public.import_reasons(uuid) is 'Why rows of an import are refused, the most frequent first: [{field, key, params, count, first_row}], at most 100.';

create function private.purge_imports() returns void
language sql security definer set search_path = ''
as $$
  delete from public.import_rows r using public.import_jobs j
  where j.id = r.job_id and coalesce(j.finished_at, j.updated_at) < now() - interval '90 days';
  update public.import_jobs j set status = 'cancelled', finished_at = now()
  where j.status in ('staging', 'checking', 'checked') and j.updated_at < now() - interval '90 days'
$$;
comment on function private.purge_imports() is 'Job: the rows of an import are kept for 90 days; so long it can be undone.';
insert into public.jobs (name, description, function_name, every)
values ('imports.purge', 'Forgets the rows of imports that ended more than 90 days ago.', 'purge_imports', interval '6 hours');

grant execute on function private.match_key(text), private.may_import(text), private.import_ids(boolean), private.lock_import(uuid, text[]),
  private.import_key(text, jsonb), private.count_import(uuid),
  public.begin_import(jsonb), public.stage_import_rows(uuid, jsonb), public.restage_import(uuid, jsonb), public.cancel_import(uuid),
  public.import_reasons(uuid) to authenticated;
