-- Who follows a record is told when somebody else changes it. Whose it is follows it by that; who comments on it, or asks
-- to, by a row. A row also says who does not want to follow any more, whatever made them.

create table public.followers (
  record_id uuid not null,
  profile_id uuid not null references public.profiles on delete cascade,
  resource text not null check (resource in ('customers', 'deals', 'orders', 'tickets', 'tasks')),
  following boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (record_id, profile_id)
);
comment on table public.followers is
  'Who follows a record beside whose it is, and who does not want to (following is false): seen by whoever sees the record. Written by follow_record() and by comments.';
create index followers_profile_id_idx on public.followers (profile_id);

insert into private.audit_exceptions (table_name, reason) values
  ('followers', 'Whether somebody wants to be told of a record; it changes no record and gives no right.');
call private.protect('followers', 'profiles', 'special');
create policy followers_read on public.followers for select to authenticated
  using (case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'orders' then exists (select from public.orders r where r.id = record_id)
    when 'tickets' then exists (select from public.tickets r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id) end);
revoke insert, update, delete on public.followers from authenticated;

create function private.follow_own() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.followers (record_id, profile_id, resource)
  select new.record_id, p, new.resource from pg_catalog.unnest(new.mentions || new.author_id) p
  on conflict do nothing;
  return null;
end $$;
comment on function private.follow_own() is 'Who comments on a record, or is mentioned there, follows it, unless they said that they do not want to.';
create trigger b_follow_own after insert on public.comments for each row execute function private.follow_own();

insert into public.followers (record_id, profile_id, resource)
select c.record_id, p, c.resource from public.comments c cross join lateral pg_catalog.unnest(c.mentions || c.author_id) p where c.deleted_at is null
on conflict do nothing;

create function private.followers_of(resource text, ids uuid[]) returns table (record_id uuid, profile_id uuid)
language sql stable security definer set search_path = ''
as $$
  select f.record_id, f.profile_id from public.followers f where f.record_id = any (ids) and f.resource = $1 and f.following
  union
  select w.id, w.holder
  from (
    select r.id, r.owner_id as holder from public.customers r where $1 = 'customers' and r.id = any (ids)
    union all select r.id, r.owner_id from public.deals r where $1 = 'deals' and r.id = any (ids)
    union all select r.id, r.owner_id from public.orders r where $1 = 'orders' and r.id = any (ids)
    union all select r.id, r.assignee_id from public.tickets r where $1 = 'tickets' and r.id = any (ids)
    union all select r.id, r.assignee_id from public.tasks r where $1 = 'tasks' and r.id = any (ids)) w
  where w.holder is not null
    and not exists (select from public.followers n where n.record_id = w.id and n.profile_id = w.holder and not n.following)
$$;
comment on function private.followers_of(text, uuid[]) is 'Who follows these records: whose they are, and who asked to or commented; not who does not want to.';

