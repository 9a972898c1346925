-- What somebody should know of without looking for it: what others gave them, wrote to them or changed, and what is due.

create function private.notification_kinds() returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array['assigned', 'mentioned', 'commented', 'changed', 'due', 'overdue', 'closing', 'reminder'] $$;
comment on function private.notification_kinds() is 'What people are told of, in the order of the settings.';

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid not null references public.profiles on delete cascade,
  kind text not null check (kind = any (private.notification_kinds())),
  resource text not null check (resource ~ '^[a-z][a-z_]{0,39}$'),
  record_id uuid,
  actor_id uuid references public.profiles on delete set null,
  how_many integer not null default 1 check (how_many > 0),
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object' and octet_length(data::text) <= 8192),
  in_app boolean not null default true,
  mail text not null default 'none' check (mail in ('none', 'at_once', 'digest')),
  mailed_at timestamptz,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
comment on table public.notifications is
  'What a person is told of: one unread row for each kind and record, which is brought up to date. It holds keys alone, and is seen for as long as its record may be. Written by private.notify() alone.';
comment on column public.notifications.record_id is 'Null where it is about several records at once: how_many says how many.';
comment on column public.notifications.actor_id is 'Who did it; null for the clock.';
comment on column public.notifications.data is 'What more there is to say: {fields: [column]} of a change, {comment_id} of a comment.';
comment on column public.notifications.in_app is 'Whether it is shown in the app; else it is only for the mail.';
create unique index notifications_unread_key on public.notifications (profile_id, kind, resource, record_id) nulls not distinct where read_at is null;
create index notifications_profile_id_idx on public.notifications (profile_id, created_at desc, id desc);
create index notifications_unread_idx on public.notifications (profile_id) where read_at is null and in_app;
create index notifications_actor_id_idx on public.notifications (actor_id);
create index notifications_created_at_idx on public.notifications (created_at);

create table public.notification_settings (
  profile_id uuid primary key references public.profiles on delete cascade,
  kinds jsonb not null default '{}' check (jsonb_typeof(kinds) = 'object'),
  updated_at timestamptz not null default now()
);
comment on table public.notification_settings is
  'What each person wants to be told of, {kind: {app: boolean, mail: none | at_once | digest}} where it is not as private.notification_way() has it. Written by save_notification_settings().';

insert into private.audit_exceptions (table_name, reason) values
  ('notifications', 'What somebody is told of is theirs to know; what it tells of is audited.'),
  ('notification_settings', 'What somebody wants to be told of; it changes no record and gives no right.');
call private.protect('notifications', 'profiles', 'special');
create policy notifications_read on public.notifications for select to authenticated
  using (profile_id = (select private.me()) and in_app and (record_id is null or case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'orders' then exists (select from public.orders r where r.id = record_id)
    when 'tickets' then exists (select from public.tickets r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id)
    when 'activities' then exists (select from public.activities r where r.id = record_id) end));
call private.protect('notification_settings', 'profiles', 'special');
create policy notification_settings_read on public.notification_settings for select to authenticated
  using (profile_id = (select private.me()));
revoke insert, update, delete on public.notifications, public.notification_settings from authenticated;
create trigger touch_row before update on public.notification_settings for each row execute function private.touch_row();

create function private.notification_way(kinds jsonb, kind text) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('app', true,
    'mail', case when kind in ('assigned', 'mentioned', 'commented') then 'digest' else 'none' end) || coalesce(kinds -> kind, '{}')
$$;
comment on function private.notification_way(jsonb, text) is
  'How somebody with these settings is told of a kind: {app: in the app, mail: none, at_once or digest}.';

create function private.notify_all(kind text, resource text, people uuid[], records uuid[], actor uuid, data jsonb default '{}', most integer default 2147483647) returns void
language sql security definer set search_path = '' set enable_nestloop = on
as $$
  insert into public.notifications as n (profile_id, kind, resource, record_id, actor_id, how_many, data, in_app, mail)
  select p.id, $1, $2, g.record_id, $5, g.how_many, $6, (w.way -> 'app')::boolean, w.way ->> 'mail'
  from (
    select t.person, case when t.of_person <= most then t.record end as record_id, count(*)::integer as how_many
    from (select distinct u.person, u.record, count(*) over (partition by u.person) as of_person
      from unnest(people, records) u (person, record) where u.person is not null and u.person is distinct from actor) t
    group by 1, 2) g
  join public.profiles p on p.id = g.person and p.active and p.user_id is not null
  left join public.notification_settings s on s.profile_id = p.id
  cross join lateral (select private.notification_way(s.kinds, $1) as way) w
  where (w.way -> 'app')::boolean or w.way ->> 'mail' <> 'none'
  on conflict (profile_id, kind, resource, record_id) where read_at is null do update set
    actor_id = excluded.actor_id, how_many = n.how_many + excluded.how_many, in_app = excluded.in_app, mail = excluded.mail, created_at = now(),
    data = n.data || excluded.data || case when n.data ? 'fields' and excluded.data ? 'fields' then pg_catalog.jsonb_build_object('fields',
      (select pg_catalog.jsonb_agg(distinct f) from pg_catalog.jsonb_array_elements((n.data -> 'fields') || (excluded.data -> 'fields')) f)) else '{}' end
