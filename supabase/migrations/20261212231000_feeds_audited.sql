-- Who can read a calendar from outside is an event of the audit log: that an address was made, and that it was revoked.

create or replace function private.make_calendar_feed() returns text
language plpgsql security definer set search_path = ''
as $$
declare
  token constant text := pg_catalog.encode(extensions.gen_random_bytes(32), 'hex');
begin
  if private.me() is null or private.my_scope('events', 'read') = 'none' then
    perform private.fail('42501', 'denied', 'You may read no calendar.');
  end if;
  insert into private.calendar_feeds as f (profile_id, token_hash) values (private.me(), pg_catalog.sha256(token::bytea))
  on conflict (profile_id) do update set token_hash = excluded.token_hash, created_at = now(), read_at = null;
  perform private.log_event('feed_made', 'events', '{}');
  return token;
end $$;

create or replace function private.revoke_calendar_feed() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.calendar_feeds f where f.profile_id = private.me();
  if found then
    perform private.log_event('feed_revoked', 'events', '{}');
  end if;
end $$;
