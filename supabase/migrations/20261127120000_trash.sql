-- The trash: what is in it that the caller may take out, by whom and when it was thrown away.

do $$
declare
  tbl text;
begin
  for tbl in select t.table_name from private.resource_tables t where t.trash order by 1 loop
    execute pg_catalog.format('create index %I on public.%I (deleted_at desc, id) where deleted_at is not null', tbl || '_trash_idx', tbl);
  end loop;
end $$;

create function private.list_trash(resource text, before timestamptz, before_id uuid, most integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  tbl constant text := private.bulk_table(resource);
  title constant text := private.record_title(resource);
  found jsonb;
begin
  if tbl is null or title is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  execute pg_catalog.format(
    'select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(''id'', r.id, ''name'', r.name, ''deleted_at'', r.deleted_at, ''by'', r.by, ''by_name'', p.full_name)
       order by r.deleted_at desc, r.id), ''[]'')
     from (select t.id, t.%I as name, t.deleted_at, coalesce(
         (select j.created_by from private.bulk_rows b join public.bulk_jobs j on j.id = b.job_id
          where b.record_id = t.id and j.action = ''trash'' and b.status = ''applied'' order by j.created_at desc limit 1),
         (pg_catalog.to_jsonb(t) ->> ''updated_by'')::uuid) as by
       from public.%I t
       where t.deleted_at is not null and t.access_id = any ($1) and ($2 is null or (t.deleted_at <= $2 and (t.deleted_at < $2 or t.id > $3)))
       order by t.deleted_at desc, t.id limit $4) r
     left join public.profiles p on p.id = r.by and p.id = any ($5)', title, tbl)
    into found using private.visible_ids(resource, 'delete'), before, before_id, least(greatest(most, 1), 200), private.visible_ids('profiles', 'read');
  return found;
end $$;
comment on function private.list_trash(text, timestamptz, uuid, integer) is 'The body of public.list_trash().';

create function public.list_trash(resource text, before timestamptz default null, before_id uuid default null, most integer default 50) returns jsonb
language sql stable set search_path = ''
as $$ select private.list_trash(resource, before, before_id, most) $$;
comment on function public.list_trash(text, timestamptz, uuid, integer) is
  'What of a resource is in the trash that the caller may take out (permission delete), the latest first, at most 200, after the one that was thrown away at "before" and has the id "before_id": [{id, name, deleted_at, by, by_name}]. restore_records takes it out, with what hangs on it.';

grant execute on function private.list_trash(text, timestamptz, uuid, integer), public.list_trash(text, timestamptz, uuid, integer) to authenticated;
