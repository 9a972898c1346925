-- Activities are logged on any record in one step, with who took part and what follows.

create table public.activity_participants (
  id uuid primary key default gen_random_uuid(),
  activity_id uuid not null references public.activities on delete cascade,
  profile_id uuid references public.profiles on delete restrict,
  contact_id uuid references public.contacts on delete cascade,
  access_id uuid not null,
  customer_access_id uuid,
  created_at timestamptz not null default now(),
  check (num_nonnulls(profile_id, contact_id) = 1),
  unique (activity_id, profile_id),
  unique (activity_id, contact_id)
);
comment on table public.activity_participants is 'Who took part in a meeting, a demo, a call: colleagues, and contacts of its customer. Seen by whoever sees the activity.';
create index activity_participants_profile_id_idx on public.activity_participants (profile_id);
create index activity_participants_contact_id_idx on public.activity_participants (contact_id);
create index activity_participants_access_id_idx on public.activity_participants (access_id);
create index activity_participants_customer_access_id_idx on public.activity_participants (customer_access_id);

call private.protect_child('activity_participants', 'activities', 'activities');
alter policy activity_participants_read on public.activity_participants using (
  access_id = any ((select private.visible_ids('activities', 'read'))::uuid[])
  or customer_access_id = any ((select private.visible_ids('customers', 'read'))::uuid[]));
call private.hang_on('activities', array['activity_participants.activity_id.access_id']);
call private.hang_on('activities', array['activity_participants.activity_id.customer_access_id'], 'customer_access_id');

create function private.guard_participant() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.contact_id is not null and not exists (
    select from public.activities a join public.contacts c on c.customer_id = a.customer_id
    where a.id = new.activity_id and c.id = new.contact_id) then
    perform private.fail('23514', 'contact_of_other_customer', 'Who took part for the customer is one of its contacts.', '{"field":"participants"}');
  end if;
  return new;
end $$;
comment on function private.guard_participant() is 'Contacts who took part are contacts of the activity''s customer.';
create trigger d_guard_participant before insert or update of contact_id on public.activity_participants
  for each row execute function private.guard_participant();

-- What is done on a deal or a ticket is done with its customer, as with tasks. Before its customer's key is copied.
create trigger bb_activity_subject before insert or update of customer_id, contact_id, deal_id, ticket_id on public.activities
  for each row execute function private.task_subject();

create function private.drop_foreign_participants() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.activity_participants p where p.activity_id = new.id and p.contact_id is not null
    and not exists (select from public.contacts c where c.id = p.contact_id and c.customer_id = new.customer_id);
  return null;
end $$;
comment on function private.drop_foreign_participants() is 'An activity that goes to another customer leaves the old one''s contacts behind.';
create trigger x_drop_foreign_participants after update of customer_id, deal_id, ticket_id on public.activities
  for each row when (old.customer_id is distinct from new.customer_id) execute function private.drop_foreign_participants();

create function private.save_participants(activity uuid, participants jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(participants) <> 'array' or pg_catalog.jsonb_array_length(participants) > 100 then
    perform private.fail('22023', 'malformed', 'Who took part is a list of at most 100.', '{"field":"participants"}');
  end if;
  delete from public.activity_participants p where p.activity_id = activity and not exists (
    select from pg_catalog.jsonb_array_elements(participants) x
    where (x ->> 'profile_id')::uuid = p.profile_id or (x ->> 'contact_id')::uuid = p.contact_id);
  insert into public.activity_participants (activity_id, profile_id, contact_id)
  select distinct activity, (x ->> 'profile_id')::uuid, (x ->> 'contact_id')::uuid from pg_catalog.jsonb_array_elements(participants) x
  on conflict do nothing;
end $$;
comment on function private.save_participants(uuid, jsonb) is 'Makes the participants of an activity those of a list, with the caller''s own rights.';

create function public.save_activity(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  -- a new activity's id is the form's own: sent twice because the first answer was lost, it is still one
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.activities a where a.id = target and a.created_by = private.me());
  changes jsonb := coalesce(payload -> 'activity', '{}'::jsonb);
  follow_up constant jsonb := nullif(payload -> 'follow_up', 'null');
  fields text[] := array['kind', 'subject', 'body', 'direction', 'outcome', 'duration_minutes', 'happened_at', 'contact_id'];
begin
  if target is null or (is_new and (changes ->> 'kind' is null or changes ->> 'subject' is null)) then
    perform private.fail('22023', 'malformed', 'An activity is saved under an id, with a kind and a subject.');
  end if;
  if (changes ->> 'happened_at')::timestamptz > now() + interval '1 day' then
    perform private.fail('22023', 'not_happened_yet', 'What has not happened yet is a task.', '{"field":"happened_at"}');
  end if;
  if is_new then
    fields := fields || array['customer_id', 'deal_id', 'ticket_id'];
  elsif not exists (select from public.activities a where a.id = target) then
    perform private.fail('P0002', 'gone', 'This activity is no longer there.');
  elsif (payload ->> 'new')::boolean then
    changes := changes - array['customer_id', 'deal_id', 'ticket_id'];
  end if;
  perform private.save_row('activities', 'id', target, changes, fields, payload #> '{versions,activity}');
  if payload -> 'participants' is not null then
    perform private.save_participants(target, payload -> 'participants');
  end if;
  if follow_up is not null then
    perform public.save_task(pg_catalog.jsonb_build_object('id', follow_up -> 'id', 'new', true, 'task', (follow_up - 'id') || (
      select pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'customer_id', a.customer_id, 'contact_id', a.contact_id, 'deal_id', a.deal_id, 'ticket_id', a.ticket_id))
      from public.activities a where a.id = target)));
  end if;
  return (select pg_catalog.jsonb_build_object('id', a.id, 'updated_at', a.updated_at) from public.activities a where a.id = target);
end $$;
comment on function public.save_activity(jsonb) is
  'Logs or changes an activity whole or not at all: {id, new?, activity?, participants?, follow_up?, versions?}. activity holds only the fields that change; what it is about (customer_id, deal_id, ticket_id) is said when it is new. participants [{profile_id} or {contact_id}] is the whole list. follow_up {id, title, due_at?, assignee_id?, priority?} becomes a task on the same record. Gives {id, updated_at}. Raises conflict (HTTP 409), gone, denied, missing_reference, contact_of_other_customer, not_happened_yet, unknown_field.';

grant execute on function private.save_participants(uuid, jsonb), public.save_activity(jsonb) to authenticated;