$$;
comment on function private.notify_all(text, text, uuid[], uuid[], uuid, jsonb, integer) is
  'Tells people each of a record (people[i] of records[i]); who is told of more than "most" of them gets one notification that counts them. Never tells the actor, nor who cannot sign in.';

create function private.notify(profile uuid, kind text, resource text, record_id uuid, actor uuid, data jsonb default '{}') returns void
language sql security definer set search_path = ''
as $$ select private.notify_all(kind, resource, array[profile], array[record_id], actor, data) $$;
comment on function private.notify(uuid, text, text, uuid, uuid, jsonb) is
  'Tells a person of something about a record: kind is one of private.notification_kinds(), actor who did it (null for the clock), who is never told of it themselves. Whoever may not read the record is not shown it.';

create function private.tell_notified() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid;
begin
  for person in select distinct r.profile_id from new_rows r loop
    perform private.tell_once('person:' || person, '{"table": "notifications"}');
  end loop;
  return null;
end $$;
comment on function private.tell_notified() is 'After a statement: tells the people whose notifications changed, by a topic of their own.';
create trigger z_tell_inserted after insert on public.notifications referencing new table as new_rows for each statement execute function private.tell_notified();
create trigger z_tell_updated after update on public.notifications referencing new table as new_rows for each statement execute function private.tell_notified();

