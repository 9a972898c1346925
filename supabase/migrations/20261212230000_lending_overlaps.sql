-- The same work is lent to one person at a time: of two who could change it, neither knew of the other.

create or replace function private.save_stand_in(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := private.me();
  wanted constant uuid := (payload ->> 'id')::uuid;
  kept public.stand_ins;
  lender uuid;
  stand_in constant uuid := (payload ->> 'stand_in_id')::uuid;
  zone text;
  today date;
  first_day constant date := (payload ->> 'starts_on')::date;
  last_day constant date := (payload ->> 'ends_on')::date;
  lent constant text[] := case when pg_catalog.jsonb_typeof(payload -> 'resources') = 'array'
    then array(select pg_catalog.jsonb_array_elements_text(payload -> 'resources')) end;
begin
  if payload - array['id', 'lender_id', 'stand_in_id', 'resources', 'access', 'starts_on', 'ends_on'] <> '{}'::jsonb then
    perform private.fail('22023', 'unknown_field', 'This form has a field that cannot be saved.');
  end if;
  if wanted is not null then
    select s.* into kept from public.stand_ins s where s.id = wanted for update;
  end if;
  lender := coalesce(kept.lender_id, (payload ->> 'lender_id')::uuid, me);
  if me is null or (lender <> me and not private.may('profiles', 'update')) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if wanted is not null and (kept.id is null or kept.ends_at <= now()) then
    perform private.fail('P0002', 'gone', 'This is over.');
  end if;
  if not exists (select from public.profiles p where p.id = lender and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"lender_id"}');
  end if;
  if stand_in is null or not exists (select from public.profiles p where p.id = stand_in and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"stand_in_id"}');
  end if;
  if stand_in = lender then
    perform private.fail('22023', 'stand_in_self', 'Nobody stands in for themselves.', '{"field":"stand_in_id"}');
  end if;
  if coalesce(payload ->> 'access', '') not in ('read', 'edit') then
    perform private.fail('22023', 'not_allowed_value', 'Work is lent to read or to edit.', '{"field":"access"}');
  end if;
  if lent = '{}' or not lent <@ private.lendable() then
    perform private.fail('22023', 'not_allowed_value', 'Choose what is lent.', '{"field":"resources"}');
  end if;
  zone := private.timezone_of(lender);
  today := (now() at time zone zone)::date;
  if first_day is null or last_day is null or last_day < first_day or last_day < today or last_day > first_day + 366 then
    perform private.fail('22023', 'stand_in_days', 'The last day comes after the first one, is not over, and within a year.', '{"field":"ends_on"}');
  end if;
  if not exists (
    select from public.profile_roles pr join public.role_permissions p on p.role_id = pr.role_id
    where pr.profile_id = stand_in and p.action = 'read' and p.scope <> 'none' and p.resource = any (coalesce(lent, private.lendable()))) then
    perform private.fail('22023', 'share_beyond_role', 'The roles of this person allow none of it.', '{"field":"stand_in_id"}');
  end if;
  -- two at once do not pass each other
  perform from public.profiles p where p.id = lender for no key update;
  if exists (
    select from public.stand_ins s
    where s.lender_id = lender and s.id is distinct from wanted and s.ends_at > now() and s.starts_on <= last_day and s.ends_on >= first_day
      and (lent is null or s.resources is null or s.resources && lent)) then
    perform private.fail('22023', 'stand_in_overlap', 'Some of this work is lent for some of these days already.', '{"field":"ends_on"}');
  end if;
  insert into public.stand_ins as s (id, lender_id, stand_in_id, resources, access, starts_on, ends_on, starts_at, ends_at, created_by)
  values (coalesce(wanted, gen_random_uuid()), lender, stand_in, lent, payload ->> 'access', first_day, last_day,
    first_day::timestamp at time zone zone, (last_day + 1)::timestamp at time zone zone, me)
  on conflict (id) do update set stand_in_id = excluded.stand_in_id, resources = excluded.resources, access = excluded.access,
    starts_on = excluded.starts_on, ends_on = excluded.ends_on, starts_at = excluded.starts_at, ends_at = excluded.ends_at
  returning s.id into kept.id;
  return kept.id;
end $$;

comment on function public.save_stand_in(jsonb) is
  'Lends the caller''s work, or with update on all profiles another''s: {id (to change it), lender_id, stand_in_id, resources (null: all), access: read or edit, starts_on, ends_on (days of the lender''s timezone)}. Gives its id. Raises denied, gone, not_active, stand_in_self, stand_in_days, stand_in_overlap, share_beyond_role, not_allowed_value, unknown_field.';
