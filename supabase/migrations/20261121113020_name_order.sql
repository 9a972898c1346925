-- Names sort as people sort them (Émile among the E, Zoë before Zürich, capitals beside small letters), not by code point.

-- A column that a trigger names cannot change: such triggers are made again, as they were.
do $$
declare
  target record;
  again text[];
begin
  for target in
    select a.attrelid, a.attnum, c.relname, a.attname
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where (a.attrelid, a.attname) in (
      ('public.customers'::regclass, 'name'), ('public.deals'::regclass, 'name'),
      ('public.contacts'::regclass, 'full_name'), ('public.profiles'::regclass, 'full_name'))
  loop
    select coalesce(pg_catalog.array_agg(pg_catalog.pg_get_triggerdef(t.oid)), '{}') into again
    from pg_catalog.pg_trigger t
    where t.tgrelid = target.attrelid and not t.tgisinternal and target.attnum = any (t.tgattr);
    for i in 1 .. pg_catalog.cardinality(again) loop
      execute pg_catalog.format('drop trigger %I on public.%I', (pg_catalog.regexp_match(again[i], '^CREATE TRIGGER "?(\w+)'))[1], target.relname);
    end loop;
    execute pg_catalog.format('alter table public.%I alter column %I type text collate pg_catalog."und-x-icu"', target.relname, target.attname);
    for i in 1 .. pg_catalog.cardinality(again) loop
      execute again[i];
    end loop;
  end loop;
end $$;

create index deals_name_idx on public.deals (name, id) where deleted_at is null;
create index contacts_full_name_idx on public.contacts (full_name, id);
create index profiles_full_name_idx on public.profiles (full_name, id);
