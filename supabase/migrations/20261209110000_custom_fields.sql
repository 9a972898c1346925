-- Custom fields: what an administrator adds to a kind of record. What a field is stands in a table, its values in one
-- column of the record, under the record's own policies, version and audit; a trigger holds them to what the field says.

create table public.custom_fields (
  id uuid primary key default gen_random_uuid(),
  resource text not null check (resource in ('customers', 'deals')),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  type text not null check (type in ('text', 'number', 'money', 'date', 'choice', 'choices', 'person', 'link', 'boolean')),
  labels jsonb not null,
  position integer not null default 0,
  required boolean not null default false,
  is_unique boolean not null default false,
  kinds text[] check (kinds <@ array['company', 'person'] and kinds <> '{}'),
  choices jsonb not null default '[]',
  default_value jsonb,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (resource, key),
  check (not is_unique or type in ('text', 'number', 'link')),
  check (kinds is null or resource = 'customers')
);
comment on table public.custom_fields is
  'Fields that an administrator adds to a kind of record; their values stand in the record''s column custom, by key. One that is not active is no longer offered, and keeps its values.';
comment on column public.custom_fields.labels is 'What the field is called, by language: {"en": "Renewal", …}; at least one.';
comment on column public.custom_fields.kinds is 'The kinds of customer that have it; null: all.';
comment on column public.custom_fields.choices is 'Of choice and choices: [{key, labels, active}], in their order.';
comment on column public.custom_fields.default_value is 'What a new record gets where nothing is said of the field.';
comment on column public.custom_fields.is_unique is 'No two records have the same value, whatever its case.';

insert into public.resource_actions (resource, action, scoped)
select 'custom_fields', a.action, false from unnest(array['read', 'create', 'update']) as a (action);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'custom_fields', a.action, 'all'
from public.roles r cross join unnest(array['read', 'create', 'update']) as a (action) where r.key = 'admin';

create function private.custom_resources() returns text[]
language sql stable set search_path = ''
as $$
  select array(select r from pg_catalog.unnest(array['customers', 'deals']) r where private.my_scope(r, 'read') <> 'none' or private.may('custom_fields', 'read'))
$$;
comment on function private.custom_resources() is 'The kinds of record whose custom fields the caller may know: those that they may read, or all with the permission for custom fields.';

call private.protect('custom_fields', 'custom_fields', 'special');
create policy custom_fields_read on public.custom_fields for select to authenticated
  using (resource = any ((select private.custom_resources())::text[]));
create policy custom_fields_create on public.custom_fields for insert to authenticated
  with check ((select private.may('custom_fields', 'create')));
create policy custom_fields_update on public.custom_fields for update to authenticated
  using ((select private.may('custom_fields', 'update')));
revoke delete on public.custom_fields from authenticated;

create function private.check_labels(labels jsonb, field text) returns void
language plpgsql immutable set search_path = ''
as $$
declare
  detail constant text := pg_catalog.json_build_object('field', field)::text;
