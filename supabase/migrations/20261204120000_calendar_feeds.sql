-- A private address for each person, by which other calendars read theirs.

create table private.calendar_feeds (
  profile_id uuid primary key references public.profiles on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
comment on table private.calendar_feeds is
  'The one address by which a person''s calendar is read from outside: of its secret part only a digest is kept. No row: there is none. read_at is when it was last read, to the hour.';
create trigger aa_refuse_while_viewing before insert or update or delete on private.calendar_feeds
  for each statement execute function private.refuse_while_viewing();

create function private.make_calendar_feed() returns text
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
  return token;
end $$;
comment on function private.make_calendar_feed() is 'The body of public.make_calendar_feed().';

create function public.make_calendar_feed() returns text
language sql set search_path = '' as $$ select private.make_calendar_feed() $$;
comment on function public.make_calendar_feed() is
  'Makes the secret part of the address by which the caller''s calendar is read from outside, and gives it this once; a former one is no longer answered. Raises denied, viewing_as.';

create function private.revoke_calendar_feed() returns void
language sql security definer set search_path = '' as $$ delete from private.calendar_feeds f where f.profile_id = private.me() $$;
comment on function private.revoke_calendar_feed() is 'The body of public.revoke_calendar_feed().';

create function public.revoke_calendar_feed() returns void
language sql set search_path = '' as $$ select private.revoke_calendar_feed() $$;
comment on function public.revoke_calendar_feed() is
  'The address by which the caller''s calendar is read from outside is no longer answered. Raises viewing_as.';

create function private.my_calendar_feed() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('created_at', f.created_at, 'read_at', f.read_at) from private.calendar_feeds f where f.profile_id = private.me()
$$;
comment on function private.my_calendar_feed() is 'The body of public.my_calendar_feed().';

create function public.my_calendar_feed() returns jsonb
language sql stable set search_path = '' as $$ select private.my_calendar_feed() $$;
comment on function public.my_calendar_feed() is
  'Since when the caller''s calendar can be read from outside, and when it last was: {created_at, read_at}; null where it cannot.';

create function private.read_calendar_feed(token text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid;
  zone text;
begin
  select f.profile_id into person
  from private.calendar_feeds f join public.profiles p on p.id = f.profile_id
  where f.token_hash = pg_catalog.sha256(token::bytea) and p.active and exists (
    select from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id = f.profile_id and rp.resource = 'events' and rp.action = 'read' and rp.scope <> 'none');
  if person is null then
    return null;
  end if;
  update private.calendar_feeds f set read_at = pg_catalog.date_trunc('hour', now())
  where f.profile_id = person and f.read_at is distinct from pg_catalog.date_trunc('hour', now());
  zone := private.zone_of(person);
  return pg_catalog.jsonb_build_object(
    'organisation', (select s.organisation from public.settings s),
    'name', (select p.full_name from public.profiles p where p.id = person),
    'timezone', zone,
    'events', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'id', e.id, 'title', e.title, 'description', e.description, 'place', e.place, 'starts_at', e.starts_at, 'ends_at', e.ends_at,
        'all_day', e.all_day, 'first_day', (e.starts_at at time zone zone)::date,
        'day_after', ((e.ends_at - interval '1 minute') at time zone zone)::date + 1,
        'is_private', e.is_private, 'created_at', e.created_at, 'updated_at', e.updated_at,
        'answer', (select a.answer from public.event_participants a where a.event_id = e.id and a.profile_id = person)) order by e.starts_at, e.id), '[]')
      from (
        select e.* from public.events e where e.deleted_at is null and e.owner_id = person
          and e.starts_at between now() - interval '1 year' and now() + interval '2 years'
        union
        select e.* from public.events e join public.event_participants a on a.event_id = e.id
        where e.deleted_at is null and a.profile_id = person and a.answer <> 'declined'
          and e.starts_at between now() - interval '1 year' and now() + interval '2 years'
        order by starts_at desc limit 5000) e));
end $$;
comment on function private.read_calendar_feed(text) is
  'The body of public.read_calendar_feed(). Of whoever may read events, policies show what is their own and what they take part in, so this does, whomever they view as in the app.';

create function public.read_calendar_feed(token text) returns jsonb
language sql set search_path = '' as $$ select private.read_calendar_feed(token) $$;
comment on function public.read_calendar_feed(text) is
  'For the function that serves calendars, with the secret key: {organisation, name, timezone, events} of whose address has this secret part, from a year ago to two years from now; null where there is none, or its person is not active or may read events no more.';

grant execute on function private.make_calendar_feed(), private.revoke_calendar_feed(), private.my_calendar_feed(),
  public.make_calendar_feed(), public.revoke_calendar_feed(), public.my_calendar_feed() to authenticated;
revoke execute on function public.read_calendar_feed(text) from public, anon, authenticated;
grant execute on function private.read_calendar_feed(text), public.read_calendar_feed(text) to service_role;
