-- What is no change of a row and is logged all the same: exports and sign-ins.

create function private.log_event(action text, resource text, facts jsonb, root uuid default null) returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_log (actor_id, as_whom_id, source, request, request_id, action, resource, root_resource, root_id, changes)
  select c.actor_id, (private.current_view()).person_id, c.source, c.request, c.request_id, log_event.action, log_event.resource,
    case when root is not null then log_event.resource end, root,
    coalesce((select pg_catalog.jsonb_object_agg(f.key, pg_catalog.jsonb_build_array(null, f.value)) from pg_catalog.jsonb_each(facts) f where f.value <> 'null'), '{}')
  from private.audit_context() c
$$;
comment on function private.log_event(text, text, jsonb, uuid) is 'Writes an event into the audit log, its facts as {name: [null, value]}, and as whom the caller looks.';

create function private.begin_export(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  resource constant text := payload ->> 'resource';
begin
  if private.my_scope(resource, 'export') = 'none' then
    perform private.fail('42501', 'denied', 'You may not export this.');
  end if;
  if pg_catalog.length(payload::text) > 20000 then
    perform private.fail('22023', 'too_long', 'The export''s description is too long.');
  end if;
  perform private.log_event('export', resource, pg_catalog.jsonb_build_object(
    'filter', payload -> 'filter', 'columns', payload -> 'columns', 'rows', payload -> 'rows'));
end $$;
comment on function private.begin_export(jsonb) is 'The body of public.begin_export().';

create function public.begin_export(payload jsonb) returns void
language sql set search_path = '' as $$ select private.begin_export(payload) $$;
comment on function public.begin_export(jsonb) is
  'To be called before rows leave as a file: checks the permission export on payload.resource and logs {filter, columns, rows}. Raises denied (42501).';

create function private.log_sign_in(email text, succeeded boolean, address text default null, agent text default null, reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  typed constant text := pg_catalog.lower(pg_catalog.btrim(email));
  person uuid;
begin
  select p.id into person from auth.users u join public.profiles p on p.user_id = u.id where pg_catalog.lower(u.email) = typed;
  perform pg_catalog.pg_current_xact_id();
  insert into public.audit_log (actor_id, source, request_id, action, resource, root_resource, root_id, changes)
  select case when succeeded then person end, 'auth', pg_catalog.pg_current_xact_id()::text,
    case when succeeded then 'sign_in' else 'sign_in_failed' end, 'profiles', case when person is not null then 'profiles' end, person,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
      -- what is no address may be a password in the wrong field
      'email', pg_catalog.jsonb_build_array(null, case when typed ~ '^[^@\s]+@[^@\s]+$' then pg_catalog.left(typed, 254) else '?' end),
      'address', case when address is not null then pg_catalog.jsonb_build_array(null, pg_catalog.left(address, 64)) end,
      'agent', case when agent is not null then pg_catalog.jsonb_build_array(null, pg_catalog.left(agent, 300)) end,
      'reason', case when reason is not null then pg_catalog.jsonb_build_array(null, pg_catalog.left(reason, 100)) end));
end $$;
comment on function private.log_sign_in(text, boolean, text, text, text) is
  'Logs that somebody signed in, or tried to: the e-mail address, from where and with what. For the local stack''s gateway.';
grant execute on function private.log_sign_in(text, boolean, text, text, text) to atrium_worker;

create function private.hook_access_token(event jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  if event ->> 'authentication_method' is distinct from 'token_refresh' then
    perform private.log_sign_in((select u.email from auth.users u where u.id = (event ->> 'user_id')::uuid), true,
      reason => event ->> 'authentication_method');
  end if;
  return pg_catalog.jsonb_build_object('claims', event -> 'claims');
exception when others then
  -- nobody is kept out because the log could not be written
  raise warning 'sign-in not logged: %', sqlerrm;
  return pg_catalog.jsonb_build_object('claims', event -> 'claims');
end $$;
comment on function private.hook_access_token(jsonb) is
  'Supabase''s "custom access token" hook: logs sign-ins and gives the claims back as they are.';

create function private.hook_password_attempt(event jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  if not coalesce((event ->> 'valid')::boolean, false) then
    perform private.log_sign_in((select u.email from auth.users u where u.id = (event ->> 'user_id')::uuid), false, reason => 'invalid_credentials');
  end if;
  return '{"decision": "continue"}';
exception when others then
  raise warning 'failed sign-in not logged: %', sqlerrm;
  return '{"decision": "continue"}';
end $$;
comment on function private.hook_password_attempt(jsonb) is
  'Supabase''s "password verification attempt" hook: logs passwords that were wrong, decides nothing.';

do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'supabase_auth_admin') then
    grant usage on schema private to supabase_auth_admin;
    grant execute on function private.hook_access_token(jsonb), private.hook_password_attempt(jsonb) to supabase_auth_admin;
  end if;
end $$;

grant execute on function private.begin_export(jsonb) to authenticated;
grant execute on function public.begin_export(jsonb) to authenticated;
