-- The ground everything stands on: extensions, default rights, the organisation's settings, row stamps, search text.

create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- Nothing is anybody's unless granted by name: Supabase's defaults hand new tables and functions to anon.
alter default privileges in schema public revoke all on tables from anon;
alter default privileges in schema public revoke all on sequences from anon;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;

create schema private;
comment on schema private is 'Helpers of policies and functions. Never exposed by the API.';
grant usage on schema private to authenticated, service_role;

do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'atrium_worker') then
    create role atrium_worker nologin;
  end if;
  execute pg_catalog.format('grant atrium_worker to %I', current_user);
end $$;
grant usage on schema private to atrium_worker;

create function private.organisation_id() returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select '00000000-0000-4000-8000-000000000001'::uuid $$;
comment on function private.organisation_id() is
  'The one organisation of this installation; the access key of rows that nobody, no queue and no team owns.';

create function private.nobody_id() returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select '00000000-0000-4000-8000-000000000000'::uuid $$;
comment on function private.nobody_id() is 'The access key of what hangs on a trashed record: in nobody''s reach.';

create table public.settings (
  id uuid primary key default '00000000-0000-4000-8000-000000000001'
    check (id = '00000000-0000-4000-8000-000000000001'),
  organisation text not null check (btrim(organisation) <> '' and char_length(organisation) <= 200),
  base_currency text not null default 'USD' check (base_currency ~ '^[A-Z]{3}$'),
  timezone text not null default 'UTC' check (char_length(timezone) <= 64),
  locale text not null default 'en' check (locale in ('en', 'zh-CN', 'zh-TW', 'fa')),
  week_start smallint not null default 1 check (week_start between 0 and 6),
  fiscal_year_start smallint not null default 1 check (fiscal_year_start between 1 and 12),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.settings is 'One row: the organisation, its base currency, time zone, week start (0 = Sunday) and fiscal year''s first month.';

create function private.fail(code text, hint text, message text, detail text default null) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  raise exception using errcode = code, hint = hint, message = message, detail = coalesce(detail, '');
end $$;
comment on function private.fail(text, text, text, text) is
  'Raises an error whose HINT is a stable key (the app shows errors.<hint>), MESSAGE plain English, DETAIL data as JSON.';

create function private.search_norm(value text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select pg_catalog.regexp_replace(
    pg_catalog.regexp_replace(
      pg_catalog.translate(
        pg_catalog.lower(extensions.unaccent('extensions.unaccent'::pg_catalog.regdictionary, coalesce(value, ''))),
        U&'يىكةؤأإآ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩\200C\200D\200E\200F\0640',
        'ییکهوااا01234567890123456789'),
      U&'([\3040-\30FF\3400-\4DBF\4E00-\9FFF\AC00-\D7AF\F900-\FAFF])', ' \1 ', 'g'),
    '\s+', ' ', 'g')
$$;
comment on function private.search_norm(text) is
  'Text as search compares it: lower case, no accents, one form of Arabic and Persian letters and digits, no zero-width marks, each Chinese, Japanese or Korean character a word of its own (so that trigrams serve one or two of them).';

create function private.digits(value text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select pg_catalog.regexp_replace(private.search_norm(value), '\D', '', 'g') $$;
comment on function private.digits(text) is 'The digits of a phone number, in any script.';

create function private.search_pattern(q text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when n = '' then null
    when pg_catalog.char_length(pg_catalog.replace(n, ' ', '')) < 3 and n !~ '^ ' then '% ' || n || '%'
    else '%' || n || '%'
  end
  from (
    select pg_catalog.regexp_replace(private.search_norm(pg_catalog.btrim(q)), '([\\%_])', '\\\1', 'g') as n
  ) as needle
$$;
comment on function private.search_pattern(text) is
  'The LIKE pattern for a search text: any part; of one or two letters, the beginning of a word (an index can serve no less). Null for nothing.';

create function private.phone_pattern(q text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when private.search_norm(q) ~ '^[-0-9+()./ ]+$' and pg_catalog.char_length(d) >= 3 then '%' || d || '%'
  end
  from (select pg_catalog.regexp_replace(private.digits(q), '^0+', '') as d) as number
$$;
comment on function private.phone_pattern(text) is
  'The LIKE pattern for part of a phone number (three digits or more; leading zeros dropped, as +49… and 0… mean the same), null if the text is none.';
