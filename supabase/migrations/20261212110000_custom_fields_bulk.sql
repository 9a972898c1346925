-- Custom fields set of many records at once: those that the change names, the others stay; undone with the rest.

insert into private.bulk_fields (resource, column_name) values ('customers', 'custom'), ('deals', 'custom');

create function private.check_custom_changes(kind text, given jsonb) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  named record;
  field public.custom_fields;
  problem text;
begin
  if pg_catalog.jsonb_typeof(given) is distinct from 'object' or given = '{}' then
    perform private.fail('22023', 'malformed', 'Custom fields are an object: {key: value}.', '{"field":"custom"}');
  end if;
  for named in select e.key, e.value from pg_catalog.jsonb_each(given) e loop
    select f.* into field from public.custom_fields f where f.resource = kind and f.key = named.key;
    problem := case
      when field.id is null or field.is_unique then 'unknown_field'
      when not field.active then 'custom_retired'
      when named.value in ('null', '""', '[]') then case when field.required then 'required' end
      when field.type in ('choice', 'choices') and exists (select from pg_catalog.jsonb_array_elements(field.choices) c
        where c -> 'active' = 'false' and named.value @> (c -> 'key')) then 'custom_retired'
      else private.custom_problem(field, named.value) end;
    if problem is not null then
      perform private.fail('22023', problem, 'This cannot be set of many records.', pg_catalog.json_build_object('field', 'custom.' || named.key)::text);
    end if;
  end loop;
end $$;
comment on function private.check_custom_changes(text, jsonb) is
  'Holds what is to be set of many records to what the custom fields take, once for all of them. Raises at the field custom.<key>: unknown_field (also one that no two records may share), custom_retired, required, malformed and the like.';

