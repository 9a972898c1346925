-- A ticket's form, page and search, and how it goes from one queue to another.

call private.track_editor('tickets');

alter table public.tickets add column priority_rank smallint not null generated always as (
  case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 else 1 end) stored;
comment on column public.tickets.priority_rank is 'The priority as a number, to sort by: 1 low to 4 urgent.';
create index tickets_priority_rank_idx on public.tickets (priority_rank desc, id) where deleted_at is null;

-- Who works a ticket need not see its customer: the parent is checked where it is set, not whenever the ticket is saved.
drop policy tickets_update on public.tickets;
create policy tickets_update on public.tickets for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('tickets', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('tickets', 'update'))::uuid[]));

create function private.guard_ticket_customer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if (select auth.uid()) is null then
    return new;
  end if;
  if tg_op = 'UPDATE' and new.customer_id is not null and new.customer_id is distinct from old.customer_id
    and private.key_of('customers', new.customer_id) <> all (private.visible_ids('customers', 'read')) then
    perform private.fail('42501', 'missing_reference', 'There is no such customer.', '{"field":"customer_id"}');
  end if;
  if new.contact_id is not null and not exists (
    select from public.contacts c where c.id = new.contact_id and c.customer_id = new.customer_id) then
    if tg_op = 'UPDATE' and new.contact_id is not distinct from old.contact_id then
      new.contact_id := null;
    else
      perform private.fail('23503', 'missing_reference', 'The customer has no such contact.', '{"field":"contact_id"}');
    end if;
  end if;
  return new;
end $$;
comment on function private.guard_ticket_customer() is
  'A ticket is given only to a customer that the caller sees, and who asks is a contact of that customer; another customer leaves the contact behind.';
create trigger b_guard_customer before insert or update of customer_id, contact_id on public.tickets
  for each row execute function private.guard_ticket_customer();

create function private.first_note(ticket uuid, body text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.tickets t where t.id = ticket and t.created_by = private.me())
    or exists (select from public.ticket_messages m where m.ticket_id = ticket) then
    perform private.fail('42501', 'denied', 'You may not write in this ticket.');
  end if;
  insert into public.ticket_messages (ticket_id, body, kind, access_id) values (ticket, body, 'internal', private.nobody_id());
end $$;
comment on function private.first_note(uuid, text) is
  'What a ticket is about, in the words of who makes it, who may not be allowed to work it: the first internal note.';

create function public.save_ticket(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  sent_as_new boolean := coalesce((payload ->> 'new')::boolean, false);
  -- a new ticket's id is the form's own: sent twice because the first answer was lost, it is still one ticket
  is_new boolean := sent_as_new and not exists (select from public.tickets t where t.id = target and t.created_by = private.me());
  changes jsonb := coalesce(payload -> 'ticket', '{}'::jsonb);
  fields text[] := array['subject', 'status', 'priority', 'channel', 'category', 'customer_id', 'contact_id', 'product_id', 'due_at'];
begin
  if target is null then
    perform private.fail('22023', 'malformed', 'A ticket is saved under an id.');
  end if;
  if is_new then
    fields := fields || array['queue_id', 'assignee_id'];
  elsif not exists (select from public.tickets t where t.id = target) then
    perform private.fail('P0002', 'gone', 'This ticket is no longer there.');
  elsif sent_as_new then
    changes := changes - array['queue_id', 'assignee_id'];
  end if;
  perform private.save_row('tickets', 'id', target, changes, fields, payload #> '{versions,ticket}');
  if is_new and pg_catalog.btrim(payload ->> 'note') <> '' then
    perform private.first_note(target, payload ->> 'note');
  end if;
  return (select pg_catalog.jsonb_build_object('id', t.id, 'number', t.number, 'updated_at', t.updated_at) from public.tickets t where t.id = target);
end $$;
comment on function public.save_ticket(jsonb) is
  'Saves a ticket whole or not at all: {id, new?, ticket?, note?, versions?}. ticket holds only the fields that change; a new one may name queue and assignee, and note is its first internal note. versions.ticket is the updated_at that the form loaded. Gives {id, number, updated_at}. Raises conflict (HTTP 409), gone, denied, unknown_field.';

create function private.move_ticket(ticket uuid, queue uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  key uuid := (select t.access_id from public.tickets t where t.id = ticket and t.deleted_at is null for update);
begin
  if key is null or key <> all (private.visible_ids('tickets', 'read')) then
    perform private.fail('P0002', 'gone', 'This ticket is no longer there.');
  end if;
  if key <> all (private.visible_ids('tickets', 'assign')) then
    perform private.fail('42501', 'denied', 'You may not give this ticket away.');
  end if;
  if not exists (select from public.ticket_queues q where q.id = queue) then
    perform private.fail('23503', 'missing_reference', 'There is no such queue.', '{"field":"queue_id"}');
  end if;
  perform pg_catalog.set_config('atrium.assigning', 'on', true);
  update public.tickets t set queue_id = queue, assignee_id = null where t.id = ticket and t.queue_id is distinct from queue;
  perform pg_catalog.set_config('atrium.assigning', '', true);
end $$;
comment on function private.move_ticket(uuid, uuid) is 'The body of public.move_ticket().';

create function public.move_ticket(ticket uuid, queue uuid) returns void
language sql set search_path = '' as $$ select private.move_ticket(ticket, queue) $$;
comment on function public.move_ticket(uuid, uuid) is
  'Gives a ticket to another queue, where it waits for somebody to take it: its assignee is nobody then. Needs assign, as giving it to a person does. Raises gone, denied, missing_reference.';

create function public.ticket_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(t.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'tasks', (select count(*) from public.tasks k where k.ticket_id = t.id and k.deleted_at is null),
      'activities', (select count(*) from public.activities a where a.ticket_id = t.id and a.deleted_at is null)))
  from public.tickets t where t.id = ticket_overview.id
$$;
comment on function public.ticket_overview(uuid) is
  'For a ticket''s page: {may: {resource: [actions]}, counts: {tasks, activities}} of what the caller may do and see. Null when the ticket is gone.';

create function private.search_ticket_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like text := private.search_pattern(q);
  ticket_keys uuid[] := private.visible_ids('tickets', 'read');
  customer_keys uuid[] := private.visible_ids('customers', 'read');
begin
  if text_like is null or ticket_keys = '{}' then
    return;
  end if;
  return query
    select found.id from (
      (select t.id from public.tickets t
        where t.deleted_at is null and t.search_text like text_like and t.access_id = any (ticket_keys) limit cap)
      union
      (select t.id from public.tickets t
        where t.deleted_at is null and t.access_id = any (ticket_keys) and t.customer_id in (
          select c.id from public.customers c
          where c.deleted_at is null and c.search_text like text_like and c.access_id = any (customer_keys) limit cap) limit cap)
    ) found(id)
    limit cap;
end $$;
comment on function private.search_ticket_ids(text, integer) is
  'Tickets that the caller may read, by any part of subject or number, or of the customer''s name where that may be read; cap at the most.';

create function public.search_tickets(q text) returns setof public.tickets
language sql stable rows 200 set search_path = ''
as $$ select t.* from public.tickets t where t.id in (select private.search_ticket_ids(q, 1000)) $$;
comment on function public.search_tickets(text) is
  'Tickets by any part of subject, number or customer, the first 1,000 found; filter, sort and embed as with the table.';

grant execute on function private.first_note(uuid, text), private.move_ticket(uuid, uuid), private.search_ticket_ids(text, integer),
  public.save_ticket(jsonb), public.move_ticket(uuid, uuid), public.ticket_overview(uuid), public.search_tickets(text) to authenticated;
