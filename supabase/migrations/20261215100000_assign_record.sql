-- One record given to another person, over whom the giver saw it belong to: of two who give it away at the same time the second is
-- told, and whoever gave it can take it back, also from out of their sight.

create function private.assign_record(resource text, id uuid, owner_id uuid, seen uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  tbl constant text := private.bulk_table(resource);
  owner_column constant text := private.bulk_owner(resource);
  had jsonb;
  holder uuid;
  job uuid;
begin
  if tbl is null or owner_column is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  execute pg_catalog.format(
    'select pg_catalog.jsonb_build_object(%1$L, t.%1$I, ''access_id'', t.access_id), t.%1$I from public.%2$I t
     where t.id = $1 and t.deleted_at is null and t.access_id = any ($2) for update', owner_column, tbl)
    into had, holder using id, private.visible_ids(resource, 'read');
  if had is null then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  if holder is distinct from seen and holder is distinct from owner_id then
    perform private.fail('PT409', case when holder is null then 'conflict' else 'taken' end, 'Somebody else has given this record away meanwhile.',
      (select pg_catalog.jsonb_build_object('name', p.full_name)::text from public.profiles p where p.id = holder));
  end if;
  if holder is not distinct from owner_id then
    return null;
  end if;
  perform private.change_records(resource, 'assign', array[id], owner_id);
  insert into public.bulk_jobs (resource, action, changes, status, total_rows, created_by, finished_at)
  values (assign_record.resource, 'assign', pg_catalog.jsonb_build_object('owner_id', owner_id), 'done', 1, private.me(), now())
  returning bulk_jobs.id into job;
  execute pg_catalog.format(
    'insert into private.bulk_rows (job_id, record_id, status, before, version) select $1, t.id, ''applied'', $2, t.updated_at from public.%I t where t.id = $3', tbl)
    using job, had, id;
  update public.bulk_jobs j set counts = private.count_bulk(j.id) where j.id = job;
  return job;
end $$;
comment on function private.assign_record(text, uuid, uuid, uuid) is 'The body of public.assign_record().';

create function public.assign_record(resource text, id uuid, owner_id uuid, seen uuid) returns uuid
language sql set search_path = '' as $$ select private.assign_record(resource, id, owner_id, seen) $$;
comment on function public.assign_record(text, uuid, uuid, uuid) is
  'Gives a record to an active person (null: to nobody); seen is whose the caller believes it to be. Gives the change (bulk_jobs) that undo_bulk takes back, null where it was that person''s already. Needs the permission assign. Raises taken (HTTP 409, detail {name}) or, where it is nobody''s by now, conflict; gone, denied, not_active, unknown_resource.';

revoke execute on function public.assign_record(text, uuid, uuid, uuid) from public, anon;
grant execute on function private.assign_record(text, uuid, uuid, uuid), public.assign_record(text, uuid, uuid, uuid) to authenticated;