create function private.same_custom(stored jsonb, wanted jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$ select wanted is null or pg_catalog.jsonb_strip_nulls(coalesce(nullif(stored, 'null'), '{}') || wanted) = coalesce(nullif(stored, 'null'), '{}') $$;
comment on function private.same_custom(jsonb, jsonb) is 'Whether a record''s custom values are already what is wanted of some of them.';
grant execute on function private.same_custom(jsonb, jsonb) to authenticated;

create or replace function private.begin_bulk(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  kind constant text := payload ->> 'resource';
  wanted constant text := payload ->> 'action';
  tbl constant text := private.bulk_table(kind);
  given jsonb := coalesce(payload -> 'changes', '{}');
  stranger text;
  new_id uuid;
begin
  if tbl is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  if wanted is null or wanted <> all (array['set', 'assign', 'tag', 'untag', 'trash']) or pg_catalog.jsonb_typeof(given) <> 'object' then
    perform private.fail('22023', 'malformed', 'A bulk change names what is to be done.');
  end if;
  if private.me() is null or private.my_scope(kind, private.bulk_right(wanted)) = 'none' then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if wanted = 'set' then
    select k into stranger from pg_catalog.jsonb_object_keys(given) k
    where not exists (select from private.bulk_fields f where f.resource = kind and f.column_name = k) limit 1;
    if stranger is not null or given = '{}' then
      perform private.fail('22023', 'unknown_field', 'This field cannot be set of many records.', pg_catalog.json_build_object('field', stranger)::text);
    end if;
    if given ? 'custom' then
      perform private.check_custom_changes(kind, given -> 'custom');
    end if;
    -- as the columns have it: a value of no such type is refused here, once
    execute pg_catalog.format('select pg_catalog.jsonb_object_agg(k, pg_catalog.to_jsonb(x) -> k) from pg_catalog.jsonb_populate_record(null::public.%I, $1) x, pg_catalog.jsonb_object_keys($1) k', tbl)
      into given using given;
  elsif wanted = 'assign' then
    given := pg_catalog.jsonb_build_object('owner_id', (given ->> 'owner_id')::uuid);
    if given ->> 'owner_id' is not null and not exists (select from public.profiles p where p.id = (given ->> 'owner_id')::uuid and p.active) then
      perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"owner_id"}');
    end if;
  elsif wanted in ('tag', 'untag') then
    given := pg_catalog.jsonb_build_object('tag_id', (given ->> 'tag_id')::uuid);
    if private.tag_table(kind) is null or not exists (select from public.tags t where t.id = (given ->> 'tag_id')::uuid) then
      perform private.fail('P0002', 'gone', 'There is no such tag.');
    end if;
  else
    given := '{}';
  end if;
  insert into public.bulk_jobs (resource, action, changes, filter, created_by)
  values (kind, wanted, given, nullif(payload -> 'filter', 'null'), private.me()) returning id into new_id;
  return new_id;
end $$;

create or replace function private.look_bulk(job public.bulk_jobs, ids uuid[]) returns setof private.bulk_plan
language plpgsql stable set search_path = ''
as $$
declare
  owner_column constant text := private.bulk_owner(job.resource);
  kept constant text[] := case when job.action = 'set' then private.bulk_kept(job.resource, job.changes) when job.action = 'assign' then array[owner_column, 'access_id'] else '{}' end;
  target constant jsonb := case when job.action = 'assign' then pg_catalog.jsonb_build_object(owner_column, job.changes -> 'owner_id') else job.changes end;
begin
  if job.action in ('tag', 'untag') then
    return query execute pg_catalog.format(
      'select i, case when t.id is null then ''gone'' when t.access_id <> all ($2) then ''denied'' when (g.tag_id is null) = ($4 = ''untag'') then ''same'' else ''go'' end, ''{}''::jsonb
       from pg_catalog.unnest($1) i left join public.%I t on t.id = i and t.deleted_at is null left join public.%I g on g.%I = i and g.tag_id = $3',
      private.bulk_table(job.resource), private.tag_table(job.resource), private.tag_key(job.resource))
      using ids, private.visible_ids(job.resource, 'update'), (job.changes ->> 'tag_id')::uuid, job.action;
    return;
  end if;
  return query execute pg_catalog.format(
    'select i, case when t.id is null then ''gone'' when t.access_id <> all ($2) then ''denied''
         when $4 <> ''trash'' and pg_catalog.to_jsonb(t) @> ($5 - ''custom'') and private.same_custom(pg_catalog.to_jsonb(t) -> ''custom'', $5 -> ''custom'') then ''same'' else ''go'' end,
       (select coalesce(pg_catalog.jsonb_object_agg(k, pg_catalog.to_jsonb(t) -> k), ''{}'') from pg_catalog.unnest($3) k)
     from pg_catalog.unnest($1) i left join public.%I t on t.id = i and t.deleted_at is null', private.bulk_table(job.resource))
    using ids, private.visible_ids(job.resource, private.bulk_right(job.action)), kept, job.action, target;
end $$;

create or replace function private.write_bulk(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids constant uuid[] := array(select p.record_id from pg_catalog.unnest(plans) p);
  names text;
  touched bigint;
begin
  case job.action
    when 'set' then
      names := (select pg_catalog.string_agg(pg_catalog.quote_ident(k), ', ') from pg_catalog.jsonb_object_keys(job.changes) k);
      -- custom fields that are not named stay
      execute pg_catalog.format('update public.%1$I t set (%2$s) = (select %2$s from pg_catalog.jsonb_populate_record(null::public.%1$I, $1%3$s)) where t.id = any ($2)',
        private.bulk_table(job.resource), names,
        case when job.changes ? 'custom' then ' || pg_catalog.jsonb_build_object(''custom'', coalesce(t.custom, ''{}'') || ($1 -> ''custom''))' else '' end)
        using job.changes, ids;
      get diagnostics touched = row_count;
      perform private.fail_unless(touched, cardinality(ids));
    when 'assign' then
      perform private.change_records(job.resource, 'assign', ids, (job.changes ->> 'owner_id')::uuid);
    when 'trash' then
      perform private.change_records(job.resource, 'delete', ids);
    else
      perform private.set_tag(job.resource, (job.changes ->> 'tag_id')::uuid, ids, job.action = 'tag');
  end case;
end $$;
