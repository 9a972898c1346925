-- Files on records: a row says what it is and where it hangs, Supabase Storage keeps the bytes under the row's id. Whoever
-- sees the record sees its files, by the same policies; there are no addresses that outlive that.

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid references public.customers on delete cascade,
  deal_id uuid references public.deals on delete cascade,
  order_id uuid references public.orders on delete cascade,
  ticket_id uuid references public.tickets on delete cascade,
  task_id uuid references public.tasks on delete cascade,
  resource text not null generated always as (case when customer_id is not null then 'customers' when deal_id is not null then 'deals'
    when order_id is not null then 'orders' when ticket_id is not null then 'tickets' when task_id is not null then 'tasks' end) stored,
  record_id uuid not null generated always as (coalesce(customer_id, deal_id, order_id, ticket_id, task_id)) stored,
  name text not null check (btrim(name) <> '' and char_length(name) <= 255 and name !~ '[/\\[:cntrl:]]'),
  mime_type text not null,
  size bigint not null check (size between 1 and 25000000),
  stored_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid not null references public.profiles on delete restrict,
  deleted_at timestamptz,
  check (num_nonnulls(customer_id, deal_id, order_id, ticket_id, task_id) = 1)
);
comment on table public.attachments is
  'Files on a record, seen by whoever sees it; added, deleted and put back by whoever may change it. The bytes lie in the bucket "attachments" under the row''s id. Written by add_attachment(), keep_attachment(), delete_attachment(), restore_attachment().';
comment on column public.attachments.size is 'Bytes, at most 25 MB.';
comment on column public.attachments.stored_at is 'When the bytes had come; null while they are on their way.';
create index attachments_customer_id_idx on public.attachments (customer_id);
create index attachments_deal_id_idx on public.attachments (deal_id);
create index attachments_order_id_idx on public.attachments (order_id);
create index attachments_ticket_id_idx on public.attachments (ticket_id);
create index attachments_task_id_idx on public.attachments (task_id);
create index attachments_record_id_idx on public.attachments (record_id, created_at desc, id desc) where deleted_at is null;
create index attachments_created_by_idx on public.attachments (created_by);

call private.protect('attachments', 'profiles', 'special');
create policy attachments_read on public.attachments for select to authenticated
  using (deleted_at is null and (stored_at is not null or created_by = (select private.me())) and case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'orders' then exists (select from public.orders r where r.id = record_id)
    when 'tickets' then exists (select from public.tickets r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id) end);
revoke insert, update, delete on public.attachments from authenticated;

create function private.attachment_types() returns text[]
language sql immutable parallel safe set search_path = ''
as $$
  select array['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain', 'text/csv', 'message/rfc822', 'application/zip',
    'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.presentation', 'audio/mpeg', 'audio/mp4', 'video/mp4']
$$;
comment on function private.attachment_types() is 'The media types that a file on a record may have: nothing that a browser would run.';

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 25000000, private.attachment_types())
on conflict (id) do update set public = false, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- An address signed for later would outlive the right to the record, so none is given.
create policy "Files of the records that one sees" on storage.objects for select to authenticated
  using (bucket_id = 'attachments' and coalesce(storage.operation(), '') !~ 'sign'
    and exists (select from public.attachments a where a.id = private.to_uuid(objects.name)));
create policy "The bytes of a file that one is adding" on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments' and coalesce(storage.operation(), '') !~ 'sign'
    and exists (select from public.attachments a where a.id = private.to_uuid(objects.name) and a.stored_at is null and a.created_by = (select private.me())));

create function private.tell_attached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.tell_once('record:' || new.resource || ':' || new.record_id, pg_catalog.jsonb_build_object('table', new.resource, 'id', new.record_id));
  return null;
end $$;
comment on function private.tell_attached() is 'Tells whoever looks at a record that its files changed.';
create trigger z_tell_attached after update on public.attachments for each row execute function private.tell_attached();

