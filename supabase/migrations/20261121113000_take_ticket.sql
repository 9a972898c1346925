-- Of two who take a ticket at the same time only one gets it, and the other is told who.

create function private.take_ticket(ticket uuid, seen uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  caller uuid := private.me();
  found record;
begin
  select t.access_id, t.assignee_id into found
  from public.tickets t where t.id = ticket and t.deleted_at is null for update;
  if found.access_id is null or found.access_id <> all (private.visible_ids('tickets', 'read')) then
    perform private.fail('P0002', 'gone', 'This ticket is no longer there.');
  end if;
  if found.assignee_id = caller then
    return;
  end if;
  if found.assignee_id is not null and found.assignee_id is distinct from seen then
    perform private.fail('PT409', 'taken', 'Somebody else has just taken this ticket.',
      (select pg_catalog.jsonb_build_object('name', p.full_name)::text from public.profiles p where p.id = found.assignee_id));
  end if;
  perform private.change_records('tickets', 'assign', array[ticket], caller);
end $$;
comment on function private.take_ticket(uuid, uuid) is 'The body of public.take_ticket().';

create function public.take_ticket(ticket uuid, seen uuid default null) returns void
language sql set search_path = '' as $$ select private.take_ticket(ticket, seen) $$;
comment on function public.take_ticket(uuid, uuid) is
  'Makes the caller a ticket''s assignee; seen is whose the caller believes it to be (null: nobody''s). Raises taken (HTTP 409, detail {name}) when somebody else has it by now, gone, denied.';

grant execute on function private.take_ticket(uuid, uuid), public.take_ticket(uuid, uuid) to authenticated;
