-- A meeting that somebody else has from now on, as when a leaver's are handed over, is told of with whose it is: answers go there.

create or replace function private.tell_invited(event public.events, told private.invited_events) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  now_so constant jsonb := pg_catalog.jsonb_build_object('title', event.title, 'place', event.place, 'description', event.description,
    'starts_at', event.starts_at, 'ends_at', event.ends_at, 'all_day', event.all_day, 'organiser_id', private.organiser_of(event));
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
    -- who was asked and has the meeting now is not told that it is off
    perform private.mail_invitation('CANCEL', event, coalesce(told.content, now_so) - 'organiser_id', next_sequence, kept, (
      select pg_catalog.jsonb_build_object('name', p.full_name, 'locale', coalesce(p.locale, (select o.locale from public.settings o), 'en'),
        'zone', private.timezone_of(coalesce(p.id, organiser)))
      from (select) x left join public.profiles p on p.id = private.to_uuid(kept.invitee)), false)
    where kept.invitee is distinct from organiser::text or event.deleted_at is not null;
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
      perform private.mail_invitation('REQUEST', event, now_so - 'organiser_id', next_sequence, kept, pg_catalog.to_jsonb(one), is_new);
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

create trigger z_owner_changed after update of owner_id on public.events for each row
  when (old.owner_id is distinct from new.owner_id) execute function private.event_changed();
