-- Work log: what time was spent on a record, by whom and on which day. Seen with the record, by the record's own policies, and always
-- by whose time it is. A timer is an entry that has no minutes yet, and there is one of them for each person.

create table public.time_entries (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid not null references public.profiles on delete restrict,
  customer_id uuid references public.customers on delete cascade,
  deal_id uuid references public.deals on delete cascade,
  ticket_id uuid references public.tickets on delete cascade,
  task_id uuid references public.tasks on delete cascade,
  resource text not null generated always as (case when customer_id is not null then 'customers' when deal_id is not null then 'deals'
    when ticket_id is not null then 'tickets' when task_id is not null then 'tasks' end) stored,
  record_id uuid not null generated always as (coalesce(customer_id, deal_id, ticket_id, task_id)) stored,
  spent_on date not null check (spent_on >= date '2000-01-01'),
  minutes integer check (minutes between 1 and 1440),
  note text check (char_length(note) <= 1000),
  started_at timestamptz,
  capped boolean not null default false,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  check (num_nonnulls(customer_id, deal_id, ticket_id, task_id) = 1),
  check (minutes is not null or started_at is not null)
);
comment on table public.time_entries is
  'Time spent on a record, seen by whoever sees it and by whose it is. Written by save_time_entry(), start_timer(), stop_timer(), delete_time_entry(), restore_time_entry().';
comment on column public.time_entries.spent_on is 'The calendar day of whose time it is.';
comment on column public.time_entries.minutes is 'At most 24 hours, also of all entries of a person''s day; null while the timer runs.';
comment on column public.time_entries.started_at is 'When the timer was started, by the database''s clock; null for what was entered by hand.';
comment on column public.time_entries.capped is 'Whether the timer ran for longer than was counted, and nobody has looked at the entry since.';
create index time_entries_customer_id_idx on public.time_entries (customer_id);
create index time_entries_deal_id_idx on public.time_entries (deal_id);
create index time_entries_ticket_id_idx on public.time_entries (ticket_id);
create index time_entries_task_id_idx on public.time_entries (task_id);
create index time_entries_record_id_idx on public.time_entries (record_id, spent_on desc, id) where deleted_at is null;
create index time_entries_profile_id_idx on public.time_entries (profile_id, spent_on);
create index time_entries_spent_on_idx on public.time_entries (spent_on) where deleted_at is null;
create unique index time_entries_running_key on public.time_entries (profile_id) where minutes is null and deleted_at is null;

call private.protect('time_entries', 'profiles', 'special');
create policy time_entries_read on public.time_entries for select to authenticated
  using (deleted_at is null and (profile_id = (select private.me()) or case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'tickets' then exists (select from public.tickets r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id) end));
revoke insert, update, delete on public.time_entries from authenticated;
create trigger z_tell_timed after insert or update on public.time_entries for each row execute function private.tell_attached();

create function private.require_seen(resource text, record_id uuid) returns void
language plpgsql stable set search_path = ''
as $$
declare
  seen boolean;
begin
  if resource is null or resource <> all (array['customers', 'deals', 'tickets', 'tasks']) then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  execute pg_catalog.format('select exists (select from public.%I r where r.id = $1)', resource) into seen using record_id;
  if not seen then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
end $$;
comment on function private.require_seen(text, uuid) is 'Raises gone unless the caller sees this customer, deal, ticket or task; unknown_resource for anything else.';

create function private.may_log_time() returns boolean
language sql stable set search_path = ''
as $$ select private.me() = any (private.visible_ids('activities', 'create')) $$;
comment on function private.may_log_time() is 'Whether the caller''s roles let them log work (activities) of their own.';

create function private.may_mend_time(person uuid, action text) returns boolean
language sql stable set search_path = ''
as $$
  -- of others only by a scope beyond one's own: a holiday lends their records, not their hours
  select case when person = private.me() then private.my_scope('activities', action) <> 'none'
    else private.my_scope('activities', action) not in ('none', 'own') and person = any (private.visible_ids('activities', action)) end