create function private.may_change_record(resource text, record_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  keys uuid[];
  found boolean;
begin
  if resource is null or resource <> all (array['customers', 'deals', 'orders', 'tickets', 'tasks']) then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  -- as the caller, under the table's own policies
  execute pg_catalog.format('select r.access_id = any (private.visible_ids($2, ''update'')) from public.%I r where r.id = $1', resource)
    into found using record_id, resource;
  if found is null then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  return found;
end $$;
comment on function private.may_change_record(text, uuid) is
  'Whether the caller may change a record (customers, deals, orders, tickets, tasks). Raises gone unless they see it, unknown_resource.';

create function private.write_attachment(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  kind constant text := payload ->> 'resource';
  target constant uuid := (payload ->> 'record_id')::uuid;
  file_id constant uuid := coalesce((payload ->> 'id')::uuid, pg_catalog.gen_random_uuid());
  length constant bigint := (payload ->> 'size')::bigint;
begin
  if length is null or length not between 1 and 25000000 then
    perform private.fail('22023', 'file_size', 'A file has at least one byte and at most 25 MB.');
  end if;
  if payload ->> 'mime_type' is null or payload ->> 'mime_type' <> all (private.attachment_types()) then
    perform private.fail('22023', 'file_type', 'Files of this kind are not taken.');
  end if;
  if (select count(*) from public.attachments a where a.record_id = target and a.deleted_at is null) >= 200 then
    perform private.fail('54000', 'too_many_files', 'A record holds at most 200 files.');
  end if;
  insert into public.attachments (id, customer_id, deal_id, order_id, ticket_id, task_id, name, mime_type, size, created_by)
  values (file_id, case kind when 'customers' then target end, case kind when 'deals' then target end, case kind when 'orders' then target end,
    case kind when 'tickets' then target end, case kind when 'tasks' then target end,
    pg_catalog.regexp_replace(pg_catalog.btrim(payload ->> 'name'), '[/\\[:cntrl:]]', '_', 'g'), payload ->> 'mime_type', length, private.me())
  on conflict (id) do nothing;
  if not exists (select from public.attachments a where a.id = file_id and a.created_by = private.me() and a.record_id = target and a.stored_at is null) then
    perform private.fail('P0002', 'gone', 'This file is there already, or gone.');
  end if;
  return file_id;
end $$;
comment on function private.write_attachment(jsonb) is 'Writes the row for public.add_attachment(), which has seen that the caller may change the record.';

create function public.add_attachment(payload jsonb) returns uuid
language plpgsql set search_path = ''
as $$
begin
  if not private.may_change_record(payload ->> 'resource', (payload ->> 'record_id')::uuid) then
    perform private.fail('42501', 'denied', 'You may not add files to this record.');
  end if;
  return private.write_attachment(payload);
end $$;
comment on function public.add_attachment(jsonb) is
  'Begins a file on a record that the caller may change: {id?, resource, record_id, name, mime_type, size (bytes)}. Gives its id: the bytes go to the bucket "attachments" under it, then keep_attachment() is called. Raises gone, denied, file_size, file_type, too_many_files, unknown_resource.';

create function private.keep_attachment(attachment_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  bytes bigint;
begin
  select coalesce((o.metadata ->> 'size')::bigint, a.size) into bytes
  from public.attachments a join storage.objects o on o.bucket_id = 'attachments' and o.name = a.id::text
  where a.id = attachment_id and a.created_by = private.me() and a.stored_at is null and a.deleted_at is null;
  if bytes is null then
    perform private.fail('P0002', 'gone', 'This file is no longer there.');
  end if;
  update public.attachments a set stored_at = now(), size = bytes where a.id = attachment_id;
end $$;
comment on function private.keep_attachment(uuid) is 'The body of public.keep_attachment().';

create function public.keep_attachment(attachment_id uuid) returns void
language sql set search_path = '' as $$ select private.keep_attachment(attachment_id) $$;
comment on function public.keep_attachment(uuid) is 'Shows a file of the caller''s to others, now that its bytes have come. Raises gone where they have not.';

create function private.set_attachment_deleted(attachment_id uuid, gone boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update public.attachments a set deleted_at = case when gone then now() end
  where a.id = attachment_id and (a.deleted_at is null) = gone and (a.stored_at is not null or gone);
  if not found then
    perform private.fail('P0002', 'gone', 'This file is no longer there.');
  end if;
end $$;
comment on function private.set_attachment_deleted(uuid, boolean) is 'Deletes a file or puts it back, for the functions that have seen that the caller may.';

create function private.record_of_attachment(attachment_id uuid, out resource text, out record_id uuid)
language sql stable security definer set search_path = ''
as $$ select a.resource, a.record_id from public.attachments a where a.id = attachment_id and (a.stored_at is not null or a.created_by = private.me()) $$;
comment on function private.record_of_attachment(uuid) is 'Where a file hangs, deleted or not; for who goes on to ask whether the caller may change that.';

create function private.turn_attachment(attachment_id uuid, gone boolean) returns void
language plpgsql set search_path = ''
as $$
declare
  place record;
begin
  select * into place from private.record_of_attachment(attachment_id);
  if place.record_id is null then
    perform private.fail('P0002', 'gone', 'This file is no longer there.');
  end if;
  if not private.may_change_record(place.resource, place.record_id) then
    perform private.fail('42501', 'denied', 'You may not change the files of this record.');
  end if;
  perform private.set_attachment_deleted(attachment_id, gone);
end $$;
comment on function private.turn_attachment(uuid, boolean) is 'Deletes a file or puts it back, by whoever may change the record.';

create function public.delete_attachment(attachment_id uuid) returns void
language sql set search_path = '' as $$ select private.turn_attachment(attachment_id, true) $$;
comment on function public.delete_attachment(uuid) is
  'Takes a file off a record that the caller may change; restore_attachment() puts it back for 30 days. Raises gone, denied.';

create function public.restore_attachment(attachment_id uuid) returns void
language sql set search_path = '' as $$ select private.turn_attachment(attachment_id, false) $$;
comment on function public.restore_attachment(uuid) is 'Puts a deleted file back on its record, by whoever may change that. Raises gone, denied.';

create function private.deleted_attachments(target uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', f.id, 'name', f.name, 'deleted_at', f.deleted_at) order by f.deleted_at desc), '[]')
  from (select a.id, a.name, a.deleted_at from public.attachments a
    where a.record_id = target and a.deleted_at is not null and a.stored_at is not null order by a.deleted_at desc limit 20) f
$$;
comment on function private.deleted_attachments(uuid) is 'The files of a record that were deleted last, at most 20, for who may change it.';

create function public.list_attachments(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  target constant uuid := (asked ->> 'record_id')::uuid;
  changes boolean;
  entries jsonb;
begin
  begin
    changes := private.may_change_record(asked ->> 'resource', target);
  exception when no_data_found then
    changes := false;
  end;
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'name', a.name, 'mime_type', a.mime_type, 'size', a.size, 'at', a.created_at,
      'author_id', a.created_by, 'author', (select p.full_name from public.profiles p where p.id = a.created_by)) order by a.created_at desc, a.id desc)
    into entries
  from public.attachments a where a.record_id = target and a.resource = asked ->> 'resource' and a.stored_at is not null;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'), 'may_change', changes,
    'deleted', case when changes then private.deleted_attachments(target) else '[]' end,
    'most_bytes', 25000000, 'types', pg_catalog.to_jsonb(private.attachment_types()));
end $$;
comment on function public.list_attachments(jsonb) is
  'The files on a record, the latest first: {resource, record_id} gives {entries: [{id, name, mime_type, size (bytes), at, author_id, author}], may_change, deleted: [{id, name, deleted_at}], most_bytes, types}. None where the caller does not see the record. Raises unknown_resource.';

create function private.attachments_to_purge(how_many integer) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.id from public.attachments a
  where a.deleted_at < now() - interval '30 days' or a.stored_at is null and a.created_at < now() - interval '1 day'
  union
  select private.to_uuid(o.name) from storage.objects o
  where o.bucket_id = 'attachments' and o.created_at < now() - interval '1 day' and private.to_uuid(o.name) is not null
    and not exists (select from public.attachments a where a.id = private.to_uuid(o.name))
  limit how_many
$$;
comment on function private.attachments_to_purge(integer) is 'The body of public.attachments_to_purge().';

create function public.attachments_to_purge(how_many integer default 100) returns setof uuid
language sql stable set search_path = '' as $$ select * from private.attachments_to_purge(how_many) $$;
comment on function public.attachments_to_purge(integer) is
  'Files whose bytes are to go: deleted 30 days ago, begun a day ago and never finished, or left over from a record that is no more. For the worker, which then calls forget_attachments().';

create function private.forget_attachments(ids uuid[]) returns void
language sql security definer set search_path = ''
as $$
  delete from public.attachments a
  where a.id = any (ids) and (a.deleted_at < now() - interval '30 days' or a.stored_at is null and a.created_at < now() - interval '1 day')
    and not exists (select from storage.objects o where o.bucket_id = 'attachments' and o.name = a.id::text)
$$;
comment on function private.forget_attachments(uuid[]) is 'The body of public.forget_attachments().';

create function public.forget_attachments(ids uuid[]) returns void
language sql set search_path = '' as $$ select private.forget_attachments(ids) $$;
comment on function public.forget_attachments(uuid[]) is 'Deletes the rows of files whose bytes are gone. For the worker.';

revoke execute on function public.attachments_to_purge(integer), public.forget_attachments(uuid[]) from public, anon, authenticated;
grant execute on function private.attachments_to_purge(integer), private.forget_attachments(uuid[]), public.attachments_to_purge(integer),
  public.forget_attachments(uuid[]) to service_role;
grant execute on function private.attachment_types(), private.may_change_record(text, uuid), private.write_attachment(jsonb), private.keep_attachment(uuid),
  private.set_attachment_deleted(uuid, boolean), private.record_of_attachment(uuid), private.turn_attachment(uuid, boolean), private.deleted_attachments(uuid),
  public.add_attachment(jsonb), public.keep_attachment(uuid), public.delete_attachment(uuid), public.restore_attachment(uuid),
  public.list_attachments(jsonb) to authenticated;
