-- Meetings are told of by mail that other calendars read (iTIP, RFC 5546): asked, changed, called off. A change waits half a
-- minute for the next one, so that who drags a meeting about sends one mail. Guests answer by a link of their own.

create table private.invited_events (
  event_id uuid primary key references public.events on delete cascade,
  sequence integer not null default 0,
  content jsonb,
  changed_at timestamptz,
  due_at timestamptz
);
comment on table private.invited_events is
  'What was last told of an event to those who take part. content is null while it is not on; due_at is when a change is told of, null where there is none.';
create index invited_events_due_at_idx on private.invited_events (due_at) where due_at is not null;
alter table private.invited_events enable row level security;

create table private.invitations (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events on delete cascade,
  participant_id uuid references public.event_participants on delete set null,
  invitee text not null,
  recipient text,
  is_guest boolean not null,
  cancelled_at timestamptz,
  answers integer not null default 0,
  answers_since timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (event_id, invitee)
);
comment on table private.invitations is
  'Who was told of an event: a colleague by their id, anybody else by their address. recipient is where mail goes, null for who wants none; a guest has no sign-in and answers by a link.';
create index invitations_participant_id_idx on private.invitations (participant_id);
alter table private.invitations enable row level security;

create table private.invitation_key (
  id boolean primary key default true check (id),
  secret bytea not null default extensions.gen_random_bytes(32)
);
comment on table private.invitation_key is 'One row: the key by which the links of invitations are signed.';
alter table private.invitation_key enable row level security;
insert into private.invitation_key default values;