-- Who has to do with a record is told of comments, unless they do not want to follow it.
create or replace function private.concerned_people(resource text, record_id uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  target private.resource_tables;
  maker uuid;
begin
  select t.* into target from private.resource_tables t where t.resource = $1 and t.trash;
  execute pg_catalog.format('select r.created_by from public.%I r where r.id = $1', target.table_name) into maker using record_id;
  return array(
    select f.profile_id from private.followers_of($1, array[$2]) f
    union
    select maker where maker is not null
      and not exists (select from public.followers n where n.record_id = $2 and n.profile_id = maker and not n.following));
end $$;
comment on function private.concerned_people(text, uuid) is 'Who is told of a comment on a record: who follows it, and who made it unless they do not want to.';

create function private.follow_record(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.followers as f (record_id, profile_id, resource, following)
  values ((payload ->> 'record_id')::uuid, private.me(), payload ->> 'resource', (payload ->> 'following')::boolean)
  on conflict (record_id, profile_id) do update set following = excluded.following;
end $$;
comment on function private.follow_record(jsonb) is 'Writes it down for public.follow_record(), which has seen the record as the caller.';

create function public.follow_record(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.record_is_seen(payload ->> 'resource', (payload ->> 'record_id')::uuid, array['customers', 'deals', 'orders', 'tickets', 'tasks']);
  if pg_catalog.jsonb_typeof(payload -> 'following') is distinct from 'boolean' then
    perform private.fail('22023', 'malformed', 'Whether to follow is said by true or false.');
  end if;
  perform private.follow_record(payload);
end $$;
comment on function public.follow_record(jsonb) is
  'The caller follows a record that they see, or no longer: {resource, record_id, following}. Raises gone, unknown_resource, malformed.';

create function private.list_followers(resource text, record_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('following', coalesce(pg_catalog.bool_or(p.id = private.me()), false),
    'unread', exists (select from public.notifications n
      where n.profile_id = private.me() and n.read_at is null and n.in_app and n.resource = $1 and n.record_id = $2),
    'people', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name) order by p.full_name, p.id)
      filter (where p.id = any (private.visible_ids('profiles', 'read'))), '[]'))
  from private.followers_of($1, array[$2]) f join public.profiles p on p.id = f.profile_id and p.active
$$;
comment on function private.list_followers(text, uuid) is 'The body of public.list_followers(), which has seen the record as the caller.';

create function public.list_followers(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
begin
  begin
    perform private.record_is_seen(asked ->> 'resource', (asked ->> 'record_id')::uuid, array['customers', 'deals', 'orders', 'tickets', 'tasks']);
  exception when no_data_found then
    return '{"following": false, "people": [], "unread": false}';
  end;
  return private.list_followers(asked ->> 'resource', (asked ->> 'record_id')::uuid);
end $$;
comment on function public.list_followers(jsonb) is
  'Who follows a record that the caller sees: {resource, record_id} gives {following: whether the caller does, people: [{id, name}] of those whom they may know, unread: whether a notification of it waits for the caller}. None where the caller does not see the record. Raises unknown_resource.';

create function private.notify_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind text;
  who uuid;
  bulk boolean;
  records uuid[];
  takers uuid[];
  fields jsonb;
  people uuid[];
  followed uuid[];
begin
  -- a statement's lines are of one table and one actor; what the clock or nobody did is no change by somebody else
  select r.root_resource, r.actor_id into kind, who from new_rows r limit 1;
  if who is null or kind is null or kind <> all (array['customers', 'deals', 'orders', 'tickets', 'tasks']) then
    return null;
  end if;
  -- a record's own fields, and what hangs on it and is seen with it: no group of fields that only some may know
  select pg_catalog.array_agg(distinct r.root_id),
    pg_catalog.array_agg(distinct coalesce(r.changes #>> '{owner_id,1}', r.changes #>> '{assignee_id,1}')::uuid) filter (where r.action = 'assign')
    into records, takers
  from new_rows r
  where r.root_id is not null and r.root_resource = kind and case
    when r.table_name = kind then r.action in ('update', 'assign')
    else r.table_name in ('contacts', 'deal_contacts', 'deal_items', 'order_items', 'task_checklist_items') end;
  if records is null then
    return null;
  end if;
  bulk := private.is_bulk();
  select pg_catalog.array_agg(f.profile_id), pg_catalog.array_agg(f.record_id) into people, followed
  from private.followers_of(kind, records) f
  where f.profile_id <> who
    -- who is given it is told that
    and (takers is null or kind = 'orders' or f.profile_id <> all (takers))
    -- nor is what is made in this transaction a change
    and not exists (select from public.audit_log a where a.root_id = f.record_id and a.record_id = f.record_id and a.action = 'create' and a.happened_at >= now());
  if people is null then
    return null;
  end if;
  if bulk or pg_catalog.cardinality(records) = 1 then
    select pg_catalog.jsonb_build_object('fields', pg_catalog.jsonb_agg(distinct k.field)) into fields
    from new_rows r cross join lateral (
      select r.table_name where r.table_name <> kind
      union all select o from pg_catalog.jsonb_object_keys(r.changes) o where r.table_name = kind) k (field);
  end if;
  perform private.notify_all('changed', kind, people, followed, who, coalesce(fields, '{}'), most => case when bulk then 0 else 1 end);
  return null;
end $$;
comment on function private.notify_changed() is
  'After lines of the audit log: tells who follows a record that somebody else changed it, and which fields; of several records at once, or by a bulk change or an import, how many.';
create trigger z_notify_changed after insert on public.audit_log referencing new table as new_rows
  for each statement execute function private.notify_changed();

create function private.follow_merged() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.followers (record_id, profile_id, resource, following)
  select new.merged_into_id, f.profile_id, f.resource, f.following from public.followers f where f.record_id = new.id
  on conflict do nothing;
  return null;
end $$;
comment on function private.follow_merged() is 'Who followed a customer follows the one that it was merged into.';
create trigger b_follow_merged after update of merged_into_id on public.customers
  for each row when (new.merged_into_id is not null and new.merged_into_id is distinct from old.merged_into_id) execute function private.follow_merged();

grant execute on function private.follow_record(jsonb), private.list_followers(text, uuid), public.follow_record(jsonb), public.list_followers(jsonb) to authenticated;
