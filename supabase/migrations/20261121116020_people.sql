-- Administrators' work with people: invite, change, deactivate with hand-over, take back.

create function private.need(resource text, action text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.may(resource, action) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
end $$;
comment on function private.need(text, text) is 'Raises denied (42501) unless the caller may do this to everything.';

create function private.give_roles(person uuid, role_ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.need('roles', 'update');
  if exists (select from pg_catalog.unnest(role_ids) r (id) where not exists (select from public.roles o where o.id = r.id)) then
    perform private.fail('22023', 'missing_reference', 'One of these roles does not exist any more.', '{"field":"role_ids"}');
  end if;
  insert into public.profile_roles (profile_id, role_id)
  select person, r.id from (select distinct r.id from pg_catalog.unnest(role_ids) r (id)) r
  on conflict do nothing;
  if exists (select from public.profile_roles pr where pr.profile_id = person and pr.role_id <> all (role_ids)) then
    delete from public.profile_roles pr where pr.profile_id = person and pr.role_id <> all (role_ids);
  end if;
end $$;
comment on function private.give_roles(uuid, uuid[]) is
  'Makes these a person''s roles, no more and no fewer. Raises denied, missing_reference, last_administrator.';

create function private.ids_of(list jsonb) returns uuid[]
language sql immutable set search_path = ''
as $$ select array(select i::uuid from pg_catalog.jsonb_array_elements_text(case pg_catalog.jsonb_typeof(list) when 'array' then list else '[]' end) i) $$;
comment on function private.ids_of(jsonb) is 'A JSON array of ids.';

create function private.invite_person(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  fields constant text[] := array['full_name', 'email', 'phone', 'job_title', 'team_id', 'department_id', 'manager_id', 'locale', 'timezone'];
  person constant uuid := coalesce((payload ->> 'id')::uuid, gen_random_uuid());
  address constant text := pg_catalog.lower(pg_catalog.btrim(payload ->> 'email'));
  given jsonb := private.texts(payload, fields);
begin
  perform private.need('profiles', 'update');
  perform private.need('roles', 'update');
  if payload - fields - array['id', 'role_ids', 'app_url'] <> '{}'::jsonb then
    perform private.fail('22023', 'unknown_field', 'This form has a field that cannot be saved.');
  end if;
  if given ->> 'full_name' is null then
    perform private.fail('22023', 'required', 'A person needs a name.', '{"field":"full_name"}');
  end if;
  if address is null or address !~ '^[^@\s]+@[^@\s]+$' then
    perform private.fail('22023', 'invalid_email', 'This is not an e-mail address.', '{"field":"email"}');
  end if;
  if exists (select from public.profiles p where pg_catalog.lower(p.email) = address) then
    perform private.fail('23505', 'person_exists', 'There is a person with this e-mail address already: invite them from their page.', '{"field":"email"}');
  end if;
  insert into public.profiles (id, full_name, email, phone, job_title, team_id, department_id, manager_id, locale, timezone)
  select person, n.full_name, address, n.phone, n.job_title, n.team_id, n.department_id, n.manager_id, n.locale, n.timezone
  from pg_catalog.jsonb_populate_record(null::public.profiles, given) n;
  perform private.give_roles(person, private.ids_of(payload -> 'role_ids'));
  perform private.send_invitation(person, payload ->> 'app_url');
  return person;
end $$;
comment on function private.invite_person(jsonb) is 'The body of public.invite_person().';

create function private.texts(payload jsonb, fields text[]) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_object_agg(f.key, nullif(pg_catalog.btrim(f.value), '')), '{}'::jsonb)
  from pg_catalog.jsonb_each_text(payload) f where f.key = any (fields)
$$;
comment on function private.texts(jsonb, text[]) is 'These fields of a form, trimmed, the empty ones null.';

create function private.resend_invitation(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.need('profiles', 'update');
  perform private.need('roles', 'update');
  perform private.send_invitation((payload ->> 'id')::uuid, payload ->> 'app_url');
end $$;
comment on function private.resend_invitation(jsonb) is 'The body of public.resend_invitation().';

create function public.save_person(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  person constant uuid := (payload ->> 'id')::uuid;
  fields constant text[] := array['full_name', 'email', 'phone', 'job_title', 'team_id', 'department_id', 'manager_id', 'locale', 'timezone'];
  changes jsonb := payload -> 'changes';
begin
  if coalesce(changes, '{}'::jsonb) <> '{}'::jsonb then
    perform private.save_row('profiles', 'id', person,
      changes - fields || private.texts(changes, fields), fields, payload -> 'version');
  end if;
  if pg_catalog.jsonb_typeof(payload -> 'role_ids') = 'array' then
    perform private.give_roles(person, private.ids_of(payload -> 'role_ids'));
  end if;
end $$;
comment on function public.save_person(jsonb) is
  'Changes a person and, where role_ids is given, their roles, at once: {id, version, changes: {full_name, email, phone, job_title, team_id, department_id, manager_id, locale, timezone}, role_ids}. Raises conflict, gone, denied, profile_by_admin, manager_cycle, email_taken, last_administrator.';

create function private.person_open_work(person uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'customers', (select count(*) from public.customers c where c.owner_id = person and c.deleted_at is null),
    'deals', (select count(*) from public.deals d where d.owner_id = person and d.deleted_at is null and d.outcome = 'open'),
    'tickets', (select count(*) from public.tickets t where t.assignee_id = person and t.deleted_at is null and t.status not in ('solved', 'closed')),
    'tasks', (select count(*) from public.tasks t where t.assignee_id = person and t.deleted_at is null and t.status not in ('done', 'cancelled')),
    'reports', (select count(*) from public.profiles p where p.manager_id = person),
    'teams', (select count(*) from public.teams t where t.lead_id = person))
$$;
comment on function private.person_open_work(uuid) is 'The counts of public.person_open_work(), whoever asks.';

create function private.read_open_work(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.need('profiles', 'update');
  return private.person_open_work(person);
end $$;
comment on function private.read_open_work(uuid) is 'The body of public.person_open_work().';

create function private.deactivate_person(payload jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  kinds constant text[] := array['customers', 'deals', 'tickets', 'tasks', 'reports', 'teams'];
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
comment on function private.deactivate_person(jsonb) is 'The body of public.deactivate_person().';

create function private.reactivate_person(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.need('profiles', 'update');
  update public.profiles p set active = true where p.id = (payload ->> 'id')::uuid;
  if not found then
    perform private.fail('P0002', 'gone', 'This person is no longer there.');
  end if;
end $$;
comment on function private.reactivate_person(jsonb) is 'The body of public.reactivate_person().';

create function private.list_sign_ins() returns table (profile_id uuid, state text, invited_at timestamptz, last_sign_in_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.may('profiles', 'update') then
    return;
  end if;
  return query
    select p.id, case when u.id is null then 'none' when u.last_sign_in_at is null and u.invited_at is not null then 'invited' else 'joined' end,
      u.invited_at, u.last_sign_in_at
    from public.profiles p left join auth.users u on u.id = p.user_id;
end $$;
comment on function private.list_sign_ins() is 'The body of public.list_sign_ins().';

create function public.invite_person(payload jsonb) returns uuid
language sql set search_path = '' as $$ select private.invite_person(payload) $$;
comment on function public.invite_person(jsonb) is
  'A new person with a sign-in that has no password yet, and the mail with the link at which they choose one: {id, full_name, email, phone, job_title, team_id, department_id, manager_id, locale, timezone, role_ids, app_url}; app_url is the address of the app (https://crm.example.com). Gives the person''s id. Needs profiles.update and roles.update for all. Raises person_exists, email_taken, invalid_email, required, missing_reference.';
create function public.resend_invitation(payload jsonb) returns void
language sql set search_path = '' as $$ select private.resend_invitation(payload) $$;
comment on function public.resend_invitation(jsonb) is
  'Invites a person who has not signed in yet, anew or for the first time: {id, app_url}. Earlier links end. Needs profiles.update and roles.update for all. Raises joined_already, not_active, required, gone.';
create function public.person_open_work(person uuid) returns jsonb
language sql stable set search_path = '' as $$ select private.read_open_work(person) $$;
comment on function public.person_open_work(uuid) is
  'What would be left behind: {customers, deals, tickets, tasks} open with a person, {reports} whom they manage, {teams} that they lead. Needs profiles.update for all.';
create function public.deactivate_person(payload jsonb) returns jsonb
language sql set search_path = '' as $$ select private.deactivate_person(payload) $$;
comment on function public.deactivate_person(jsonb) is
  'Ends a person''s access at once, sessions included, and hands over: {id, hand_over: {customers, deals, tickets, tasks, reports, teams: id of an active person, or null for nobody}}; what is not named stays. Gives how much of each went. Needs profiles.update for all. Raises not_yourself, not_active, gone, last_administrator.';
create function public.reactivate_person(payload jsonb) returns void
language sql set search_path = '' as $$ select private.reactivate_person(payload) $$;
comment on function public.reactivate_person(jsonb) is 'Lets a person in again, with the roles that they have: {id}. Needs profiles.update for all.';
create function public.list_sign_ins() returns table (profile_id uuid, state text, invited_at timestamptz, last_sign_in_at timestamptz)
language sql stable set search_path = '' as $$ select * from private.list_sign_ins() $$;
comment on function public.list_sign_ins() is
  'For who may update all people: whether each has no sign-in (none), has not used the invitation (invited) or has signed in (joined), and when. Nothing for others.';

create function public.search_people(q text) returns setof public.profiles
language sql stable rows 50 set search_path = ''
as $$
  select p.* from public.profiles p
  where p.search_text like private.search_pattern(q)
    or (private.phone_pattern(q) is not null and p.search_text like private.phone_pattern(q))
$$;
comment on function public.search_people(text) is 'People by any part of name, e-mail, job title or phone, as far as the caller may see them.';

grant execute on function private.need(text, text), private.give_roles(uuid, uuid[]), private.ids_of(jsonb), private.texts(jsonb, text[]),
  private.invite_person(jsonb), private.resend_invitation(jsonb), private.read_open_work(uuid), private.deactivate_person(jsonb),
  private.reactivate_person(jsonb), private.list_sign_ins() to authenticated;
grant execute on function public.invite_person(jsonb), public.resend_invitation(jsonb), public.save_person(jsonb), public.person_open_work(uuid),
  public.deactivate_person(jsonb), public.reactivate_person(jsonb), public.list_sign_ins(), public.search_people(text) to authenticated;
