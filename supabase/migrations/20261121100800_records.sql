-- What is done to records of any kind: trash, restore, assign; one's own profile.

create function private.change_records(resource text, action text, ids uuid[], owner_id uuid default null) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  target record;
  keys uuid[];
  allowed integer;
  found_rows integer;
  wanted integer := coalesce((select count(distinct i) from pg_catalog.unnest(ids) i), 0);
begin
  select t.table_name, t.owner_column into target from private.resource_tables t where t.resource = $1 and t.trash;
  if target.table_name is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  if private.me() is null then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if wanted = 0 or wanted > 1000 then
    perform private.fail('22023', 'too_many_records', 'Between 1 and 1,000 records at a time.');
  end if;

  keys := private.visible_ids(resource, case action when 'restore' then 'delete' else action end);
  execute pg_catalog.format(
    'with locked as (select access_id, deleted_at from public.%I where id = any ($1) for update)
     select count(*) filter (where access_id = any ($2)), count(*) from locked where (deleted_at is null) = $3', target.table_name)
    into allowed, found_rows using ids, keys, action <> 'restore';
  if allowed < wanted then
    -- a row out of the caller's sight is as gone as one that is not there
    execute pg_catalog.format('select count(*) from public.%I where id = any ($1) and (deleted_at is null) = $3 and access_id = any ($2)', target.table_name)
      into found_rows using ids, private.visible_ids(resource, 'read'), action <> 'restore';
    if found_rows < wanted then
      perform private.fail('P0002', 'gone', 'Some of these records are no longer there.');
    end if;
    perform private.fail('42501', 'denied', 'You may not do this to all of these records.');
  end if;

  perform pg_catalog.set_config('atrium.assigning', 'on', true);
  case action
    when 'delete' then
      execute pg_catalog.format('update public.%I set deleted_at = now() where id = any ($1)', target.table_name) using ids;
    when 'restore' then
      execute pg_catalog.format('update public.%I set deleted_at = null where id = any ($1)', target.table_name) using ids;
    when 'assign' then
      if owner_id is not null and not exists (select from public.profiles p where p.id = owner_id and p.active) then
        perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"owner_id"}');
      end if;
      execute pg_catalog.format('update public.%I set %I = $2 where id = any ($1)', target.table_name, target.owner_column) using ids, owner_id;
  end case;
  perform pg_catalog.set_config('atrium.assigning', '', true);
  return wanted;
end $$;
comment on function private.change_records(text, text, uuid[], uuid) is
  'Trashes (delete), restores or assigns up to 1,000 records, all or none. Raises gone (P0002) for what the caller cannot see, denied (42501) for what the permission does not reach.';
grant execute on function private.change_records(text, text, uuid[], uuid) to authenticated;

create function public.trash_records(resource text, ids uuid[]) returns integer
language sql set search_path = '' as $$ select private.change_records(resource, 'delete', ids) $$;
comment on function public.trash_records(text, uuid[]) is 'Puts records into the trash, all or none; gives how many. Needs the permission delete.';

create function public.restore_records(resource text, ids uuid[]) returns integer
language sql set search_path = '' as $$ select private.change_records(resource, 'restore', ids) $$;
comment on function public.restore_records(text, uuid[]) is 'Takes records out of the trash, all or none; gives how many. Needs the permission delete.';

create function public.assign_records(resource text, ids uuid[], owner_id uuid) returns integer
language sql set search_path = '' as $$ select private.change_records(resource, 'assign', ids, owner_id) $$;
comment on function public.assign_records(text, uuid[], uuid) is 'Gives records to an active person (null: to nobody), all or none; gives how many. Needs the permission assign.';

create function private.update_my_profile(changes jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid := private.me();
begin
  if person is null then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if changes - array['full_name', 'phone', 'job_title', 'locale', 'timezone', 'theme', 'avatar'] <> '{}'::jsonb then
    perform private.fail('22023', 'unknown_field', 'Only name, phone, job title, language, time zone, theme and picture can be changed here.');
  end if;
  if changes ? 'timezone' and changes ->> 'timezone' is not null
    and not exists (select from pg_catalog.pg_timezone_names z where z.name = changes ->> 'timezone') then
    perform private.fail('22023', 'unknown_timezone', 'There is no such time zone.', '{"field":"timezone"}');
  end if;
  update public.profiles p set
    full_name = case when changes ? 'full_name' then changes ->> 'full_name' else p.full_name end,
    phone = case when changes ? 'phone' then nullif(pg_catalog.btrim(changes ->> 'phone'), '') else p.phone end,
    job_title = case when changes ? 'job_title' then nullif(pg_catalog.btrim(changes ->> 'job_title'), '') else p.job_title end,
    locale = case when changes ? 'locale' then changes ->> 'locale' else p.locale end,
    timezone = case when changes ? 'timezone' then changes ->> 'timezone' else p.timezone end,
    theme = case when changes ? 'theme' then changes ->> 'theme' else p.theme end,
    avatar = case when changes ? 'avatar' then changes ->> 'avatar' else p.avatar end
  where p.id = person;
end $$;
comment on function private.update_my_profile(jsonb) is 'The body of public.update_my_profile().';
grant execute on function private.update_my_profile(jsonb) to authenticated;

create function public.update_my_profile(changes jsonb) returns void
language sql set search_path = '' as $$ select private.update_my_profile(changes) $$;
comment on function public.update_my_profile(jsonb) is
  'Changes the caller''s own full_name, phone, job_title, locale, timezone, theme or avatar; only the keys that are given.';

grant execute on function public.trash_records(text, uuid[]), public.restore_records(text, uuid[]),
  public.assign_records(text, uuid[], uuid), public.update_my_profile(jsonb) to authenticated;