$$;
comment on function private.may_mend_time(uuid, text) is 'Whether the caller may update or delete the time of a person, by their roles'' scope on activities.';

create function private.time_room(person uuid, day date, but uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
begin
  -- two entries at once must not both find the same room
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('time ' || person || ' ' || day, 0));
  return 1440 - coalesce((select sum(e.minutes) from public.time_entries e
    where e.profile_id = person and e.spent_on = day and e.deleted_at is null and e.id is distinct from but), 0);
end $$;
comment on function private.time_room(uuid, date, uuid) is 'How many minutes of a person''s day are not spoken for, leaving one entry out; holds that day until the transaction ends.';

create function private.write_time(payload jsonb, known uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  person constant uuid := coalesce((select e.profile_id from public.time_entries e where e.id = known), private.me());
  kind constant text := payload ->> 'resource';
  target constant uuid := (payload ->> 'record_id')::uuid;
  wanted constant numeric := (payload ->> 'minutes')::numeric;
  day constant date := (payload ->> 'day')::date;
  text constant text := nullif(pg_catalog.btrim(payload ->> 'note'), '');
  written uuid;
begin
  if wanted is null or wanted not between 1 and 1440 or wanted <> pg_catalog.trunc(wanted) then
    perform private.fail('22023', 'time_minutes', 'An entry has at least one minute and at most 24 hours.', '{"field": "minutes"}');
  end if;
  if day is null or day < date '2000-01-01' or day > (now() at time zone private.zone_of(person))::date then
    perform private.fail('22023', 'time_day', 'Time is logged for today or a day that is over.', '{"field": "day"}');
  end if;
  if pg_catalog.length(text) > 1000 then
    perform private.fail('22023', 'too_long', 'A note has at most 1000 characters.', '{"field": "note"}');
  end if;
  if private.time_room(person, day, known) < wanted then
    perform private.fail('22023', 'time_day_full', 'A day has 24 hours.', '{"field": "minutes"}');
  end if;
  if known is not null then
    update public.time_entries e set spent_on = day, minutes = wanted::integer, note = text, capped = false
    where e.id = known and e.deleted_at is null and e.minutes is not null returning e.id into written;
  else
    insert into public.time_entries (profile_id, customer_id, deal_id, ticket_id, task_id, spent_on, minutes, note)
    values (person, case kind when 'customers' then target end, case kind when 'deals' then target end, case kind when 'tickets' then target end,
      case kind when 'tasks' then target end, day, wanted::integer, text)
    returning id into written;
  end if;
  if written is null then
    perform private.fail('P0002', 'gone', 'This entry is no longer there.');
  end if;
  return written;
end $$;
comment on function private.write_time(jsonb, uuid) is 'Writes for public.save_time_entry(), which has seen that the caller may: a new entry of theirs, or a known one.';

create function private.owner_of_time(entry uuid) returns uuid
language sql stable set search_path = ''
as $$ select e.profile_id from public.time_entries e where e.id = entry $$;
comment on function private.owner_of_time(uuid) is 'Whose time an entry is, among those that the caller sees; null for none.';

create function public.save_time_entry(payload jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  known constant uuid := (payload ->> 'id')::uuid;
  person uuid;
begin
  if known is not null then
    person := private.owner_of_time(known);
    if person is null then
      perform private.fail('P0002', 'gone', 'This entry is no longer there.');
    end if;
    if not private.may_mend_time(person, 'update') then
      perform private.fail('42501', 'denied', 'You may not change this entry.');
    end if;
  else
    perform private.require_seen(payload ->> 'resource', (payload ->> 'record_id')::uuid);
    if not private.may_log_time() then
      perform private.fail('42501', 'denied', 'You may not log work.');
    end if;
  end if;
  return private.write_time(payload, known);
end $$;
comment on function public.save_time_entry(jsonb) is
  'Logs time of the caller on a record that they see: {resource, record_id, day, minutes, note?}; with {id} changes day, minutes and note of an entry of theirs, or of somebody whose activities they may update. Raises gone, denied, time_minutes, time_day, time_day_full, too_long, unknown_resource.';

create function private.stop_timer() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  running public.time_entries;
  ran integer;
  counted integer;
begin
  select * into running from public.time_entries e where e.profile_id = private.me() and e.minutes is null and e.deleted_at is null for update;
  if running.id is null then
    return null;
  end if;
  ran := greatest(1, pg_catalog.round(extract(epoch from now() - running.started_at) / 60));
  counted := least(ran, 600, private.time_room(running.profile_id, running.spent_on, running.id));
  if counted < 1 then
    perform private.fail('22023', 'time_day_full', 'A day has 24 hours.');
  end if;
  update public.time_entries e set minutes = counted, capped = ran > counted where e.id = running.id;
  return pg_catalog.jsonb_build_object('id', running.id, 'minutes', counted, 'capped', ran > counted, 'ran', ran);
end $$;
comment on function private.stop_timer() is 'The body of public.stop_timer().';

create function public.stop_timer() returns jsonb
language sql set search_path = '' as $$ select private.stop_timer() $$;
comment on function public.stop_timer() is
  'Ends the caller''s timer: {id, minutes, capped, ran}. Whole minutes, at least one; one that was forgotten counts ten hours at most, and no more than its day has left, and says so by capped. Null where none runs. Raises time_day_full.';

create function private.start_timer(kind text, target uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  person constant uuid := private.me();
  written uuid;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('timer ' || person, 0));
  select e.id into written from public.time_entries e
  where e.profile_id = person and e.minutes is null and e.deleted_at is null and e.record_id = target and e.resource = kind;
  if written is not null then
    return written;
  end if;
  perform private.stop_timer();
  insert into public.time_entries (profile_id, customer_id, deal_id, ticket_id, task_id, spent_on, started_at)
  values (person, case kind when 'customers' then target end, case kind when 'deals' then target end, case kind when 'tickets' then target end,
    case kind when 'tasks' then target end, (now() at time zone private.zone_of(person))::date, now())
  returning id into written;
  return written;
end $$;
comment on function private.start_timer(text, uuid) is 'Starts for public.start_timer(), which has seen that the caller may.';

create function public.start_timer(payload jsonb) returns uuid
language plpgsql set search_path = ''
as $$
begin
  perform private.require_seen(payload ->> 'resource', (payload ->> 'record_id')::uuid);
  if not private.may_log_time() then
    perform private.fail('42501', 'denied', 'You may not log work.');
  end if;
  return private.start_timer(payload ->> 'resource', (payload ->> 'record_id')::uuid);
end $$;
comment on function public.start_timer(jsonb) is
  'Starts the caller''s timer on a record that they see: {resource, record_id}. One that runs elsewhere is stopped and counted; one that runs there goes on. Gives the entry''s id. Raises gone, denied, time_day_full, unknown_resource.';

create function private.turn_time(entry uuid, gone boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  it public.time_entries;
begin
  select * into it from public.time_entries e where e.id = entry for update;
  if not gone and private.time_room(it.profile_id, it.spent_on, entry) < it.minutes then
    perform private.fail('22023', 'time_day_full', 'A day has 24 hours.');
  end if;
  update public.time_entries e set deleted_at = case when gone then now() end
  where e.id = entry and (e.deleted_at is null) = gone and (gone or e.minutes is not null);
  if not found then
    perform private.fail('P0002', 'gone', 'This entry is no longer there.');
  end if;
end $$;
comment on function private.turn_time(uuid, boolean) is 'Deletes an entry or puts it back, for the functions that have seen that the caller may.';

create function public.delete_time_entry(entry uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  person constant uuid := private.owner_of_time(entry);
begin
  if person is null then
    perform private.fail('P0002', 'gone', 'This entry is no longer there.');
  end if;
  if not private.may_mend_time(person, 'delete') then
    perform private.fail('42501', 'denied', 'You may not delete this entry.');
  end if;
  perform private.turn_time(entry, true);
end $$;
comment on function public.delete_time_entry(uuid) is
  'Deletes an entry of the caller''s, or of somebody whose activities they may delete; a timer that runs is given up. restore_time_entry() puts an entry back. Raises gone, denied.';

create function private.deleted_time(entry uuid, out profile_id uuid, out resource text, out record_id uuid)
language sql stable security definer set search_path = ''
as $$ select e.profile_id, e.resource, e.record_id from public.time_entries e where e.id = entry and e.deleted_at is not null $$;
comment on function private.deleted_time(uuid) is 'Whose a deleted entry is and where it hangs, for who goes on to ask whether the caller may put it back.';

create function public.restore_time_entry(entry uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  it record;
begin
  select * into it from private.deleted_time(entry);
  if it.profile_id is null then
    perform private.fail('P0002', 'gone', 'This entry is no longer there.');
  end if;
  if it.profile_id is distinct from private.me() then
    perform private.require_seen(it.resource, it.record_id);
  end if;
  if not private.may_mend_time(it.profile_id, 'delete') then
    perform private.fail('42501', 'denied', 'You may not put this entry back.');
  end if;
  perform private.turn_time(entry, false);
end $$;
comment on function public.restore_time_entry(uuid) is 'Puts a deleted entry back, by whoever may delete it. Raises gone, denied, time_day_full.';

create function private.time_json(e public.time_entries) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('id', e.id, 'person_id', e.profile_id, 'person', (select p.full_name from public.profiles p where p.id = e.profile_id),
    'day', e.spent_on, 'minutes', e.minutes, 'note', e.note, 'started_at', e.started_at, 'capped', e.capped, 'resource', e.resource, 'record_id', e.record_id,
    'may_change', private.may_mend_time(e.profile_id, 'update'), 'may_delete', private.may_mend_time(e.profile_id, 'delete'),
    'title', case e.resource
      when 'customers' then (select r.name from public.customers r where r.id = e.customer_id)
      when 'deals' then (select r.name from public.deals r where r.id = e.deal_id)
      when 'tickets' then (select r.subject from public.tickets r where r.id = e.ticket_id)
      when 'tasks' then (select r.title from public.tasks r where r.id = e.task_id) end)
$$;
comment on function private.time_json(public.time_entries) is
  'An entry as screens take it: {id, person_id, person, day, minutes, note, started_at, capped, resource, record_id, title, may_change, may_delete}. title is null where the caller no longer sees the record.';

create function private.my_timer() returns jsonb
language sql stable set search_path = ''
as $$ select private.time_json(e) from public.time_entries e where e.profile_id = private.me() and e.minutes is null $$;
comment on function private.my_timer() is 'The caller''s timer that runs, or null.';

create function public.list_time_entries(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  target constant uuid := (asked ->> 'record_id')::uuid;
  kind constant text := asked ->> 'resource';
  seen boolean := true;
  first_day constant integer := coalesce((select s.week_start from public.settings s), 1);
  answer jsonb;
begin
  begin
    perform private.require_seen(kind, target);
  exception when no_data_found then
    seen := false;
  end;
  with mine as materialized (
    select e.* from public.time_entries e where seen and e.record_id = target and e.resource = kind),
  logged as (select * from mine m where m.minutes is not null)
  select pg_catalog.jsonb_build_object(
    'entries', coalesce((select pg_catalog.jsonb_agg(private.time_json(l::public.time_entries) order by l.spent_on desc, l.created_at desc, l.id)
      from (select * from public.time_entries e where e.id in
        (select l.id from logged l order by l.spent_on desc, l.created_at desc, l.id limit 100)) l), '[]'),
    'total', coalesce((select sum(l.minutes) from logged l), 0),
    'count', (select count(*) from logged),
    'people', coalesce((select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', g.profile_id, 'name', g.name, 'minutes', g.minutes) order by g.minutes desc, g.profile_id)
      from (select l.profile_id, (select p.full_name from public.profiles p where p.id = l.profile_id) as name, sum(l.minutes) as minutes
        from logged l group by l.profile_id) g), '[]'),
    'weeks', coalesce((select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('first', g.first, 'minutes', g.minutes) order by g.first desc)
      from (select l.spent_on - ((extract(dow from l.spent_on)::integer - first_day + 7) % 7) as first, sum(l.minutes) as minutes
        from logged l group by 1 order by 1 desc limit 8) g), '[]'))
    into answer;
  return answer || pg_catalog.jsonb_build_object('may_log', seen and private.may_log_time(), 'timer', private.my_timer(),
    'today', (now() at time zone private.zone_of(private.me()))::date, 'now', now());
end $$;
comment on function public.list_time_entries(jsonb) is
  'The time spent on a record: {resource, record_id} gives {entries (the latest 100), count, total (minutes), people: [{id, name, minutes}], weeks: [{first (day), minutes}] (the latest eight), may_log, timer (the caller''s, wherever it runs, or null), today, now}. Nothing where the caller does not see the record. Raises unknown_resource.';

create function public.time_week(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  first constant date := (asked ->> 'from')::date;
  person constant uuid := coalesce((asked ->> 'person')::uuid, private.me());
  leads constant boolean := private.my_scope('activities', 'read') not in ('none', 'own');
  reach constant uuid[] := case when leads then private.visible_ids('activities', 'read') end;
begin
  return pg_catalog.jsonb_build_object(
    'entries', coalesce((select pg_catalog.jsonb_agg(private.time_json(e::public.time_entries) order by e.spent_on, e.created_at, e.id)
      from (select * from public.time_entries t where t.profile_id = person and t.spent_on between first and first + 6 and t.minutes is not null
        and (person = private.me() or leads and person = any (reach)) order by t.spent_on, t.created_at, t.id limit 1000) e), '[]'),
    'people', coalesce((select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', g.profile_id, 'name', g.name, 'minutes', g.minutes) order by g.minutes desc, g.profile_id)
      from (select t.profile_id, (select p.full_name from public.profiles p where p.id = t.profile_id) as name, sum(t.minutes) as minutes
        from public.time_entries t where leads and t.spent_on between first and first + 6 and t.minutes is not null and t.profile_id = any (reach)
        group by t.profile_id) g), '[]'),
    'leads', leads, 'timer', private.my_timer(), 'today', (now() at time zone private.zone_of(private.me()))::date, 'now', now());
end $$;
comment on function public.time_week(jsonb) is
  'The time of a week: {from (its first day), person?} gives {entries of the person or else the caller, people: [{id, name, minutes}] whose activities the caller may read beyond their own, leads (whether there are such), timer, today, now}. Of others, what was spent on records that the caller sees.';

revoke execute on function public.save_time_entry(jsonb), public.start_timer(jsonb), public.stop_timer(), public.delete_time_entry(uuid),
  public.restore_time_entry(uuid), public.list_time_entries(jsonb), public.time_week(jsonb) from public, anon;
grant execute on function private.require_seen(text, uuid), private.may_log_time(), private.may_mend_time(uuid, text), private.write_time(jsonb, uuid),
  private.owner_of_time(uuid), private.stop_timer(), private.start_timer(text, uuid), private.turn_time(uuid, boolean), private.deleted_time(uuid),
  private.time_json(public.time_entries), private.my_timer(), private.zone_of(uuid),
  public.save_time_entry(jsonb), public.start_timer(jsonb), public.stop_timer(), public.delete_time_entry(uuid), public.restore_time_entry(uuid),
  public.list_time_entries(jsonb), public.time_week(jsonb) to authenticated;