begin
  if pg_catalog.jsonb_typeof(labels) is distinct from 'object' or labels = '{}' then
    perform private.fail('23514', 'required', 'A label is needed in one language at least.', detail);
  end if;
  if exists (select from pg_catalog.jsonb_each(labels) l
    where l.key <> all (array['en', 'zh-CN', 'zh-TW', 'fa']) or pg_catalog.jsonb_typeof(l.value) <> 'string'
      or pg_catalog.char_length(pg_catalog.btrim(l.value #>> '{}')) not between 1 and 80) then
    perform private.fail('23514', 'malformed', 'A label has 1 to 80 characters, in a language of the app.', detail);
  end if;
end $$;
comment on function private.check_labels(jsonb, text) is 'Labels by language, at least one, of 1 to 80 characters each. Raises required, malformed.';

create function private.custom_problem(field public.custom_fields, given jsonb) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  shape constant text := pg_catalog.jsonb_typeof(given);
  said constant text := given #>> '{}';
begin
  case
    when field.type in ('number', 'money') then
      if shape <> 'number' then
        return 'malformed';
      end if;
      return case when abs(said::numeric) >= 1e15 or pg_catalog.scale(said::numeric) > 10 then 'out_of_range'
        when field.type = 'money' and pg_catalog.scale(pg_catalog.trim_scale(said::numeric)) > 2 then 'malformed' end;
    when field.type = 'boolean' then
      return case when shape <> 'boolean' then 'malformed' end;
    when field.type = 'choices' then
      if shape <> 'array' or pg_catalog.jsonb_array_length(given) > 50
        or (select count(distinct v) <> count(*) from pg_catalog.jsonb_array_elements(given) v) then
        return 'malformed';
      end if;
      return (select 'custom_choice' from pg_catalog.jsonb_array_elements(given) v
        where not exists (select from pg_catalog.jsonb_array_elements(field.choices) c where c -> 'key' = v) limit 1);
    when shape <> 'string' then
      return 'malformed';
    when field.type = 'text' then
      return case when pg_catalog.char_length(said) > 1000 then 'too_long' end;
    when field.type = 'link' then
      return case when pg_catalog.char_length(said) > 500 then 'too_long' when said !~* '^https?://[^[:space:]]+$' then 'malformed' end;
    when field.type = 'date' then
      if said !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
        return 'malformed';
      end if;
      begin
        perform said::date;
        return null;
      exception when datetime_field_overflow or invalid_datetime_format then
        return 'malformed';
      end;
    when field.type = 'person' then
      return case when not exists (select from public.profiles p where p.id = private.to_uuid(said)) then 'missing_reference' end;
    else
      return case when not exists (select from pg_catalog.jsonb_array_elements(field.choices) c where c -> 'key' = given) then 'custom_choice' end;
  end case;
end $$;
comment on function private.custom_problem(public.custom_fields, jsonb) is
  'What is wrong with a value of a custom field: the key of an error, null when nothing is. Retired choices are taken, for records that have them.';

create table private.custom_unique_values (
  field_id uuid not null references public.custom_fields on delete cascade,
  value text not null,
  record_id uuid not null,
  primary key (field_id, value)
);
comment on table private.custom_unique_values is 'Which record has which value of a custom field that no two records may share; kept by trigger.';
create index custom_unique_values_record_id_idx on private.custom_unique_values (record_id);
alter table private.custom_unique_values enable row level security;

create function private.custom_unique_form(given jsonb) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case pg_catalog.jsonb_typeof(given) when 'number' then pg_catalog.trim_scale((given #>> '{}')::numeric)::text
  else pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.lower(pg_catalog.btrim(given #>> '{}')), 'UTF8')), 'hex') end $$;
comment on function private.custom_unique_form(jsonb) is 'The form in which values of a unique field are compared: numbers as numbers, texts whatever their case, kept as a hash.';

create function private.custom_field_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  used boolean;
  choice jsonb;
  problem text;
begin
  if tg_op = 'INSERT' then
    -- one at a time, so that places and the number of fields are right
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('custom_fields', 0));
    if (select count(*) from public.custom_fields f where f.resource = new.resource) >= 100 then
      perform private.fail('54000', 'too_many_fields', 'A kind of record has at most 100 custom fields.');
    end if;
    if exists (select from public.custom_fields f where f.resource = new.resource and f.key = new.key and f.id <> new.id) then
      perform private.fail('23505', 'duplicate', 'There is a field with this key.', '{"field":"key"}');
    end if;
    new.position := (select coalesce(max(f.position), 0) + 1 from public.custom_fields f where f.resource = new.resource);
  else
    new.id := old.id;
    new.created_at := old.created_at;
    new.updated_at := now();
    if (new.resource, new.key) is distinct from (old.resource, old.key) then
      perform private.fail('23514', 'custom_key_fixed', 'The key of a field stays.', '{"field":"key"}');
    end if;
    if new.type <> old.type then
      execute pg_catalog.format('select exists (select from public.%I r where r.custom ? $1)', old.resource) into used using old.key;
      if used then
        perform private.fail('23514', 'custom_type_fixed', 'The field has values: its type stays.', '{"field":"type"}');
      end if;
    end if;
  end if;
  if new.key !~ '^[a-z][a-z0-9_]{0,39}$' then
    perform private.fail('23514', 'custom_key', 'A key is made of small letters, digits and underscores, and begins with a letter.', '{"field":"key"}');
  end if;
  perform private.check_labels(new.labels, 'labels');
  if new.type not in ('choice', 'choices') then
    new.choices := '[]';
  else
    if pg_catalog.jsonb_typeof(new.choices) <> 'array' or pg_catalog.jsonb_array_length(new.choices) not between 1 and 200 then
      perform private.fail('23514', 'custom_choices', 'A field to choose from has 1 to 200 choices.', '{"field":"choices"}');
    end if;
    for choice in select c from pg_catalog.jsonb_array_elements(new.choices) c loop
      if coalesce(choice ->> 'key', '') !~ '^[a-z0-9_]{1,40}$' or pg_catalog.jsonb_typeof(choice -> 'active') is distinct from 'boolean' then
        perform private.fail('23514', 'malformed', 'A choice has a key, labels, and says whether it is offered.', '{"field":"choices"}');
      end if;
      perform private.check_labels(choice -> 'labels', 'choices');
    end loop;
    if (select count(distinct c ->> 'key') <> count(*) from pg_catalog.jsonb_array_elements(new.choices) c) then
      perform private.fail('23505', 'duplicate', 'Two choices have the same key.', '{"field":"choices"}');
    end if;
    if tg_op = 'UPDATE' and new.choices is distinct from old.choices then
      for choice in select o -> 'key' from pg_catalog.jsonb_array_elements(old.choices) o
        where not exists (select from pg_catalog.jsonb_array_elements(new.choices) n where n -> 'key' = o -> 'key') loop
        execute pg_catalog.format('select exists (select from public.%I r where r.custom -> $1 @> $2)', new.resource) into used using new.key, choice;
        if used then
          perform private.fail('23514', 'custom_choice_used', 'Records have this choice: retire it instead.', '{"field":"choices"}');
        end if;
      end loop;
    end if;
  end if;
  if pg_catalog.jsonb_typeof(new.default_value) = 'null' then
    new.default_value := null;
  end if;
  if new.default_value is not null then
    problem := case when new.is_unique then 'malformed' else private.custom_problem(new, new.default_value) end;
    if problem is not null then
      perform private.fail('23514', problem, 'The default is no value of this field.', '{"field":"default_value"}');
    end if;
  end if;
  return new;
end $$;
comment on function private.custom_field_before() is
  'What a custom field may be: its key stays, its type while it has values, a choice while it is used; 100 for each kind of record.';
create trigger a_custom_field before insert or update on public.custom_fields for each row execute function private.custom_field_before();

create function private.custom_field_after() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.is_unique and (not new.is_unique or new.type <> old.type) then
    delete from private.custom_unique_values u where u.field_id = new.id;
  end if;
  if new.is_unique and (tg_op = 'INSERT' or not old.is_unique or new.type <> old.type) then
    begin
      -- nobody writes a value between this look and the commit
      execute pg_catalog.format('lock table public.%I in share row exclusive mode', new.resource);
      execute pg_catalog.format('insert into private.custom_unique_values (field_id, value, record_id)
        select $1, private.custom_unique_form(r.custom -> $2), r.id from public.%I r where r.custom ? $2', new.resource) using new.id, new.key;
    exception when unique_violation then
      perform private.fail('23505', 'custom_not_unique', 'Records have the same value in this field.', '{"field":"is_unique"}');
    end;
  end if;
  return null;
end $$;
comment on function private.custom_field_after() is 'Takes down the values of a field that becomes unique. Raises custom_not_unique where two records share one.';
create trigger x_custom_field_unique after insert or update of is_unique, type on public.custom_fields for each row execute function private.custom_field_after();

create function private.custom_values_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  former jsonb := '{}';
  given jsonb := coalesce(new.custom, '{}');
  field public.custom_fields;
  said jsonb;
  problem text;
  by_person constant boolean := (select auth.uid()) is not null and pg_catalog.current_setting('atrium.importing', true) is distinct from 'on';
begin
  if tg_op = 'UPDATE' then
    former := coalesce(old.custom, '{}');
  end if;
  if pg_catalog.jsonb_typeof(given) <> 'object' then
    perform private.fail('22023', 'malformed', 'Custom fields are an object: {key: value}.', '{"field":"custom"}');
  end if;
  new.custom := pg_catalog.jsonb_strip_nulls(given);
  for field in select f.* from public.custom_fields f where f.resource = tg_argv[0] order by f.position loop
    said := new.custom -> field.key;
    if pg_catalog.jsonb_typeof(said) = 'string' then
      said := pg_catalog.to_jsonb(pg_catalog.btrim(said #>> '{}'));
    end if;
    if said in ('""', '[]') then
      said := null;
    end if;
    if said is null and tg_op = 'INSERT' and not given ? field.key and field.active and field.default_value is not null
      and (field.kinds is null or pg_catalog.to_jsonb(new) ->> 'kind' = any (field.kinds)) then
      said := field.default_value;
    end if;
    new.custom := case when said is null then new.custom - field.key else new.custom || pg_catalog.jsonb_build_object(field.key, said) end;
    given := given - field.key;
    if said is null then
      if by_person and field.required and field.active and (tg_op = 'INSERT' or former ? field.key)
        and (field.kinds is null or pg_catalog.to_jsonb(new) ->> 'kind' = any (field.kinds)) then
        perform private.fail('23502', 'required', 'This field is needed.', pg_catalog.json_build_object('field', 'custom.' || field.key)::text);
      end if;
    elsif said is distinct from former -> field.key then
      problem := private.custom_problem(field, said);
      if problem is null and by_person then
        problem := case when not field.active then 'custom_retired'
          when field.type in ('choice', 'choices') and exists (select from pg_catalog.jsonb_array_elements(field.choices) c
            where c -> 'active' = 'false' and said @> (c -> 'key') and not coalesce(former -> field.key @> (c -> 'key'), false)) then 'custom_retired' end;
      end if;
      if problem is not null then
        perform private.fail('23514', problem, 'This is no value of the field.', pg_catalog.json_build_object('field', 'custom.' || field.key)::text);
      end if;
    end if;
  end loop;
  if given <> '{}' then
    perform private.fail('22023', 'unknown_field', 'There is no such custom field.',
      pg_catalog.json_build_object('field', 'custom', 'name', (select pg_catalog.left(k, 60) from pg_catalog.jsonb_object_keys(given) k limit 1))::text);
  end if;
  new.custom := nullif(new.custom, '{}');
  return new;
end $$;
comment on function private.custom_values_before() is
  'Before trigger (resource): custom values are those of fields that there are, of their types, with defaults on a new record; what is required is there on a new record and is not emptied, except by an import. Raises at the field custom.<key>.';

create function private.custom_values_after() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  field record;
begin
  if tg_op = 'DELETE' then
    delete from private.custom_unique_values u where u.record_id = old.id;
    return null;
  end if;
  for field in select f.id, f.key from public.custom_fields f where f.resource = tg_argv[0] and f.is_unique loop
    if tg_op = 'UPDATE' then
      continue when new.custom -> field.key is not distinct from old.custom -> field.key;
      delete from private.custom_unique_values u where u.field_id = field.id and u.record_id = new.id;
    end if;
    begin
      insert into private.custom_unique_values (field_id, value, record_id)
      select field.id, private.custom_unique_form(new.custom -> field.key), new.id where new.custom ? field.key;
    exception when unique_violation then
      perform private.fail('23505', 'duplicate', 'Another record has this value.', pg_catalog.json_build_object('field', 'custom.' || field.key)::text);
    end;
  end loop;
  return null;
end $$;
comment on function private.custom_values_after() is
  'After trigger (resource): takes down the values of fields that no two records may share. Raises duplicate at the field, and does not say whose the value is; a record in the trash keeps its own.';

create procedure private.take_custom_fields(tbl text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('alter table public.%I add column custom jsonb check (custom <> ''{}'')', tbl);
  execute pg_catalog.format('comment on column public.%I.custom is ''Values of custom fields, by key: numbers and yes/no as such, dates as yyyy-mm-dd, people by id, choices by key; null where there is none.''', tbl);
  execute pg_catalog.format('create trigger d_custom_values before insert or update of custom on public.%I for each row execute function private.custom_values_before(%L)', tbl, tbl);
  execute pg_catalog.format('create trigger x_custom_values after insert on public.%I for each row when (new.custom is not null) execute function private.custom_values_after(%L)', tbl, tbl);
  execute pg_catalog.format('create trigger x_custom_values_change after update of custom on public.%I for each row when (old.custom is distinct from new.custom) execute function private.custom_values_after(%L)', tbl, tbl);
  execute pg_catalog.format('create trigger x_custom_values_gone after delete on public.%I for each row when (old.custom is not null) execute function private.custom_values_after(%L)', tbl, tbl);
end $$;
comment on procedure private.take_custom_fields(text) is 'Gives a table the column custom, held to the custom fields of its resource.';
call private.take_custom_fields('customers');
call private.take_custom_fields('deals');

create function private.has_custom_fields(tbl text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$ select tbl in ('customers', 'deals') $$;
comment on function private.has_custom_fields(text) is 'Whether a table has the column custom.';

create or replace function private.save_row(tbl text, key_column text, row_id uuid, changes jsonb, fields text[], version jsonb default null) returns void
language plpgsql set search_path = ''
as $$
declare
  given text[] := array(select pg_catalog.jsonb_object_keys(changes));
  unknown_field text := (select f from pg_catalog.unnest(given) f where f <> all (fields) and not (f = 'custom' and private.has_custom_fields(tbl)) limit 1);
  names text := (select pg_catalog.string_agg(pg_catalog.quote_ident(f), ', ') from pg_catalog.unnest(given) f);
  stored timestamptz;
  touched integer;
  custom jsonb;
begin
  if unknown_field is not null then
    perform private.fail('22023', 'unknown_field', 'This form has a field that cannot be saved.', pg_catalog.json_build_object('name', unknown_field)::text);
  end if;
  execute pg_catalog.format('select t.updated_at from public.%I t where t.%I = $1', tbl, key_column) into stored using row_id;

  if stored is null then
    if pg_catalog.jsonb_typeof(version) = 'string' then
      perform private.fail('P0002', 'gone', 'This record is no longer there.');
    end if;
    if pg_catalog.jsonb_strip_nulls(changes) <> '{}'::jsonb then
      execute pg_catalog.format(
        'insert into public.%I (%I, %s) select $2, %s from pg_catalog.jsonb_populate_record(null::public.%I, $1) on conflict (%I) do nothing',
        tbl, key_column, names, names, tbl, key_column) using changes, row_id;
      get diagnostics touched = row_count;
      if touched = 0 then
        perform private.fail('42501', 'denied', 'You may not change this.');
      end if;
    end if;
    return;
  end if;

  if version is not null and stored is distinct from (version #>> '{}')::timestamptz then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed this record meanwhile.');
  end if;
  if names is null then
    return;
  end if;
  -- a form says only those custom fields that changed
  if changes ? 'custom' and pg_catalog.jsonb_typeof(changes -> 'custom') = 'object' then
    execute pg_catalog.format('select t.custom from public.%I t where t.%I = $1 for update', tbl, key_column) into custom using row_id;
    changes := changes || pg_catalog.jsonb_build_object('custom', coalesce(custom, '{}') || (changes -> 'custom'));
  end if;
  execute pg_catalog.format(
    'update public.%I t set (%s) = (select %s from pg_catalog.jsonb_populate_record(null::public.%I, $1)) where t.%I = $2 and ($3 is null or t.updated_at = $3)',
    tbl, names, names, tbl, key_column) using changes, row_id, case when version is not null then stored end;
  get diagnostics touched = row_count;
  if touched = 0 then
    execute pg_catalog.format('select t.updated_at from public.%I t where t.%I = $1 and t.updated_at = $2', tbl, key_column) into stored using row_id, stored;
    if stored is null then
      perform private.fail('PT409', 'conflict', 'Somebody else has changed this record meanwhile.');
    end if;
    perform private.fail('42501', 'denied', 'You may not change this.');
  end if;
end $$;
comment on function private.save_row(text, text, uuid, jsonb, text[], jsonb) is
  'Inserts or updates one row with the caller''s own rights: only the keys in changes, all of which must be in fields; of custom fields (custom) those that are named, null emptying one. version is the updated_at that the form loaded (JSON null: there was no row; SQL null: unchecked). Raises conflict (PT409, HTTP 409), gone (P0002), denied (42501), unknown_field (22023).';

create function public.order_custom_fields(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  ids constant uuid[] := array(select i::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'ids') i);
begin
  perform private.need('custom_fields', 'update');
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('custom_fields', 0));
  if array(select f.id from public.custom_fields f where f.resource = payload ->> 'resource' order by f.id)
    is distinct from array(select i from pg_catalog.unnest(ids) i order by i) then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed this list meanwhile.');
  end if;
  update public.custom_fields f set position = w.n from pg_catalog.unnest(ids) with ordinality w (id, n) where w.id = f.id and f.position <> w.n;
end $$;
comment on function public.order_custom_fields(jsonb) is
  'Puts the custom fields of a kind of record into an order: {resource, ids}, the ids being those of all. Raises conflict (HTTP 409) where the list is no longer the same, denied.';
revoke all on function public.order_custom_fields(jsonb) from public, anon;
grant execute on function public.order_custom_fields(jsonb), private.custom_resources(), private.has_custom_fields(text) to authenticated;

-- the new columns are audited from the first change on
select private.audit_tables();
