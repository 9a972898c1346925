-- What every form needs: one row saved over the version that was loaded, who saved it last, and what may be done to a record.

create function private.stamp_editor() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and pg_catalog.pg_trigger_depth() = 1 then
    new.updated_by := private.me();
  end if;
  return new;
end $$;
comment on function private.stamp_editor() is 'Who saved a row last; a key that follows its parent is nobody''s doing.';

create procedure private.track_editor(tbl text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('alter table public.%I add column updated_by uuid references public.profiles on delete set null', tbl);
  execute pg_catalog.format('create index %I on public.%I (updated_by)', tbl || '_updated_by_idx', tbl);
  execute pg_catalog.format('create trigger e_stamp_editor before insert or update on public.%I for each row execute function private.stamp_editor()', tbl);
end $$;
comment on procedure private.track_editor(text) is 'Gives a table updated_by: who saved the version that updated_at names.';

create function private.save_row(tbl text, key_column text, row_id uuid, changes jsonb, fields text[], version jsonb default null) returns void
language plpgsql set search_path = ''
as $$
declare
  given text[] := array(select pg_catalog.jsonb_object_keys(changes));
  unknown_field text := (select f from pg_catalog.unnest(given) f where f <> all (fields) limit 1);
  names text := (select pg_catalog.string_agg(pg_catalog.quote_ident(f), ', ') from pg_catalog.unnest(given) f);
  stored timestamptz;
  touched integer;
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
  'Inserts or updates one row with the caller''s own rights: only the keys in changes, all of which must be in fields. version is the updated_at that the form loaded (JSON null: there was no row; SQL null: unchecked). Raises conflict (PT409, HTTP 409), gone (P0002), denied (42501), unknown_field (22023).';

create function private.my_reach(access uuid) returns jsonb
language sql stable security definer parallel safe set search_path = ''
as $$
  with mine as materialized (
    select rp.resource, rp.action, max(rp.scope) as scope
    from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id = private.me()
    group by rp.resource, rp.action
  ), reached as materialized (
    -- what a scope covers does not depend on the resource, only on whether something is made: a look for each, not for all
    select s.scope, s.makes
    from (select distinct on (m.scope, m.action = 'create') m.*, m.action = 'create' as makes from mine m where m.scope <> 'none') s
    where access = any (private.visible_ids(s.resource, s.action))
  )
  select coalesce(pg_catalog.jsonb_object_agg(r.resource, r.actions), '{}'::jsonb)
  from (
    select m.resource, pg_catalog.jsonb_agg(m.action order by m.action) as actions
    from mine m join reached r on r.scope = m.scope and r.makes = (m.action = 'create')
    group by m.resource
  ) r
$$;
comment on function private.my_reach(uuid) is 'What the caller may do to a row with this access key: {resource: [actions]}, for the record itself and what hangs on it.';

create function private.list_people(resource text, action text) returns setof public.profiles
language sql stable security definer set search_path = ''
as $$
  select p.* from public.profiles p
  where p.active and p.id = any (private.visible_ids($1, $2)) and p.id = any (private.visible_ids('profiles', 'read'))
$$;
comment on function private.list_people(text, text) is 'The body of public.list_people().';

create function public.list_people(resource text, action text) returns setof public.profiles
language sql stable rows 100 set search_path = ''
as $$ select * from private.list_people(resource, action) $$;
comment on function public.list_people(text, text) is
  'Active people whom the caller''s scope for an action on a resource covers: whom a form may offer as owner.';

create function private.estimate_rows(resource text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('table', t.table_name,
    'rows', case when private.my_scope(t.resource, 'read') = 'all' then c.reltuples::bigint end)
  from private.resource_tables t
  join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass('public.' || pg_catalog.quote_ident(t.table_name))
  where t.resource = $1 and t.trash
$$;
comment on function private.estimate_rows(text) is
  'The table of a resource, and for who may read all of it about how many rows it has, as vacuum last found (-1: never); else null.';

create function public.count_all(resource text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  known jsonb := private.estimate_rows(resource);
  total bigint := (known ->> 'rows')::bigint;
begin
  if known is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  -- so few are counted faster than a guess would be explained
  if total is null or total < 20000 then
    execute pg_catalog.format('select count(*) from public.%I where deleted_at is null', known ->> 'table') into total;
    return pg_catalog.jsonb_build_object('total', total, 'about', false);
  end if;
  return pg_catalog.jsonb_build_object('total', total, 'about', true);
end $$;
comment on function public.count_all(text) is
  'How many records of a kind the caller may read: {total, about}. Counted, or for who may read all of many, the table''s size as vacuum last found it (what is in the trash included).';

grant execute on function private.save_row(text, text, uuid, jsonb, text[], jsonb), private.my_reach(uuid), private.list_people(text, text),
  private.estimate_rows(text), public.list_people(text, text), public.count_all(text) to authenticated;
