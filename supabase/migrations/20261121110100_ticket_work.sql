-- Working a ticket: answers move it, and every step is written down.

create table public.ticket_events (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references public.tickets on delete cascade,
  kind text not null check (kind in ('created', 'status', 'priority', 'assignee', 'queue')),
  from_value text,
  to_value text,
  changed_by uuid references public.profiles on delete set null,
  happened_at timestamptz not null default now(),
  access_id uuid not null
);
comment on table public.ticket_events is 'What happened to a ticket beside its conversation, written by the database. Assignees and queues by id.';
create index ticket_events_ticket_id_idx on public.ticket_events (ticket_id, happened_at);
create index ticket_events_changed_by_idx on public.ticket_events (changed_by);
create index ticket_events_access_id_idx on public.ticket_events (access_id);
call private.protect_child('ticket_events', 'tickets', 'tickets');
revoke insert, update, delete on public.ticket_events from authenticated;
call private.hang_on('tickets', array['ticket_events.ticket_id.access_id']);

create function private.ticket_status_before() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.assignee_id is not null and new.status = 'new' and (tg_op = 'INSERT' or old.assignee_id is null) then
    new.status := 'open';
  end if;
  if new.status in ('solved', 'closed') then
    if new.solved_at is null then
      new.solved_at := now();
    end if;
  else
    if tg_op = 'UPDATE' and old.status in ('solved', 'closed') then
      new.reopened_count := old.reopened_count + 1;
    end if;
    new.solved_at := null;
  end if;
  if tg_op = 'INSERT' and new.queue_id is null and new.assignee_id is null then
    new.queue_id := (select q.id from public.ticket_queues q where q.is_default);
  end if;
  return new;
end $$;
comment on function private.ticket_status_before() is
  'A ticket that somebody takes is open; solving sets solved_at, reopening clears it and counts; without queue and assignee it goes to the default queue.';
create trigger c_ticket_status before insert or update on public.tickets for each row execute function private.ticket_status_before();

create function private.ticket_events_after() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  actor constant uuid := private.me();
begin
  insert into public.ticket_events (ticket_id, kind, from_value, to_value, changed_by, access_id)
  select new.id, e.kind, e.from_value, e.to_value, actor, new.access_id
  from (values
    ('status', old.status, new.status),
    ('priority', old.priority, new.priority),
    ('assignee', old.assignee_id::text, new.assignee_id::text),
    ('queue', old.queue_id::text, new.queue_id::text)
  ) as e (kind, from_value, to_value)
  where e.from_value is distinct from e.to_value;
  return null;
end $$;
comment on function private.ticket_events_after() is 'Writes the events of a ticket.';
create trigger x_ticket_events after update of status, priority, assignee_id, queue_id on public.tickets
  for each row execute function private.ticket_events_after();

create function private.ticket_message_after() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.tickets t set
    updated_at = now(),
    first_response_at = case when new.kind = 'public' and new.direction = 'out' then coalesce(t.first_response_at, new.sent_at) else t.first_response_at end,
    status = case
      when new.direction = 'in' and t.status in ('pending', 'solved') then 'open'
      when new.kind = 'public' and new.direction = 'out' and t.status = 'new' then 'open'
      else t.status
    end
  where t.id = new.ticket_id;
  return null;
end $$;
comment on function private.ticket_message_after() is
  'The first public answer is the first response; a customer who writes again opens the ticket again.';
create trigger x_ticket_message after insert on public.ticket_messages for each row execute function private.ticket_message_after();

create function public.reply_ticket(ticket uuid, body text, kind text default 'public', status text default null) returns uuid
language plpgsql set search_path = ''
as $$
declare
  message uuid;
begin
  if not exists (select from public.tickets t where t.id = ticket) then
    perform private.fail('P0002', 'gone', 'This ticket is no longer there.');
  end if;
  insert into public.ticket_messages (ticket_id, body, kind, access_id)
  values (ticket, body, kind, private.nobody_id())
  returning id into message;
  if status is not null then
    update public.tickets t set status = reply_ticket.status where t.id = ticket;
    if not found then
      perform private.fail('42501', 'denied', 'You may not change this ticket.');
    end if;
  end if;
  return message;
end $$;
comment on function public.reply_ticket(uuid, text, text, text) is
  'Writes a public reply or an internal note and, if given, sets the status, both or neither; gives the message''s id. Needs update on tickets.';
grant execute on function public.reply_ticket(uuid, text, text, text) to authenticated;
