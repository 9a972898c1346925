-- The calendar: events with a time, a place and participants, on any record.

create table public.events (
  id uuid primary key default gen_random_uuid(),
  title text not null check (btrim(title) <> '' and char_length(title) <= 300),
  description text check (char_length(description) <= 40000),
  place text check (char_length(place) <= 300),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  all_day boolean not null default false,
  is_private boolean not null default false,
  customer_id uuid references public.customers on delete restrict,
  deal_id uuid references public.deals on delete set null,
  ticket_id uuid references public.tickets on delete set null,
  owner_id uuid references public.profiles on delete restrict,
  team_id uuid references public.teams on delete restrict,
  created_by uuid references public.profiles on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  shared boolean not null default false,
  access_id uuid not null generated always as (
    case when shared then id else private.access_key(coalesce(owner_id, team_id, '00000000-0000-4000-8000-000000000001'::uuid), created_by) end) stored,
  check (ends_at > starts_at),
  check (ends_at - starts_at <= interval '31 days')
);
comment on table public.events is
  'What stands in calendars: meetings, appointments, absences. Seen by whoever sees the owner''s, and by who takes part; a private one by owner, maker and participants alone, as a busy time by the others.';
create index events_access_id_idx on public.events (access_id, starts_at) where deleted_at is null;
create index events_owner_id_idx on public.events (owner_id, starts_at);
create index events_team_id_idx on public.events (team_id);
create index events_created_by_idx on public.events (created_by);
create index events_customer_id_idx on public.events (customer_id, starts_at);
create index events_deal_id_idx on public.events (deal_id, starts_at);
create index events_ticket_id_idx on public.events (ticket_id, starts_at);
create index events_trash_idx on public.events (deleted_at desc, id) where deleted_at is not null;

insert into public.resource_actions (resource, action, scoped)
select 'events', a.action, true from unnest(array['read', 'create', 'update', 'delete', 'assign', 'share']) as a (action);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'events', a.action, g.scope::public.access_scope
from (values
  ('admin', 'read create update delete assign share', 'all'),
  ('auditor', 'read', 'all'),
  ('executive', 'read', 'all'),
  ('executive', 'create update delete assign share', 'own'),
  ('sales_manager', 'read create update delete assign share', 'team'),
  ('sales_rep', 'read create update delete assign share', 'own'),
  ('support_manager', 'read create update delete assign share', 'department'),
  ('support_agent', 'read create update delete assign share', 'own'),
  ('marketing_manager', 'read create update delete assign share', 'department'),
  ('marketer', 'read create update delete assign share', 'own')
) as g (role, actions, scope)
join public.roles r on r.key = g.role
cross join lateral unnest(string_to_array(g.actions, ' ')) as a (action);

create table public.event_participants (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events on delete cascade,
  profile_id uuid references public.profiles on delete restrict,
  contact_id uuid references public.contacts on delete cascade,
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and char_length(email) <= 254),
  answer text not null default 'open' check (answer in ('open', 'accepted', 'tentative', 'declined')),
  access_id uuid not null,
  created_at timestamptz not null default now(),
  check (num_nonnulls(profile_id, contact_id, email) = 1),
  unique (event_id, profile_id),
  unique (event_id, contact_id),
  unique (event_id, email)
);
comment on table public.event_participants is 'Who takes part in an event, colleagues, contacts or whoever has an e-mail address, and what they answered. Seen with the event.';
create index event_participants_profile_id_idx on public.event_participants (profile_id, event_id);
create index event_participants_contact_id_idx on public.event_participants (contact_id);
create index event_participants_access_id_idx on public.event_participants (access_id);

call private.protect_owned('events', 'events', 'owner_id');
call private.protect_child('event_participants', 'events', 'events');
call private.hang_on('events', array['event_participants.event_id.access_id']);
call private.track_editor('events');
call private.make_live('events', 'events');
call private.make_live_with('events', array['event_participants.event_id']);
create trigger b_owner_default before insert on public.events for each row execute function private.owner_default('events');
create trigger b_guard_parents before insert or update of customer_id, deal_id, ticket_id on public.events
  for each row execute function private.guard_parents('customer_id', 'customers', 'deal_id', 'deals', 'ticket_id', 'tickets');

create function private.my_event_ids() returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
begin
  if person is null or private.my_scope('events', 'read') = 'none' then
    return '{}';
  end if;
  return array(select p.event_id from public.event_participants p where p.profile_id = person);
end $$;
comment on function private.my_event_ids() is
  'Events in which the caller takes part, which they see whoever has them. None without the right to read events.';
grant execute on function private.my_event_ids() to authenticated;

alter policy events_read on public.events using (deleted_at is null and (
  (not is_private and access_id = any ((select private.visible_ids('events', 'read'))::uuid[]))
  or (is_private and (select private.my_scope('events', 'read')) <> 'none' and owner_id = (select private.me()))
  or (is_private and (select private.my_scope('events', 'read')) <> 'none' and created_by = (select private.me()))
  or id = any ((select private.my_event_ids())::uuid[])));