create function private.invitation_token(invitation uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.replace(invitation::text, '-', '')
    || pg_catalog.encode(extensions.hmac(invitation::text::bytea, (select k.secret from private.invitation_key k), 'sha256'), 'hex')
$$;
comment on function private.invitation_token(uuid) is 'The secret part of the link by which one guest answers one invitation.';

alter table public.outbox drop constraint outbox_kind_check;
alter table public.outbox add constraint outbox_kind_check check (kind in ('mail', 'invitation'));
alter table public.outbox add column invitation jsonb,
  add constraint outbox_invitation_check check ((kind = 'invitation') = (invitation is not null));
comment on column public.outbox.invitation is
  'Of an invitation: what the worker writes subject, texts and calendar part from, in the reader''s language and timezone.';
alter table public.mailbox_messages add column calendar text;
comment on column public.mailbox_messages.calendar is 'The calendar part of an invitation, as iCalendar text.';

drop function private.deliver_to_mailbox(uuid);
create function private.deliver_to_mailbox(outbox_id uuid, written jsonb default '{}') returns void
language sql security definer set search_path = ''
as $$
  insert into public.mailbox_messages (outbox_id, recipient, subject, body_text, body_html, calendar)
  select o.id, o.recipient, coalesce($2 ->> 'subject', o.subject), coalesce($2 ->> 'text', o.body_text), coalesce($2 ->> 'html', o.body_html), $2 ->> 'calendar'
  from public.outbox o where o.id = $1
  on conflict do nothing
$$;
comment on function private.deliver_to_mailbox(uuid, jsonb) is
  'Delivers a mail to the local mailbox, once however often it is called; of an invitation with what was written of it: {subject, text, html, calendar}.';
revoke execute on function private.deliver_to_mailbox(uuid, jsonb) from public;
grant execute on function private.deliver_to_mailbox(uuid, jsonb) to atrium_worker;

create function private.event_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  target uuid;
begin
  if tg_table_name = 'events' then
    target := new.id;
  elsif tg_op = 'DELETE' then
    target := old.event_id;
  else
    target := new.event_id;
  end if;
  insert into private.invited_events as i (event_id, changed_at, due_at)
  select e.id, now(), now() + interval '30 seconds' from public.events e
  where e.id = target and (tg_table_name <> 'events' or exists (select from public.event_participants p where p.event_id = e.id)
    or exists (select from private.invited_events k where k.event_id = e.id))
  on conflict (event_id) do update set changed_at = coalesce(i.changed_at, now()),
    due_at = least(now() + interval '30 seconds', coalesce(i.changed_at, now()) + interval '5 minutes');
  return null;
end $$;
comment on function private.event_changed() is
  'What changed of an event is told of half a minute after its last change, and at the latest five minutes after its first.';
create trigger z_event_changed after update on public.events for each row
  when ((old.title, old.starts_at, old.ends_at, old.all_day, old.place, old.description, old.deleted_at)
    is distinct from (new.title, new.starts_at, new.ends_at, new.all_day, new.place, new.description, new.deleted_at))
  execute function private.event_changed();
create trigger z_participants_changed after insert or delete on public.event_participants for each row execute function private.event_changed();

create or replace function private.notification_kinds() returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array['assigned', 'mentioned', 'commented', 'invited', 'answered', 'changed', 'due', 'overdue', 'closing', 'reminder'] $$;

create or replace function private.notification_way(kinds jsonb, kind text) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('app', true, 'mail', case
    when kind in ('assigned', 'mentioned', 'commented') then 'digest'
    when kind = 'invited' then 'at_once' else 'none' end) || coalesce(kinds -> kind, '{}')
$$;

create function private.organiser_of(event public.events) returns uuid
language sql immutable set search_path = ''
as $$ select coalesce(event.owner_id, event.created_by) $$;
comment on function private.organiser_of(public.events) is 'Who has an event, or else made it: invitations are theirs and answers go to them.';

create function private.invitees_of(event public.events) returns table (
  participant_id uuid, invitee text, profile_id uuid, recipient text, name text, is_guest boolean, locale text, zone text)
language sql stable security definer set search_path = ''
as $$
  select distinct on (2) a.id, coalesce(p.id::text, c.email, a.email), p.id, case
      when p.id is null then coalesce(c.email, a.email)
      when private.notification_way(s.kinds, 'invited') ->> 'mail' = 'at_once' then pg_catalog.lower(p.email) end,
    coalesce(p.full_name, c.full_name), p.user_id is null,
    coalesce(p.locale, (select o.locale from public.settings o), 'en'), private.timezone_of(coalesce(p.id, private.organiser_of(event)))
  from public.event_participants a
  left join public.profiles p on p.id = a.profile_id and p.active and p.id is distinct from private.organiser_of(event)
  left join public.notification_settings s on s.profile_id = p.id
  left join lateral (
    select k.full_name, pg_catalog.lower(d.email) as email from public.contacts k join public.contact_details d on d.contact_id = k.id
    where k.id = a.contact_id and d.email is not null) c on true
  where a.event_id = event.id and event.deleted_at is null and coalesce(p.id::text, c.email, a.email) is not null
  order by 2, p.id nulls last, a.created_at
$$;
comment on function private.invitees_of(public.events) is
  'Whom to tell of an event: colleagues who are active, and guests with an address, each address once; recipient is null for colleagues who want no invitation by mail at once.';

create function private.mail_invitation(method text, event public.events, content jsonb, sequence integer, invitation private.invitations, invitee jsonb, is_new boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  organiser record;
  zone text;
  site constant text := (select s.url from private.site s);
begin
  select p.full_name, p.email into organiser from public.profiles p where p.id = private.organiser_of(event);
  if invitation.recipient is null or organiser.email is null then
    return;
  end if;
  zone := private.timezone_of(private.organiser_of(event));
  insert into public.outbox (kind, recipient, subject, body_text, dedupe_key, invitation)
  values ('invitation', invitation.recipient, pg_catalog.left(pg_catalog.translate(content ->> 'title', E'\r\n', '  '), 300), '',
    pg_catalog.concat_ws(':', 'invitation', invitation.id, method, sequence),
    content - case when invitation.is_guest then 'description' else '' end || pg_catalog.jsonb_build_object(
      'method', method, 'uid', event.id || '@atrium', 'sequence', sequence, 'stamp', now(), 'created_at', event.created_at,
      'first_day', ((content ->> 'starts_at')::timestamptz at time zone zone)::date,
      'day_after', (((content ->> 'ends_at')::timestamptz - interval '1 minute') at time zone zone)::date + 1,
      'organiser', pg_catalog.jsonb_build_object('name', organiser.full_name, 'email', organiser.email),
      'attendee', pg_catalog.jsonb_build_object('name', invitee -> 'name', 'email', invitation.recipient,
        'answer', coalesce((select a.answer from public.event_participants a where a.id = invitation.participant_id), 'open')),
      'is_new', is_new, 'locale', invitee -> 'locale', 'timezone', invitee -> 'zone',
      'answer_link', case when invitation.is_guest then site || '/invitation/' || private.invitation_token(invitation.id) end,
      'app_link', case when not invitation.is_guest then site || '/calendar?event=' || event.id end))
  on conflict on constraint outbox_dedupe_key_key do nothing;
end $$;
comment on function private.mail_invitation(text, public.events, jsonb, integer, private.invitations, jsonb, boolean) is
  'Puts an invitation or its end (REQUEST, CANCEL) into the outbox for one of those who take part, where they want mail and the organiser has an address. Guests are told no description.';

create function private.tell_invited(event public.events, told private.invited_events) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  now_so constant jsonb := pg_catalog.jsonb_build_object('title', event.title, 'place', event.place, 'description', event.description,
    'starts_at', event.starts_at, 'ends_at', event.ends_at, 'all_day', event.all_day);
  changed constant boolean := told.content is not null and told.content <> now_so;
  changed_for_guests constant boolean := changed and told.content - 'description' <> now_so - 'description';
  moved constant boolean := told.content is not null
    and (told.content -> 'starts_at', told.content -> 'ends_at') is distinct from (now_so -> 'starts_at', now_so -> 'ends_at');
  next_sequence integer := told.sequence;
  one record;
  kept private.invitations;
  is_new boolean;
  fresh uuid[] := '{}';
  known uuid[] := '{}';
  organiser constant uuid := private.organiser_of(event);
begin
  if changed or exists (select from private.invitations i where i.event_id = event.id
    and (i.cancelled_at is not null or i.invitee not in (select w.invitee from private.invitees_of(event) w))) then
    next_sequence := next_sequence + 1;
  end if;
  if moved then
    update public.event_participants a set answer = 'open' where a.event_id = event.id and a.answer <> 'open';
  end if;
  for kept in
    select i.* from private.invitations i where i.event_id = event.id and i.cancelled_at is null
      and i.invitee not in (select w.invitee from private.invitees_of(event) w) order by i.created_at, i.id
  loop
    perform private.mail_invitation('CANCEL', event, coalesce(told.content, now_so), next_sequence, kept, (
      select pg_catalog.jsonb_build_object('name', p.full_name, 'locale', coalesce(p.locale, (select o.locale from public.settings o), 'en'),
        'zone', private.timezone_of(coalesce(p.id, organiser)))
      from (select) x left join public.profiles p on p.id = private.to_uuid(kept.invitee)), false);
    update private.invitations i set cancelled_at = now(), participant_id = null where i.id = kept.id;
  end loop;
  for one in select w.* from private.invitees_of(event) w order by w.participant_id loop
    is_new := not exists (select from private.invitations i where i.event_id = event.id and i.invitee = one.invitee and i.cancelled_at is null);
    insert into private.invitations as i (event_id, participant_id, invitee, recipient, is_guest)
    values (event.id, one.participant_id, one.invitee, one.recipient, one.is_guest)
    on conflict (event_id, invitee) do update set participant_id = excluded.participant_id, recipient = excluded.recipient,
      is_guest = excluded.is_guest, cancelled_at = null
    returning i.* into kept;
    if is_new or changed_for_guests or (changed and not kept.is_guest) then
      perform private.mail_invitation('REQUEST', event, now_so, next_sequence, kept, pg_catalog.to_jsonb(one), is_new);
      if is_new then
        fresh := fresh || one.profile_id;
      else
        known := known || one.profile_id;
      end if;
    end if;
  end loop;
  perform private.notify_all('invited', 'events', fresh, pg_catalog.array_fill(event.id, array[pg_catalog.cardinality(fresh)]), organiser);
  perform private.notify_all('invited', 'events', known, pg_catalog.array_fill(event.id, array[pg_catalog.cardinality(known)]), organiser, '{"moved": true}');
  -- the invitation is the mail
  update public.notifications n set mail = 'none' where n.kind = 'invited' and n.resource = 'events' and n.record_id = event.id and n.mail = 'at_once';
  update private.invited_events i set sequence = next_sequence, content = case when event.deleted_at is null then now_so end
  where i.event_id = event.id;
end $$;
comment on function private.tell_invited(public.events, private.invited_events) is
  'Tells those who take part in an event of what changed since they were told: by mail, and colleagues in the app. Whom its time changes for has not answered any more.';

create function private.send_invitations() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  told private.invited_events;
  event public.events;
begin
  for told in select i.* from private.invited_events i where i.due_at <= now() order by i.due_at limit 200 for update skip locked loop
    select e.* into event from public.events e where e.id = told.event_id;
    -- nobody is told of what is over
    if greatest(event.ends_at, (told.content ->> 'ends_at')::timestamptz) > now() then
      perform private.tell_invited(event, told);
    end if;
    update private.invited_events i set changed_at = null, due_at = null where i.event_id = told.event_id;
  end loop;
end $$;
comment on function private.send_invitations() is
  'Job: tells those who take part in events that were made, changed or called off half a minute ago, each of one event once. May run at any time.';
insert into public.jobs (name, description, function_name, every)
values ('calendar.invite', 'Sends invitations to meetings, and tells of changes of them.', 'send_invitations', interval '10 seconds');

create function private.notify_answered() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  event public.events;
begin
  select e.* into event from public.events e where e.id = new.event_id and e.deleted_at is null;
  perform private.notify_all('answered', 'events', array[private.organiser_of(event)], array[new.event_id], private.actor(),
    pg_catalog.jsonb_build_object('answer', new.answer, 'participant_id', new.id));
  return null;
end $$;
comment on function private.notify_answered() is 'Tells whose an event is what somebody who takes part has answered.';
create trigger z_notify_answered after update of answer on public.event_participants for each row
  when (new.answer is distinct from old.answer and new.answer <> 'open') execute function private.notify_answered();

create function private.invitation_of(token text) returns private.invitations
language plpgsql stable security definer set search_path = ''
as $$
declare
  found private.invitations;
begin
  if token !~ '^[0-9a-f]{96}$' then
    return null;
  end if;
  select i.* into found from private.invitations i
  join public.event_participants a on a.id = i.participant_id
  join public.events e on e.id = a.event_id and e.deleted_at is null
  where i.id = pg_catalog.left(token, 32)::uuid and i.is_guest and i.cancelled_at is null;
  -- digests are compared, so that how long it takes tells nothing
  if found.id is null or pg_catalog.sha256(private.invitation_token(found.id)::bytea) <> pg_catalog.sha256(token::bytea) then
    return null;
  end if;
  return found;
end $$;
comment on function private.invitation_of(text) is 'The invitation that a guest''s link is for, while they take part and the event is on; else null.';

create function private.read_invitation(token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('title', e.title, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'all_day', e.all_day,
    'first_day', (e.starts_at at time zone z.zone)::date, 'last_day', ((e.ends_at - interval '1 minute') at time zone z.zone)::date,
    'timezone', z.zone, 'answer', a.answer, 'over', e.ends_at <= now())
  from private.invitation_of(token) i
  join public.event_participants a on a.id = i.participant_id
  join public.events e on e.id = a.event_id
  cross join lateral (select private.timezone_of(private.organiser_of(e)) as zone) z
$$;
comment on function private.read_invitation(text) is 'The body of public.read_invitation().';

create function public.read_invitation(token text) returns jsonb
language sql set search_path = '' as $$ select private.read_invitation(token) $$;
comment on function public.read_invitation(text) is
  'For the function that guests answer by, with the secret key: {title, starts_at, ends_at, all_day, first_day, last_day, timezone (the organiser''s), answer, over} of the meeting that a link is for, and nothing else; null for a link that is none, or none any more.';

create function private.answer_invitation(token text, answer text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  invitation private.invitations := private.invitation_of(token);
  most constant integer := 20;
begin
  if invitation.id is null then
    return null;
  end if;
  if coalesce(answer, '') not in ('accepted', 'tentative', 'declined') then
    perform private.fail('22023', 'not_allowed_value', 'One answers yes, maybe or no.', '{"field":"answer"}');
  end if;
  if exists (select from public.events e where e.id = invitation.event_id and e.ends_at <= now()) then
    perform private.fail('22023', 'meeting_over', 'This meeting is over.');
  end if;
  update private.invitations i set
    answers = case when i.answers_since < now() - interval '1 hour' then 1 else i.answers + 1 end,
    answers_since = case when i.answers_since < now() - interval '1 hour' then now() else i.answers_since end
  where i.id = invitation.id returning i.* into invitation;
  if invitation.answers > most then
    perform private.fail('54000', 'too_many_attempts', 'This was answered too often within an hour.');
  end if;
  update public.event_participants a set answer = answer_invitation.answer
  where a.id = invitation.participant_id and a.answer <> answer_invitation.answer;
  return private.read_invitation(token);
end $$;
comment on function private.answer_invitation(text, text) is 'The body of public.answer_invitation().';

create function public.answer_invitation(token text, answer text) returns jsonb
language sql set search_path = '' as $$ select private.answer_invitation(token, answer) $$;
comment on function public.answer_invitation(text, text) is
  'For the function that guests answer by, with the secret key: accepted, tentative or declined, at most 20 times an hour; gives what read_invitation() gives. Raises not_allowed_value, meeting_over, too_many_attempts.';

revoke execute on function public.read_invitation(text), public.answer_invitation(text, text) from public, anon, authenticated;
grant execute on function private.read_invitation(text), private.answer_invitation(text, text),
  public.read_invitation(text), public.answer_invitation(text, text) to service_role;

alter policy notifications_read on public.notifications
  using (profile_id = (select private.me()) and in_app and (record_id is null or case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'orders' then exists (select from public.orders r where r.id = record_id)
    when 'tickets' then exists (select from public.tickets r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id)
    when 'events' then exists (select from public.events r where r.id = record_id)
    when 'activities' then exists (select from public.activities r where r.id = record_id) end));
