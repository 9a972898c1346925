-- Chance without chance: everything random is a hash of (seed number, what for, row number), so that the same seed number
-- and as-of date give the same company. Schema seed lives while the company is made, and is dropped at the end.

create schema seed;

do $$
declare
  number constant text := current_setting('seed.number')::bigint::text;
  as_of constant date := current_setting('seed.as_of')::date;
  scale constant text := current_setting('seed.scale')::numeric::text;
begin
  execute format(
    'create function seed.r(what text, n bigint) returns float8 language sql immutable parallel safe as $f$
       select ((hashint8extended(n, hashtextextended(what, %s)) >> 11) & 4503599627370495)::float8 / 4503599627370496.0 $f$', number);
  -- the version and variant digits make it a UUID that strict readers take
  execute format(
    'create function seed.id(what text, n bigint) returns uuid language sql immutable parallel safe as $f$
       select overlay(overlay(md5(%L || what || n::text) placing ''4'' from 13) placing ''8'' from 17)::uuid $f$', number || ':');
  -- the few that many rows refer to are looked up, not hashed again
  execute format('create function seed.stage_id(n integer) returns uuid language sql immutable parallel safe as $f$ select (%L::uuid[])[n] $f$',
    array(select seed.id('stage', i) from generate_series(1, 6) as i));
  execute format('create function seed.product_id(n integer) returns uuid language sql immutable parallel safe as $f$ select (%L::uuid[])[n] $f$',
    array(select seed.id('product', i) from generate_series(1, 20) as i));
  execute format('create function seed.as_of() returns date language sql immutable parallel safe as $f$ select %L::date $f$', as_of);
  execute format('create function seed.start() returns date language sql immutable parallel safe as $f$ select %L::date $f$', as_of - interval '24 months');
  execute format('create function seed.size(one bigint) returns bigint language sql immutable parallel safe as $f$ select greatest(1, round(one * %s))::bigint $f$', scale);
  execute format(
    'create function seed.people() returns integer language sql immutable parallel safe as $f$ select greatest(40, round(40 * power(%s, 0.4312)))::integer $f$', scale);
  -- a bad release of the room panels: tickets doubled for a month
  execute format('create function seed.release_day() returns date language sql immutable parallel safe as $f$ select %L::date $f$',
    date_trunc('month', as_of) - interval '5 months' + interval '6 days');
end $$;

-- Nothing happens after it: a few hours into the as-of day, so that the day has begun.
create function seed.horizon() returns timestamptz language sql immutable parallel safe
as $$ select (seed.as_of()::timestamp + interval '4 hours') at time zone 'UTC' $$;

-- Roughly a normal distribution: mean 0, deviation 1, never beyond 3.
create function seed.bell(what text, n bigint) returns float8 language sql immutable parallel safe
as $$ select (seed.r(what || '.1', n) + seed.r(what || '.2', n) + seed.r(what || '.3', n) - 1.5) * 2 $$;

create function seed.pick(list text[], r float8) returns text language sql immutable parallel safe
as $$ select list[1 + floor(r * cardinality(list))::integer] $$;

create function seed.slot(r float8, slots integer) returns integer language sql immutable parallel safe
as $$ select floor(r * slots)::integer $$;

-- Digits for the letters a to j of a pattern ('+49 30 23125 abc').
create function seed.digits(pattern text, r float8) returns text language sql immutable parallel safe
as $$ select translate(pattern, 'abcdefghij', lpad(floor(r * 10000000000)::bigint::text, 10, '0')) $$;

-- A name as it stands in an e-mail address or a domain.
create function seed.slug(name text, gap text default '-') returns text language sql immutable parallel safe
as $$
  select btrim(regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, replace(name, '''', ''))), '[^a-z0-9]+', gap, 'g'), gap)
$$;

-- The same as private.search_norm(), which the tests compare, and many times as quick where there is nothing to change.
create function seed.norm(value text) returns text language plpgsql immutable parallel safe
as $$
declare
  u text := lower(extensions.unaccent('extensions.unaccent'::regdictionary, coalesce(value, '')));
begin
  if octet_length(u) <> char_length(u) then
    if u ~ U&'[\0600-\06FF\200C-\200F]' then
      u := translate(u, U&'يىكةؤأإآ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩\200C\200D\200E\200F\0640', 'ییکهوااا01234567890123456789');
    end if;
    if u ~ U&'[\3040-\30FF\3400-\4DBF\4E00-\9FFF\AC00-\D7AF\F900-\FAFF]' then
      u := regexp_replace(u, U&'([\3040-\30FF\3400-\4DBF\4E00-\9FFF\AC00-\D7AF\F900-\FAFF])', ' \1 ', 'g');
    end if;
  end if;
  if u ~ '\s\s|[^ \S]' then
    u := regexp_replace(u, '\s+', ' ', 'g');
  end if;
  return u;
end $$;

-- As private.digits(), for numbers as they are made here.
create function seed.bare(phone text) returns text language sql immutable parallel safe
as $$ select translate(coalesce(phone, ''), '+-()./ ', '') $$;

-- A moment of the working day of a region; on the as-of day, in its first hours.
create function seed.at(d date, region text, r float8) returns timestamptz language sql immutable parallel safe
as $$
  select (case when d >= seed.as_of() then seed.as_of()::timestamp + floor(r * 14000) * interval '1 second'
    else d::timestamp
      + case region when 'Americas' then 14 when 'Europe' then 8 when 'Middle East & Africa' then 6 else 1 end * interval '1 hour'
      + floor(r * r * 3600 + (1 - r) * r * 36000 + r * 27000) * interval '1 second' end) at time zone 'UTC'
$$;

-- When the house was furnished: teams, products, queues.
create function seed.began() returns timestamptz language sql immutable parallel safe
as $$ select seed.at(seed.start(), 'Europe', 0) $$;

-- Words of a list in a language, each in as many of 64 slots as its share: a hash picks one by joining on the slot.
create unlogged table seed.words (
  list text, lang text, i integer, txt text not null, latin text not null, extra text,
  primary key (list, lang, i)
);

create function seed.add_words(list text, lang text, items text) returns void language sql
as $$
  with x as materialized (select regexp_split_to_array(btrim(items, E' \n'), '\s+') as a)
  insert into seed.words
  select list, lang, i, replace(split_part(item, '=', 1), '_', ' '),
    replace(coalesce(nullif(split_part(item, '=', 2), ''), split_part(item, '=', 1)), '_', ' '), nullif(split_part(item, '=', 3), '')
  from x
  cross join generate_series(0, 63) as i
  cross join lateral (select a[1 + i % cardinality(a)] as item) y
$$;
comment on function seed.add_words(text, text, text) is 'Items "native=latin=extra", parted by blanks; _ stands for a blank within one.';

-- Sentences with {places} to fill, 64 slots a list and language; English where a language has none.
create unlogged table seed.phrases (list text, lang text, i integer, txt text not null, primary key (list, lang, i));

create function seed.add_phrases(list text, lang text, lines text) returns void language sql
as $$
  with x as materialized (select array_remove(array(select btrim(l) from regexp_split_to_table(lines, '\n') as l), '') as a)
  insert into seed.phrases select list, lang, i, replace(a[1 + i % cardinality(a)], '\n', chr(10)) from x cross join generate_series(0, 63) as i
$$;
comment on function seed.add_phrases(text, text, text) is 'One sentence a line; \n within a line begins a new one.';

create function seed.fill_languages() returns void language sql
as $$
  insert into seed.phrases
  select p.list, l.lang, p.i, p.txt
  from seed.phrases p cross join unnest(array['de', 'fr', 'es', 'pt', 'fa', 'ar', 'zh-CN', 'zh-TW', 'ja', 'ko']) as l(lang)
  where p.lang = 'en'
  on conflict do nothing
$$;
comment on function seed.fill_languages() is 'Every list in every language: in English where nobody wrote it.';
