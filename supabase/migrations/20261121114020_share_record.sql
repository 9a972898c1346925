-- Sharing a record, taking it back, and seeing with whom it is shared.

call private.protect('record_shares', 'record_shares', 'special');
insert into public.resource_actions (resource, action, scoped) values ('record_shares', 'read', false);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'record_shares', 'read', 'all' from public.roles r where r.key in ('admin', 'auditor');
create policy record_shares_read on public.record_shares for select to authenticated using (
  profile_id = (select private.me()) or created_by = (select private.me()) or team_id = any ((select private.teams_of((select private.me())))::uuid[])
  or (select private.may('record_shares', 'read')));
revoke insert, update, delete on public.record_shares from authenticated;
create trigger touch_row before update on public.record_shares for each row execute function private.touch_row();

create function private.record_key(resource text, record_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  tbl constant text := (select t.table_name from private.resource_tables t where t.resource = $1 and t.trash);
begin
  if tbl is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  return private.key_of(tbl, record_id);
end $$;
comment on function private.record_key(text, uuid) is 'The access key of a record of a resource, nobody''s if it is gone. Raises unknown_resource.';

create function private.mark_shared(resource text, record_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tbl constant text := (select t.table_name from private.resource_tables t where t.resource = $1 and t.trash);
begin
  perform pg_catalog.set_config('atrium.assigning', 'on', true);
  execute pg_catalog.format(
    'update public.%I t set shared = s.shared
     from (select exists (select from public.record_shares r where r.resource = $1 and r.record_id = $2) as shared) s
     where t.id = $2 and t.shared <> s.shared', tbl) using resource, record_id;
  perform pg_catalog.set_config('atrium.assigning', '', true);
end $$;
comment on function private.mark_shared(text, uuid) is 'A record is shared while somebody shares it.';

create function private.share_record(resource text, record_id uuid, profile_id uuid, team_id uuid, access text, until timestamptz) returns uuid
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  key constant uuid := private.record_key(resource, record_id);
  share uuid;
begin
  if key <> all (private.visible_ids(resource, 'read')) then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  if key <> all (private.visible_ids(resource, 'share'))
    or (access = 'edit' and key <> all (private.visible_ids(resource, 'update'))) then
    perform private.fail('42501', 'denied', 'You may not share this record.');
  end if;
  if (profile_id is null) = (team_id is null) then
    perform private.fail('22023', 'malformed', 'Name a person or a team.');
  end if;
  if access is null or access not in ('read', 'edit') then
    perform private.fail('22023', 'not_allowed_value', 'A record is shared to read or to edit.', '{"field":"access"}');
  end if;
  if until <= now() then
    perform private.fail('22023', 'share_over', 'This date has passed.', '{"field":"until"}');
  end if;
  if profile_id = private.me() then
    perform private.fail('22023', 'share_with_self', 'You see this record already.', '{"field":"profile_id"}');
  end if;
  if profile_id is not null and not exists (select from public.profiles p where p.id = profile_id and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"profile_id"}');
  end if;
  if profile_id is not null and not exists (
    select from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id = share_record.profile_id and rp.resource = share_record.resource and rp.scope <> 'none'
      and rp.action = case access when 'edit' then 'update' else 'read' end) then
    perform private.fail('22023', 'share_beyond_role', 'This person''s roles do not let them do that with any record of this kind.', '{"field":"profile_id"}');
  end if;
  if team_id is not null and not exists (select from public.teams t where t.id = team_id) then
    perform private.fail('23503', 'missing_reference', 'There is no such team.', '{"field":"team_id"}');
  end if;
  -- two who share the same record take turns, so that its mark and its shares agree
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('share:' || record_id::text, 0));
  insert into public.record_shares as s (resource, record_id, profile_id, team_id, access, until, created_by)
  values (resource, record_id, profile_id, team_id, access, until, private.me())
  on conflict do nothing
  returning s.id into share;
  if share is null then
    update public.record_shares s set access = share_record.access, until = share_record.until, created_by = private.me()
    where s.resource = share_record.resource and s.record_id = share_record.record_id
      and (s.profile_id = share_record.profile_id or s.team_id = share_record.team_id)
    returning s.id into share;
  end if;
  perform private.mark_shared(resource, record_id);
  return share;
end $$;
comment on function private.share_record(text, uuid, uuid, uuid, text, timestamptz) is 'The body of public.share_record().';

create function private.unshare_record(share_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  share public.record_shares;
  key uuid;
begin
  select s.* into share from public.record_shares s where s.id = share_id;
  if share.id is null then
    return false;
  end if;
  key := private.record_key(share.resource, share.record_id);
  if share.created_by is distinct from private.me() and key <> all (private.visible_ids(share.resource, 'share')) then
    if key <> all (private.visible_ids(share.resource, 'read')) then
      return false;
    end if;
    perform private.fail('42501', 'denied', 'You may not change with whom this record is shared.');
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('share:' || share.record_id::text, 0));
  delete from public.record_shares s where s.id = share_id;
  perform private.mark_shared(share.resource, share.record_id);
  return true;
end $$;
comment on function private.unshare_record(uuid) is 'The body of public.unshare_record().';

create function private.list_record_shares(resource text, record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.record_key(resource, record_id) <> all (private.visible_ids(resource, 'read')) then
    return '[]'::jsonb;
  end if;
  return coalesce((
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
      'id', s.id, 'access', s.access, 'until', s.until, 'created_at', s.created_at,
      'person', case when p.id is not null then pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name, 'avatar', p.avatar, 'active', p.active) end,
      'team', case when t.id is not null then pg_catalog.jsonb_build_object('id', t.id, 'name', t.name) end,
      'by', case when b.id is not null then pg_catalog.jsonb_build_object('id', b.id, 'name', b.full_name) end)
      order by s.created_at, s.id)
    from public.record_shares s
    left join public.profiles p on p.id = s.profile_id
    left join public.teams t on t.id = s.team_id
    left join public.profiles b on b.id = s.created_by
    where s.resource = $1 and s.record_id = $2 and (s.until is null or s.until > now())), '[]'::jsonb);