alter policy event_participants_read on public.event_participants using (
  exists (select from public.events e where e.id = event_id));

create or replace function private.record_title(resource text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case resource when 'customers' then 'name' when 'deals' then 'name' when 'tickets' then 'subject' when 'tasks' then 'title' when 'events' then 'title' when 'activities' then 'subject' when 'orders' then 'number' end $$;

create function private.save_event_participants(event uuid, participants jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(participants) <> 'array' or pg_catalog.jsonb_array_length(participants) > 100 then
    perform private.fail('22023', 'malformed', 'Who takes part is a list of at most 100.', '{"field":"participants"}');
  end if;
  delete from public.event_participants p where p.event_id = event and not exists (
    select from pg_catalog.jsonb_array_elements(participants) x
    where (x ->> 'profile_id')::uuid = p.profile_id or (x ->> 'contact_id')::uuid = p.contact_id or pg_catalog.lower(x ->> 'email') = p.email);
  insert into public.event_participants (event_id, profile_id, contact_id, email)
  select distinct event, (x ->> 'profile_id')::uuid, (x ->> 'contact_id')::uuid, pg_catalog.lower(x ->> 'email') from pg_catalog.jsonb_array_elements(participants) x
  on conflict do nothing;
end $$;
comment on function private.save_event_participants(uuid, jsonb) is 'Makes the participants of an event those of a list, with the caller''s own rights.';

create function private.guard_event_contact() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.contact_id is not null and (select auth.uid()) is not null
    and not exists (select from public.contacts c where c.id = new.contact_id) then
    perform private.fail('42501', 'missing_reference', 'There is no such contact.', '{"field":"participants"}');
  end if;
  return new;
end $$;
comment on function private.guard_event_contact() is 'Contacts who take part are such as whoever invites them sees.';
create trigger d_guard_event_contact before insert or update of contact_id on public.event_participants
  for each row execute function private.guard_event_contact();

create function public.save_event(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  -- a new event's id is the form's own: sent twice because the first answer was lost, it is still one
  is_new constant boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.events e where e.id = target and e.created_by = private.me());
  changes constant jsonb := coalesce(payload -> 'event', '{}'::jsonb);
begin
  if target is null or (is_new and (changes ->> 'title' is null or changes ->> 'starts_at' is null or changes ->> 'ends_at' is null)) then
    perform private.fail('22023', 'malformed', 'An event is saved under an id, with a title, a beginning and an end.');
  end if;
  if not is_new and not exists (select from public.events e where e.id = target) then
    perform private.fail('P0002', 'gone', 'This event is no longer there.');
  end if;
  perform private.save_row('events', 'id', target, changes || case when is_new then pg_catalog.jsonb_build_object('owner_id', private.me()) else '{}' end,
    array['title', 'description', 'place', 'starts_at', 'ends_at', 'all_day', 'is_private', 'customer_id', 'deal_id', 'ticket_id'] || case when is_new then array['owner_id'] else '{}' end,
    payload #> '{versions,event}');
  if payload -> 'participants' is not null then
    perform private.save_event_participants(target, payload -> 'participants');
  end if;
  return (select pg_catalog.jsonb_build_object('id', e.id, 'updated_at', e.updated_at) from public.events e where e.id = target);
end $$;
comment on function public.save_event(jsonb) is
  'Saves an event whole or not at all: {id, new?, event?, participants?, versions?}. event holds only the fields that change; a new one is the caller''s own. participants [{profile_id} or {contact_id} or {email}] is the whole list. versions.event is the updated_at that the form loaded. Gives {id, updated_at}. Raises conflict (HTTP 409), gone, denied, missing_reference, unknown_field.';

create function private.answer_event(event uuid, answer text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.event_participants p set answer = answer_event.answer
  where p.event_id = answer_event.event and p.profile_id = private.me()
    and exists (select from public.events e where e.id = p.event_id and e.deleted_at is null);
  return found;
end $$;
comment on function private.answer_event(uuid, text) is 'The body of public.answer_event().';

create function public.answer_event(event uuid, answer text) returns void
language plpgsql set search_path = ''
as $$
begin
  if not private.is_active() or not private.answer_event(event, answer) then
    perform private.fail('P0002', 'gone', 'You do not take part in such an event.');
  end if;
end $$;
comment on function public.answer_event(uuid, text) is
  'The caller says whether they take part in an event that they are invited to: accepted, tentative, declined, or open again. Raises gone.';

create function private.busy_times(people uuid[], range_start timestamptz, range_end timestamptz) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
    'owner_id', e.owner_id, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'all_day', e.all_day) order by e.starts_at, e.id), '[]')
  from public.events e
  where e.deleted_at is null and e.is_private and e.owner_id = any (people)
    and e.starts_at < range_end and e.ends_at > range_start and e.starts_at > range_start - interval '32 days'
    and e.access_id = any ((select private.visible_ids('events', 'read'))::uuid[])
    and e.owner_id <> (select private.me()) and e.created_by is distinct from (select private.me())
    and e.id <> all ((select private.my_event_ids())::uuid[])
$$;
comment on function private.busy_times(uuid[], timestamptz, timestamptz) is
  'When people are busy by private events of theirs that the caller''s scope covers, and of which it tells nothing else.';

create function public.list_calendar(request jsonb) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  -- PostgREST passes jsonb in an address as a text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  range_start constant timestamptz := asked ->> 'from';
  range_end constant timestamptz := asked ->> 'to';
  first_day constant date := asked ->> 'first_day';
  last_day constant date := asked ->> 'last_day';
  whose constant text := coalesce(asked ->> 'whose', 'mine');
  layers constant jsonb := coalesce(asked -> 'layers', '[]');
  me constant uuid := private.me();
  people uuid[];
  answer jsonb;
  most constant integer := 1000;
begin
  if range_start is null or range_end is null or range_end <= range_start or range_end - range_start > interval '100 days' then
    perform private.fail('22023', 'malformed', 'A calendar shows from one moment to a later one, at most 100 days.');
  end if;
  people := case whose
    when 'mine' then array[me]
    when 'team' then array(select p.id from public.profiles p where p.team_id = private.my_team() and p.active)
    else array[private.to_uuid(whose)] end;
  answer := pg_catalog.jsonb_build_object('busy', private.busy_times(people, range_start, range_end), 'events', (
    select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
      'id', e.id, 'title', e.title, 'place', e.place, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'all_day', e.all_day,
      'is_private', e.is_private, 'owner_id', e.owner_id, 'created_by', e.created_by, 'updated_at', e.updated_at, 'owner', p.full_name,
      'answer', (select a.answer from public.event_participants a where a.event_id = e.id and a.profile_id = me)) order by e.starts_at, e.id), '[]')
    from (
      select e.* from public.events e
      where e.deleted_at is null and e.starts_at < range_end and e.ends_at > range_start and e.starts_at > range_start - interval '32 days'
        and e.owner_id = any (people)
      union
      select e.* from public.events e join public.event_participants a on a.event_id = e.id
      where e.deleted_at is null and e.starts_at < range_end and e.ends_at > range_start and e.starts_at > range_start - interval '32 days'
        and a.profile_id = any (people) and (a.answer <> 'declined' or a.profile_id = me)
      limit most) e
    left join public.profiles p on p.id = e.owner_id));
  if layers ? 'tasks' then
    answer := answer || pg_catalog.jsonb_build_object('tasks', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', t.id, 'title', t.title, 'due_at', t.due_at, 'status', t.status,
        'assignee_id', t.assignee_id, 'created_by', t.created_by)), '[]')
      from (select t.* from public.tasks t where t.deleted_at is null and t.is_open is true and t.assignee_id = any (people)
        and t.due_at >= range_start and t.due_at < range_end order by t.due_at limit most) t));
  end if;
  if layers ? 'deals' then
    answer := answer || pg_catalog.jsonb_build_object('deals', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', d.id, 'name', d.name, 'expected_close_date', d.expected_close_date)), '[]')
      from (select d.* from public.deals d where d.deleted_at is null and d.outcome = 'open' and d.owner_id = any (people)
        and d.expected_close_date between first_day and last_day order by d.expected_close_date limit most) d));
  end if;
  if layers ? 'meetings' then
    answer := answer || pg_catalog.jsonb_build_object('meetings', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'subject', a.subject, 'happened_at', a.happened_at,
        'duration_minutes', a.duration_minutes, 'customer_id', a.customer_id, 'deal_id', a.deal_id, 'ticket_id', a.ticket_id)), '[]')
      from (select a.* from public.activities a where a.deleted_at is null and a.kind in ('meeting', 'demo') and a.owner_id = any (people)
        and a.happened_at >= range_start and a.happened_at < range_end order by a.happened_at limit most) a));
  end if;
  return answer;
end $$;
comment on function public.list_calendar(jsonb) is
  'What stands in a calendar: {from, to, first_day, last_day, whose?, layers?}. whose: mine (as it is unless said), team, or a person''s id; layers of tasks (open, by due), deals (open, by expected close) and meetings (logged). Gives {events, busy, tasks?, deals?, meetings?}, of what the caller may read, each at most 1,000; busy are times of private events {owner_id, starts_at, ends_at, all_day}. Raises malformed.';

grant execute on function private.save_event_participants(uuid, jsonb), private.answer_event(uuid, text), private.busy_times(uuid[], timestamptz, timestamptz),
  public.save_event(jsonb), public.answer_event(uuid, text), public.list_calendar(jsonb) to authenticated;
