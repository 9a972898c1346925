-- What a Supabase project comes with before its first migration, for a bare Postgres: roles, schemas, default grants, the
-- request's claims, Realtime's ground. Run by a superuser; may be run again at any time. Passwords are set elsewhere.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('supabase_auth_admin', 'login noinherit'),
      ('supabase_storage_admin', 'login noinherit'),
      ('supabase_realtime_admin', 'nologin noinherit'),
      -- Migrations run as this role. As on Supabase it is no superuser, but makes roles and sees past row-level security.
      ('postgres', 'login createdb createrole bypassrls')
    ) as role (name, options)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.options);
    end if;
  end loop;
end $$;

grant anon, authenticated, service_role to authenticator, supabase_storage_admin;
grant anon, authenticated, service_role, authenticator, supabase_realtime_admin, supabase_storage_admin to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
grant set on parameter session_replication_role to postgres;

do $$
begin
  if (select d.datdba <> r.oid
      from pg_catalog.pg_database d, pg_catalog.pg_roles r
      where d.datname = current_database() and r.rolname = 'postgres') then
    execute format('alter database %I owner to postgres', current_database());
  end if;
end $$;

alter role postgres set search_path to "$user", public, extensions;
alter role supabase_auth_admin set search_path to auth;
alter role supabase_storage_admin set search_path to storage;
alter role supabase_auth_admin set idle_in_transaction_session_timeout to 60000;
alter role anon set statement_timeout to '3s';
alter role authenticated set statement_timeout to '8s';
alter role authenticator set statement_timeout to '8s';
alter role authenticator set lock_timeout to '8s';

create schema if not exists auth authorization supabase_auth_admin;
create schema if not exists extensions authorization postgres;
create schema if not exists realtime authorization supabase_realtime_admin;
create schema if not exists storage authorization supabase_storage_admin;

grant usage on schema auth, extensions, realtime, storage to postgres, anon, authenticated, service_role;
grant create on schema extensions to postgres;
grant usage on schema public to anon, authenticated, service_role;
grant all on schema public to postgres;

create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

-- What migrations make in public is open to the API's roles until a migration says otherwise. (Tables of the auth server
-- are its own; migrations may refer to them and read and write them.) Where there are migrations already, they have said
-- otherwise, and that stays.
do $$
declare
  maker text;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    return;
  end if;
  foreach maker in array array[current_user::text, 'postgres'] loop
    execute format('alter default privileges for role %I in schema public grant all on tables to postgres, anon, authenticated, service_role', maker);
    execute format('alter default privileges for role %I in schema public grant all on sequences to postgres, anon, authenticated, service_role', maker);
    execute format('alter default privileges for role %I in schema public grant all on functions to postgres, anon, authenticated, service_role', maker);
  end loop;
end $$;
alter default privileges for role supabase_storage_admin in schema storage grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_storage_admin in schema storage grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_auth_admin in schema auth grant all on tables to postgres;
alter default privileges for role supabase_auth_admin in schema auth grant all on sequences to postgres;

-- The caller's claims. Owned by the superuser here, so that the auth server cannot put its own in their place.
create or replace function auth.jwt() returns jsonb
language sql stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid() returns uuid
language sql stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;

create or replace function auth.role() returns text
language sql stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;

create or replace function auth.email() returns text
language sql stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  primary key (id, inserted_at)
);
alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to postgres, anon, authenticated, service_role;

create or replace function realtime.topic() returns text
language sql stable
as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
begin
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (payload, event, topic, private, extension)
    values (payload, event, topic, private, 'broadcast');
  exception
    when others then raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end;
end $$;
create index if not exists messages_inserted_at_idx on realtime.messages (inserted_at);

-- In place of the replication that Realtime reads messages by: the local server listens.
create or replace function realtime.notify_message() returns trigger
language plpgsql
as $$
begin
  perform pg_notify('realtime_messages', json_build_object('topic', new.topic, 'event', new.event, 'payload', new.payload)::text);
  return null;
end $$;
create or replace trigger notify_message after insert on realtime.messages
  for each row when (new.extension = 'broadcast') execute function realtime.notify_message();

grant execute on all functions in schema realtime to postgres, anon, authenticated, service_role;

-- What the policies on realtime.messages let somebody do with topics, tried as Realtime tries it: by rows that the
-- transaction takes back. Called by the local server alone, within a transaction that it rolls back.
create or replace function realtime.try_topics(claims jsonb, topics text[])
returns table (topic text, hears boolean, is_present boolean, speaks boolean)
language plpgsql
as $$
declare
  kind text;
  heard text[];
  written text[];
begin
  perform set_config('request.jwt.claims', claims::text, true);
  foreach topic in array topics loop
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (topic, extension, private) values (try_topics.topic, 'presence', true), (try_topics.topic, 'broadcast', true);
    perform set_config('role', 'authenticated', true);
    heard := array(select m.extension from realtime.messages m where m.topic = try_topics.topic and m.inserted_at = now()::timestamp);
    written := '{}';
    if 'presence' = any (heard) then
      foreach kind in array array['presence', 'broadcast'] loop
        begin
          insert into realtime.messages (topic, extension, private) values (try_topics.topic, kind, true);
          written := written || kind;
        exception when insufficient_privilege then null;
        end;
      end loop;
    end if;
    perform set_config('role', 'none', true);
    hears := 'broadcast' = any (heard);
    is_present := 'presence' = any (heard) and 'presence' = any (written);
    speaks := 'broadcast' = any (written);
    return next;
  end loop;
end $$;
revoke execute on function realtime.try_topics(jsonb, text[]) from public;
