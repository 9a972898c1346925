-- Custom fields in lists. Reaching into jsonb is not leakproof, so under row-level security no index on it serves anybody.
-- A field that lists are narrowed and sorted by therefore has a column of its own on the record, one of some that wait for
-- it, written from the column custom by trigger; its index is made with the field.

alter table public.custom_fields add column list_column text;
comment on column public.custom_fields.list_column is
  'The column of the record''s table by which lists are narrowed and sorted by this field, with an index on it; null for fields of many choices, and where all such columns are taken.';
alter table public.custom_fields add constraint custom_fields_list_column_key unique (resource, list_column);

create function private.custom_list_columns(type text) returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select case
  when type in ('number', 'money') then array(select 'custom_number_' || n from pg_catalog.generate_series(1, 8) n)
  when type in ('text', 'date', 'choice', 'person', 'link', 'boolean') then array(select 'custom_text_' || n from pg_catalog.generate_series(1, 24) n)
  else '{}' end $$;
comment on function private.custom_list_columns(text) is 'The columns that a custom field of a type may take for lists; none for many choices.';

create function private.custom_list_value(type text, given jsonb) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case when type in ('text', 'link') then pg_catalog.left(pg_catalog.lower(given #>> '{}'), 200) else given #>> '{}' end $$;
comment on function private.custom_list_value(text, jsonb) is
  'A custom field''s value as its list column has it: texts in small letters, the first 200 characters; choices and people by key, dates as yyyy-mm-dd, yes/no as true and false.';

create function private.custom_list_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  return pg_catalog.jsonb_populate_record(new, tg_argv[1]::jsonb || coalesce((
    select pg_catalog.jsonb_object_agg(f.list_column, private.custom_list_value(f.type, new.custom -> f.key))
    from public.custom_fields f where f.resource = tg_argv[0] and f.list_column is not null and new.custom ? f.key), '{}'));
end $$;
comment on function private.custom_list_before() is
  'Before trigger (resource, {column: null} of all list columns): the list columns say what the column custom says, whatever was written to them.';

create procedure private.take_custom_list_columns(tbl text)
language plpgsql set search_path = ''
as $$
declare
  columns constant text[] := private.custom_list_columns('text') || private.custom_list_columns('number');
  name text;
begin
  execute pg_catalog.format('alter table public.%I %s', tbl, (select pg_catalog.string_agg(pg_catalog.format('add column %I %s', c,
    case when c like 'custom_number%' then 'double precision' else 'text' end), ', ') from pg_catalog.unnest(columns) c));
  foreach name in array columns loop
    execute pg_catalog.format('comment on column public.%I.%I is ''The values of the custom field whose list_column this is; written by trigger from custom.''', tbl, name);
  end loop;
  insert into private.audit_unwatched (table_name, column_name) select tbl, c from pg_catalog.unnest(columns) c;
  execute pg_catalog.format('create trigger e_custom_list before insert on public.%1$I for each row when (new.custom is not null or pg_catalog.num_nonnulls(%2$s) > 0) execute function private.custom_list_before(%1$L, %3$L)',
    tbl, (select pg_catalog.string_agg('new.' || c, ', ') from pg_catalog.unnest(columns) c), (select pg_catalog.jsonb_object_agg(c, null) from pg_catalog.unnest(columns) c));
  execute pg_catalog.format('create trigger e_custom_list_change before update of custom, %2$s on public.%1$I for each row execute function private.custom_list_before(%1$L, %3$L)',
    tbl, pg_catalog.array_to_string(columns, ', '), (select pg_catalog.jsonb_object_agg(c, null) from pg_catalog.unnest(columns) c));
end $$;
comment on procedure private.take_custom_list_columns(text) is 'Gives a table with the column custom the columns that its fields are listed by.';
call private.take_custom_list_columns('customers');
call private.take_custom_list_columns('deals');

create function private.custom_list_index(tbl text, list_column text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select tbl || '_' || list_column || '_idx' $$;
comment on function private.custom_list_index(text, text) is 'What the index of a list column is called.';

create function private.custom_list_column() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  taken boolean;
  name text;
begin
  if tg_op = 'UPDATE' then
    new.list_column := old.list_column;
    if new.list_column = any (private.custom_list_columns(new.type)) then
      return new;
    end if;
  end if;
  new.list_column := null;
  if not private.has_custom_fields(new.resource) then
    return new;
  end if;
  foreach name in array private.custom_list_columns(new.type) loop
    continue when exists (select from public.custom_fields f where f.resource = new.resource and f.list_column = name);
    -- what a field that is no longer there has left
    execute pg_catalog.format('select exists (select from public.%I r where r.%I is not null)', new.resource, name) into taken;
    if not taken then
      new.list_column := name;
      exit;
    end if;
  end loop;
  return new;
end $$;
comment on function private.custom_list_column() is 'Gives a custom field the column that lists have it by: of those that its type may take one that is free. It stays as long as it fits.';
create trigger b_custom_list_column before insert or update of type, list_column on public.custom_fields
  for each row execute function private.custom_list_column();

create function private.custom_list_made() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' and old.list_column is not null and (tg_op = 'DELETE' or new.list_column is distinct from old.list_column) then
    execute pg_catalog.format('drop index if exists public.%I', private.custom_list_index(old.resource, old.list_column));
  end if;
  if tg_op <> 'DELETE' and new.list_column is not null then
    execute pg_catalog.format('create index if not exists %I on public.%I (%I, id)', private.custom_list_index(new.resource, new.list_column), new.resource, new.list_column);
  end if;
  return null;
end $$;
comment on function private.custom_list_made() is
  'Makes the index of a custom field''s list column with the field, in its transaction: who knows the field may count on the index. Writers of the table wait as long as it takes: a second for a million rows.';
create trigger y_custom_list_made after insert or update of type, list_column or delete on public.custom_fields
  for each row execute function private.custom_list_made();

-- the fields that there are, in the order in which they were made
do $$
declare
  field record;
begin
  if exists (select from public.custom_fields) then
    for field in select f.id from public.custom_fields f order by f.resource, f.position, f.id loop
      update public.custom_fields f set type = f.type where f.id = field.id;
    end loop;
    alter table public.customers disable trigger a_stamp_row, disable trigger e_stamp_editor;
    update public.customers c set custom = c.custom where c.custom is not null;
    alter table public.customers enable trigger a_stamp_row, enable trigger e_stamp_editor;
    alter table public.deals disable trigger a_stamp_row, disable trigger e_stamp_editor;
    update public.deals d set custom = d.custom where d.custom is not null;
    alter table public.deals enable trigger a_stamp_row, enable trigger e_stamp_editor;
  end if;
end $$;

select private.audit_tables();
