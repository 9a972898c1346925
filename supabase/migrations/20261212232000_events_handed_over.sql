-- Events to come of who leaves are handed over with the rest of their work.

create or replace function private.person_open_work(person uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'customers', (select count(*) from public.customers c where c.owner_id = person and c.deleted_at is null),
    'deals', (select count(*) from public.deals d where d.owner_id = person and d.deleted_at is null and d.outcome = 'open'),
    'tickets', (select count(*) from public.tickets t where t.assignee_id = person and t.deleted_at is null and t.status not in ('solved', 'closed')),
    'tasks', (select count(*) from public.tasks t where t.assignee_id = person and t.deleted_at is null and t.status not in ('done', 'cancelled')),
    'events', (select count(*) from public.events e where e.owner_id = person and e.deleted_at is null and e.ends_at > now()),
    'reports', (select count(*) from public.profiles p where p.manager_id = person),
    'teams', (select count(*) from public.teams t where t.lead_id = person))
$$;

create or replace function private.deactivate_person(payload jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  kinds constant text[] := array['customers', 'deals', 'tickets', 'tasks', 'events', 'reports', 'teams'];
  person constant uuid := (payload ->> 'id')::uuid;
  wishes constant jsonb := coalesce(payload -> 'hand_over', '{}'::jsonb);
  leaver public.profiles;
  heir uuid;
  kind text;
  handed jsonb := '{}'::jsonb;
  moved integer;
begin
  perform private.need('profiles', 'update');
  if person = private.me() then
    perform private.fail('22023', 'not_yourself', 'You cannot deactivate yourself.');
  end if;
  if wishes - kinds <> '{}'::jsonb then
    perform private.fail('22023', 'unknown_field', 'This form has a field that cannot be saved.');
  end if;
  select * into leaver from public.profiles p where p.id = person for update;
  if leaver.id is null then
    perform private.fail('P0002', 'gone', 'This person is no longer there.');
  end if;

  perform pg_catalog.set_config('atrium.assigning', 'on', true);
  foreach kind in array kinds loop
    continue when not wishes ? kind;
    heir := (wishes ->> kind)::uuid;
    if heir = person or (heir is not null and not exists (select from public.profiles p where p.id = heir and p.active)) then
      perform private.fail('22023', 'not_active', 'This person is not active.', pg_catalog.jsonb_build_object('field', kind)::text);
    end if;
    case kind
      when 'customers' then update public.customers c set owner_id = heir where c.owner_id = person and c.deleted_at is null;
      when 'deals' then update public.deals d set owner_id = heir where d.owner_id = person and d.deleted_at is null and d.outcome = 'open';
      when 'tickets' then update public.tickets t set assignee_id = heir where t.assignee_id = person and t.deleted_at is null and t.status not in ('solved', 'closed');
      when 'tasks' then update public.tasks t set assignee_id = heir where t.assignee_id = person and t.deleted_at is null and t.status not in ('done', 'cancelled');
      when 'events' then update public.events e set owner_id = heir where e.owner_id = person and e.deleted_at is null and e.ends_at > now();
      -- whoever takes over the reports and was one of them is managed by the leaver's manager
      when 'reports' then
        update public.profiles p set manager_id = nullif(leaver.manager_id, p.id) where p.id = heir and p.manager_id = person;
        update public.profiles p set manager_id = heir where p.manager_id = person;
      when 'teams' then update public.teams t set lead_id = heir where t.lead_id = person;
    end case;
    get diagnostics moved = row_count;
    handed := handed || pg_catalog.jsonb_build_object(kind, moved);
  end loop;
  perform pg_catalog.set_config('atrium.assigning', '', true);
  update public.profiles p set active = false where p.id = person;
  return handed;
end $$;

comment on function public.person_open_work(uuid) is
  'What would be left behind: {customers, deals, tickets, tasks} open with a person, {events} of theirs to come, {reports} whom they manage, {teams} that they lead. Needs profiles.update for all.';
comment on function public.deactivate_person(jsonb) is
  'Ends a person''s access at once, sessions included, and hands over: {id, hand_over: {customers, deals, tickets, tasks, events, reports, teams: id of an active person, or null for nobody}}; what is not named stays. Gives how much of each went. Needs profiles.update for all. Raises not_yourself, not_active, gone, last_administrator.';