end $$;
comment on function private.list_record_shares(text, uuid) is 'The body of public.list_record_shares().';

create function public.share_record(resource text, record_id uuid, profile_id uuid default null, team_id uuid default null,
  access text default 'read', until timestamptz default null) returns uuid
language sql set search_path = ''
as $$ select private.share_record(resource, record_id, profile_id, team_id, access, until) $$;
comment on function public.share_record(text, uuid, uuid, uuid, text, timestamptz) is
  'Shares a record with an active person or a team, to read or to edit, until a moment if one is given; anew with the same person or team, it changes that share. Gives the share''s id. Needs share on the record (and update, to share for editing). Raises gone, denied, not_active, share_over, share_with_self, share_beyond_role (the person''s roles allow it with no record of the kind).';

create function public.unshare_record(share_id uuid) returns boolean
language sql set search_path = '' as $$ select private.unshare_record(share_id) $$;
comment on function public.unshare_record(uuid) is 'Ends a share; false when there is none. Needs share on the record, or to have shared it. Raises denied.';

create function public.list_record_shares(resource text, record_id uuid) returns jsonb
language sql stable set search_path = '' as $$ select private.list_record_shares(resource, record_id) $$;
comment on function public.list_record_shares(text, uuid) is
  'With whom a record that the caller may read is shared now: [{id, access: read or edit, until, created_at, person {id, name, avatar, active}, team {id, name}, by {id, name}}].';

create function private.expire_shares() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  over record;
begin
  for over in delete from public.record_shares s where s.until <= now() returning s.resource, s.record_id loop
    perform private.mark_shared(over.resource, over.record_id);
  end loop;
end $$;
comment on function private.expire_shares() is 'Job: forgets shares that are over (nobody reaches anything by them from the moment they are), so that the record has its ordinary key again.';
insert into public.jobs (name, description, function_name, every)
values ('shares.expire', 'Forgets shares of records that are over.', 'expire_shares', interval '5 minutes');

grant execute on function private.teams_of(uuid), private.record_key(text, uuid), private.share_record(text, uuid, uuid, uuid, text, timestamptz), private.unshare_record(uuid),
  private.list_record_shares(text, uuid), public.share_record(text, uuid, uuid, uuid, text, timestamptz),
  public.unshare_record(uuid), public.list_record_shares(text, uuid) to authenticated;