create or replace function private.may_join(topic text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  place constant text[] := pg_catalog.string_to_array(topic, ':');
  record_id constant uuid := private.to_uuid(place[3]);
  found boolean := false;
begin
  if not private.is_active() then
    return false;
  end if;
  if topic = 'permissions' then
    return true;
  end if;
  if place[1] = 'person' and pg_catalog.cardinality(place) = 2 then
    return place[2] = private.me()::text;
  end if;
  if place[1] = 'access' and pg_catalog.cardinality(place) between 3 and 4 then
    return private.may_hear(place);
  end if;
  if place[1] = 'record' and pg_catalog.cardinality(place) = 3 and record_id is not null and private.is_live(place[2]) then
    -- as the caller, under the table's own policies
    execute pg_catalog.format('select exists (select from public.%I where id = $1)', place[2]) into found using record_id;
  end if;
  return found;
end $$;

create function private.notify_assigned() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
declare
  who constant uuid := private.actor();
  people uuid[];
  records uuid[];
begin
  -- tg_argv[0]: the column that says whose a record is
  if tg_op = 'INSERT' and tg_argv[0] = 'owner_id' then
    select pg_catalog.array_agg(n.owner_id), pg_catalog.array_agg(n.id) into people, records
    from new_rows n where n.owner_id is distinct from who and n.owner_id is not null and n.deleted_at is null;
  elsif tg_op = 'INSERT' then
    select pg_catalog.array_agg(n.assignee_id), pg_catalog.array_agg(n.id) into people, records
    from new_rows n where n.assignee_id is distinct from who and n.assignee_id is not null and n.deleted_at is null;
  elsif tg_argv[0] = 'owner_id' then
    select pg_catalog.array_agg(n.owner_id), pg_catalog.array_agg(n.id) into people, records
    from new_rows n join old_rows o on o.id = n.id
    where n.owner_id is distinct from o.owner_id and n.owner_id is distinct from who and n.owner_id is not null and n.deleted_at is null;
  else
    select pg_catalog.array_agg(n.assignee_id), pg_catalog.array_agg(n.id) into people, records
    from new_rows n join old_rows o on o.id = n.id
    where n.assignee_id is distinct from o.assignee_id and n.assignee_id is distinct from who and n.assignee_id is not null and n.deleted_at is null;
  end if;
  if people is not null then
    perform private.notify_all('assigned', tg_table_name, people, records, who, most => case when private.is_bulk() then 0 else 1 end);
  end if;
  return null;
end $$;
comment on function private.notify_assigned() is
  'After a statement: tells whose the records are that it made or gave away; who was given several, or by a bulk change or an import, how many.';

create function private.is_bulk() returns boolean
language sql stable set search_path = ''
as $$
  select nullif(pg_catalog.current_setting('atrium.bulk_job', true), '') is not null
    or coalesce(pg_catalog.current_setting('request.path', true), '') ~ '^/rpc/\w*import'
$$;
comment on function private.is_bulk() is 'Whether a bulk change or an import is at work, which comes in many statements.';

do $$
declare
  tbl record;
begin
  for tbl in select t.table_name, t.owner_column from private.resource_tables t where t.table_name in ('customers', 'deals', 'tickets', 'tasks') order by 1 loop
    execute pg_catalog.format('create trigger z_notify_inserted after insert on public.%I referencing new table as new_rows for each statement execute function private.notify_assigned(%L)', tbl.table_name, tbl.owner_column);
    execute pg_catalog.format('create trigger z_notify_updated after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function private.notify_assigned(%L)', tbl.table_name, tbl.owner_column);
  end loop;
end $$;

create table private.notified_until (
  id boolean primary key default true check (id),
  moment timestamptz not null default now(),
  day date
);
comment on table private.notified_until is 'One row: up to when people were told of what is due, and up to which day of the organisation of closing deals.';
alter table private.notified_until enable row level security;
insert into private.notified_until default values;

create function private.notify_due() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  today constant date := private.organisation_today();
  since timestamptz;
  since_day date;
  due record;
  several constant integer := 5;
  day_before constant interval := '1 day';
  hour_before constant interval := '1 hour';
  days_before constant integer := 3;
begin
  select greatest(u.moment, now() - interval '2 days'), greatest(coalesce(u.day, today), today - 7) into since, since_day from private.notified_until u for update;
  for due in
    select 'overdue' as kind, 'tasks' as resource, pg_catalog.array_agg(t.assignee_id) as people, pg_catalog.array_agg(t.id) as records from public.tasks t
    where t.due_at > since and t.due_at <= now() and t.is_open and t.deleted_at is null
    union all
    -- whoever was given it less than a day before knows
    select 'due', 'tasks', pg_catalog.array_agg(t.assignee_id), pg_catalog.array_agg(t.id) from public.tasks t
    where t.due_at > since + day_before and t.due_at <= now() + day_before and t.is_open and t.deleted_at is null
    union all
    select 'overdue', 'tickets', pg_catalog.array_agg(t.assignee_id), pg_catalog.array_agg(t.id) from public.tickets t
    where t.due_at > since and t.due_at <= now() and t.status in ('new', 'open', 'pending') and t.deleted_at is null
    union all
    select 'due', 'tickets', pg_catalog.array_agg(t.assignee_id), pg_catalog.array_agg(t.id) from public.tickets t
    where t.due_at > since + hour_before and t.due_at <= now() + hour_before and t.status in ('new', 'open', 'pending') and t.deleted_at is null
    union all
    select 'overdue', 'deals', pg_catalog.array_agg(d.owner_id), pg_catalog.array_agg(d.id) from public.deals d
    where d.expected_close_date >= since_day and d.expected_close_date < today and d.closed_at is null and d.deleted_at is null
    union all
    select 'closing', 'deals', pg_catalog.array_agg(d.owner_id), pg_catalog.array_agg(d.id) from public.deals d
    where d.expected_close_date > since_day + days_before and d.expected_close_date <= today + days_before and d.closed_at is null and d.deleted_at is null
  loop
    if due.people is not null then
      perform private.notify_all(due.kind, due.resource, due.people, due.records, null, most => several);
    end if;
  end loop;
  update private.notified_until u set moment = now(), day = today;
end $$;
comment on function private.notify_due() is
  'Job: tells of tasks that are due within a day, tickets within an hour, deals that should close within three days, and of what is overdue, each once for each date it is given. May run at any time.';
insert into public.jobs (name, description, function_name, every)
values ('notifications.due', 'Tells people of what is due, overdue or about to close.', 'notify_due', interval '1 minute');

create function private.purge_notifications() returns void
language sql security definer set search_path = ''
as $$ delete from public.notifications n where n.created_at < now() - case when n.read_at is null then interval '180 days' else interval '60 days' end $$;
comment on function private.purge_notifications() is 'Job: forgets what was read 60 days ago, and what nobody read for half a year.';
insert into public.jobs (name, description, function_name, every)
values ('notifications.purge', 'Forgets old notifications.', 'purge_notifications', interval '6 hours');

create function public.list_notifications(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  most constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 30), 0), 100);
  before_at constant timestamptz := (asked #>> '{before,at}')::timestamptz;
  before_id constant uuid := (asked #>> '{before,id}')::uuid;
  entries jsonb;
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', n.id, 'kind', n.kind, 'resource', n.resource, 'record_id', n.record_id,
      'name', case n.resource
        when 'customers' then (select r.name from public.customers r where r.id = n.record_id)
        when 'deals' then (select r.name from public.deals r where r.id = n.record_id)
        when 'orders' then (select r.number::text from public.orders r where r.id = n.record_id)
        when 'tickets' then (select r.subject from public.tickets r where r.id = n.record_id)
        when 'tasks' then (select r.title from public.tasks r where r.id = n.record_id)
        when 'activities' then (select r.subject from public.activities r where r.id = n.record_id) end,
      'actor_id', n.actor_id,
      'actor', (select p.full_name from public.profiles p where p.id = n.actor_id),
      'how_many', n.how_many, 'data', n.data, 'at', n.created_at, 'read', n.read_at is not null) order by n.created_at desc, n.id desc)
    into entries
  from (select f.* from public.notifications f
    where before_at is null or (f.created_at, f.id) < (before_at, before_id)
    order by f.created_at desc, f.id desc limit most) n;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'),
    'unread', (select count(*) from (select from public.notifications f where f.read_at is null limit 100) u),
    'next', case when pg_catalog.jsonb_array_length(entries) = most then pg_catalog.jsonb_build_object('at', entries #> '{-1,at}', 'id', entries #> '{-1,id}') end);
end $$;
comment on function public.list_notifications(jsonb) is
  'What the caller is told of, the latest first: {limit? (30; 0 to count alone), before?: {at, id}} gives {entries: [{id, kind, resource, record_id, name, actor_id, actor, how_many, data, at, read}], unread: at most 100, next: where the following page begins}. What is about a record that the caller may not read is left out.';

create function private.read_notifications(payload jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  person constant uuid := private.me();
  ids constant uuid[] := array(select i::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'ids') i);
  until constant timestamptz := coalesce((payload ->> 'until')::timestamptz, now());
  touched integer;
begin
  update public.notifications n set read_at = now()
  where n.profile_id = person and n.read_at is null and case
    when payload ? 'ids' then n.id = any (ids)
    when payload ? 'record_id' then n.resource = payload ->> 'resource' and n.record_id = (payload ->> 'record_id')::uuid
    else n.created_at <= until end;
  get diagnostics touched = row_count;
  return touched;
end $$;
comment on function private.read_notifications(jsonb) is 'The body of public.read_notifications().';

create function public.read_notifications(payload jsonb) returns integer
language sql set search_path = '' as $$ select private.read_notifications(payload) $$;
comment on function public.read_notifications(jsonb) is
  'Marks notifications of the caller as read: {ids}, those of a record {resource, record_id}, or all that came {until?}. Gives how many.';

create function public.my_notification_settings() returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('kinds', (
    select pg_catalog.jsonb_agg(private.notification_way((select s.kinds from public.notification_settings s where s.profile_id = private.me()), k.kind)
      || pg_catalog.jsonb_build_object('kind', k.kind) order by k.place)
    from pg_catalog.unnest(private.notification_kinds()) with ordinality k (kind, place)))
$$;
comment on function public.my_notification_settings() is 'What the caller wants to be told of: {kinds: [{kind, app, mail}]}.';

create function private.save_notification_settings(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kind text;
  way jsonb;
begin
  if private.me() is null then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  for kind, way in select e.key, e.value from pg_catalog.jsonb_each(coalesce(payload -> 'kinds', '{}')) e loop
    if kind <> all (private.notification_kinds()) or pg_catalog.jsonb_typeof(way) <> 'object' or way - array['app', 'mail'] <> '{}'
      or pg_catalog.jsonb_typeof(coalesce(way -> 'app', 'true')) <> 'boolean' or coalesce(way ->> 'mail', 'none') not in ('none', 'at_once', 'digest') then
      perform private.fail('22023', 'malformed', 'Settings name a kind, and how one is told of it.');
    end if;
  end loop;
  insert into public.notification_settings as s (profile_id, kinds)
  select private.me(), pg_catalog.jsonb_object_agg(k, private.notification_way(payload -> 'kinds', k)) from pg_catalog.jsonb_object_keys(coalesce(payload -> 'kinds', '{}')) k
  having count(*) > 0
  on conflict (profile_id) do update set kinds = s.kinds || (
    select pg_catalog.jsonb_object_agg(e.key, private.notification_way(s.kinds, e.key) || e.value) from pg_catalog.jsonb_each(payload -> 'kinds') e);
end $$;
comment on function private.save_notification_settings(jsonb) is 'The body of public.save_notification_settings().';

create function public.save_notification_settings(payload jsonb) returns void
language sql set search_path = '' as $$ select private.save_notification_settings(payload) $$;
comment on function public.save_notification_settings(jsonb) is
  'Changes what the caller wants to be told of: {kinds: {kind: {app?, mail? (none, at_once, digest)}}}, those that are given. Raises malformed, denied.';

grant execute on function private.notification_kinds(), private.notification_way(jsonb, text),
  private.read_notifications(jsonb), private.save_notification_settings(jsonb), public.list_notifications(jsonb), public.read_notifications(jsonb),
  public.my_notification_settings(), public.save_notification_settings(jsonb) to authenticated;
