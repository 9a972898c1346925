-- The rows of one's own import obey the field groups as well: who may not read contact details any more reads no file of
-- theirs that brought some in.

create function private.hides_import(resource text, mapping jsonb) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from pg_catalog.jsonb_each(case when pg_catalog.jsonb_typeof(mapping -> 'columns') = 'object' then mapping -> 'columns' else '{}' end) c
    join public.field_groups g on g.resource like $1 || '.%' and g.column_name = c.value ->> 'field' and g.table_name <> 'import_rows'
    where private.my_scope(g.resource, 'read') = 'none')
$$;
comment on function private.hides_import(text, jsonb) is
  'Whether a file''s columns go to fields of a group that the caller may not read of anybody, under a mapping for a resource.';

create or replace function private.import_ids(mine boolean) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  me constant uuid := private.me();
  readers uuid[];
  open_kinds text[] := '{}';
  kind text;
begin
  if not mine then
    readers := private.visible_ids('imports', 'read');
    -- a row of a file may name anybody's record, and every group of its fields
    foreach kind in array array['customers', 'deals', 'products', 'profiles'] loop
      if private.my_scope(kind, 'read') = 'all' and not exists (
        select from public.resource_actions a
        where a.resource like kind || '.%' and a.action = 'read' and private.my_scope(a.resource, 'read') <> 'all') then
        open_kinds := open_kinds || kind;
      end if;
    end loop;
  end if;
  return array(
    select j.id from public.import_jobs j
    where j.created_by = me and (mine or not private.hides_import(j.resource, j.mapping))
      or not mine and j.created_by = any (readers) and j.resource = any (open_kinds));
end $$;
comment on function private.import_ids(boolean) is
  'The imports that the caller made; or (mine false) those whose rows they may see: their own but for files with fields of a group that they may not read, others'' where they may read all of what was imported, each of its field groups included.';

create or replace function private.import_job_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.resource := old.resource;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
    if new.mapping is distinct from old.mapping and exists (select from public.import_rows r where r.job_id = old.id) then
      perform private.fail('55000', 'import_step', 'Rows were read under this mapping.', pg_catalog.json_build_object('status', old.status)::text);
    end if;
  elsif (select auth.uid()) is not null then
    new.created_by := private.me();
    new.created_at := now();
  end if;
  new.updated_at := now();
  return new;
end $$;
comment on function private.import_job_before() is
  'Who began an import, into what and when, stays as it is, and so does the mapping that its rows were read under: it says whose eyes they are for.';

create function private.own_import(job uuid, allowed text[]) returns public.import_jobs
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
comment on function private.own_import(uuid, text[]) is 'Takes the caller''s import for this transaction. Raises gone, denied, import_step (its status is not one of these).';

create function private.need_open_import(resource text, mapping jsonb) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if private.hides_import(resource, mapping) then
    perform private.fail('42501', 'import_hidden', 'This file has columns for fields that you may not see.');
  end if;
end $$;
comment on function private.need_open_import(text, jsonb) is 'Raises import_hidden where a file''s columns go to fields that the caller may not read.';

create or replace function private.lock_import(job uuid, allowed text[]) returns public.import_jobs
language plpgsql set search_path = ''
as $$
declare
  found public.import_jobs := private.own_import(job, allowed);
begin
  perform private.need_open_import(found.resource, found.mapping);
  return found;
end $$;
comment on function private.lock_import(uuid, text[]) is
  'Takes the caller''s import, whose rows they may see, for this transaction. Raises gone, denied, import_step (its status is not one of these), import_hidden.';

create function private.drop_import_rows(job uuid) returns void
language sql security definer set search_path = ''
as $$
  delete from public.import_rows r using public.import_jobs j where r.job_id = $1 and j.id = r.job_id and j.created_by = private.me()
$$;
comment on function private.drop_import_rows(uuid) is 'Forgets the rows of the caller''s own import, those that they may not see any more too.';

create or replace function public.begin_import(payload jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  new_id uuid;
begin
  if not private.may_import(payload ->> 'resource') then
    perform private.fail('42501', 'denied', 'You may not import this.');
  end if;
  perform private.need_open_import(payload ->> 'resource', payload -> 'mapping');
  insert into public.import_jobs (resource, file_name, file_size, file_hash, columns, signature, mapping, created_by)
  select payload ->> 'resource', pg_catalog.left(payload ->> 'file_name', 255), (payload ->> 'file_size')::bigint, payload ->> 'file_hash',
    array(select pg_catalog.jsonb_array_elements_text(payload -> 'columns')), payload ->> 'signature', payload -> 'mapping', private.me()
  returning id into new_id;
  return new_id;
end $$;
comment on function public.begin_import(jsonb) is
  'Begins an import from {resource, file_name, file_size, file_hash, columns, signature, mapping} and gives its id. Needs the permission import, and to read the fields that columns go to. Raises denied, import_hidden.';

create or replace function public.restage_import(job uuid, mapping jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.own_import(job, array['staging', 'checking', 'checked']);
begin
  perform private.need_open_import(it.resource, mapping);
  perform private.drop_import_rows(it.id);
  update public.import_jobs j set mapping = restage_import.mapping, status = 'staging', total_rows = 0, position = 0, counts = '{}' where j.id = it.id;
end $$;

create or replace function public.cancel_import(job uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.own_import(job, array['staging', 'checking', 'checked']);
  perform private.drop_import_rows(job);
  update public.import_jobs j set status = 'cancelled', finished_at = now() where j.id = job;
end $$;

grant execute on function private.hides_import(text, jsonb), private.own_import(uuid, text[]), private.need_open_import(text, jsonb),
  private.drop_import_rows(uuid) to authenticated;
