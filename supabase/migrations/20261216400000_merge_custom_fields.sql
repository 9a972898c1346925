-- Merging customers takes custom fields along: each may be of any of them, also one that is no longer offered and one that
-- no two records may share, and an undo gives back field by field what nobody has changed since.

create function private.was_merged_in(kept uuid, field_key text, given jsonb) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.customers c where c.merged_into_id = kept and c.deleted_at is not null and c.custom -> field_key = given)
$$;
comment on function private.was_merged_in(uuid, text, jsonb) is 'Whether a customer that was merged into another had this value of a custom field.';

create function private.custom_back(stored jsonb, was jsonb, became jsonb) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select nullif(pg_catalog.jsonb_strip_nulls(s.now || coalesce((
    select pg_catalog.jsonb_object_agg(k, s.was -> k) from pg_catalog.jsonb_object_keys(s.was || s.became) k
    where s.was -> k is distinct from s.became -> k and s.now -> k is not distinct from s.became -> k), '{}')), '{}')
  from (select coalesce(nullif(stored, 'null'), '{}'), coalesce(nullif(was, 'null'), '{}'), coalesce(nullif(became, 'null'), '{}')) s (now, was, became)
$$;
comment on function private.custom_back(jsonb, jsonb, jsonb) is
  'Custom values with what a change made of them taken back, but for the fields that were changed once more.';

create or replace function private.custom_values_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  former jsonb := '{}';
  given jsonb := coalesce(new.custom, '{}');
  field public.custom_fields;
  said jsonb;
  problem text;
  by_person constant boolean := (select auth.uid()) is not null and pg_catalog.current_setting('atrium.importing', true) is distinct from 'on'
    and pg_catalog.current_setting('atrium.merging', true) is distinct from 'on';
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
      if problem is null and by_person and not (tg_argv[0] = 'customers' and private.was_merged_in(new.id, field.key, said)) then
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

create or replace function private.custom_values_after() returns trigger
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
    -- a customer may take the value of one that was merged into it
    delete from private.custom_unique_values u using public.customers c
    where tg_argv[0] = 'customers' and u.field_id = field.id and u.value = private.custom_unique_form(new.custom -> field.key)
      and c.id = u.record_id and c.merged_into_id = new.id and c.deleted_at is not null;
    begin
      insert into private.custom_unique_values (field_id, value, record_id)
      select field.id, private.custom_unique_form(new.custom -> field.key), new.id where new.custom ? field.key;
    exception when unique_violation then
      perform private.fail('23505', 'duplicate', 'Another record has this value.', pg_catalog.json_build_object('field', 'custom.' || field.key)::text);
    end;
  end loop;
  return null;
end $$;

create function private.custom_values_back() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  taken text;
begin
  insert into private.custom_unique_values (field_id, value, record_id)
  select f.id, private.custom_unique_form(new.custom -> f.key), new.id from public.custom_fields f
  where f.resource = 'customers' and f.is_unique and new.custom ? f.key
  on conflict do nothing;
  select f.key into taken from public.custom_fields f
  where f.resource = 'customers' and f.is_unique and new.custom ? f.key
    and not exists (select from private.custom_unique_values u where u.field_id = f.id and u.record_id = new.id) limit 1;
  if taken is not null then
    perform private.fail('23505', 'duplicate', 'Another record has this value.', pg_catalog.json_build_object('field', 'custom.' || taken)::text);
  end if;
  return null;
end $$;
comment on function private.custom_values_back() is
  'A customer that comes out of the trash has its values that no two may share again, which a merge may have given away. Raises duplicate at the field where another record has one.';
create trigger x_custom_values_back after update of deleted_at, merged_into_id on public.customers
  for each row when (old.deleted_at is not null and new.deleted_at is null and new.custom is not null) execute function private.custom_values_back();

create or replace function private.unmerge(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept constant uuid := (job.changes ->> 'into_id')::uuid;
  keys constant uuid[] := private.visible_ids('customers', 'merge');
  plan private.bulk_plan;
  item record;
begin
  if not exists (select from public.bulk_jobs j where j.id = job.id and j.created_by = private.me() and j.action = 'merge')
    or exists (select from pg_catalog.unnest(plans) p
      where not exists (select from private.bulk_rows r where r.job_id = job.id and r.record_id = p.record_id and r.status = 'applied' and r.before = p.before)
        or not exists (select from public.customers c where c.id = p.record_id and c.access_id = any (keys)))
    or not exists (select from public.customers c where c.id = kept and c.access_id = any (keys)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  perform pg_catalog.set_config('atrium.merging', 'on', true);
  -- the kept one first: it gives back what no two may have
  foreach plan in array array(select p from pg_catalog.unnest(plans) p order by p.record_id <> kept) loop
    if plan.record_id = kept then
      for item in select t.key as tbl, f.key as col, f.value as was, plan.before -> 'became' -> t.key -> f.key as became
        from pg_catalog.jsonb_each(plan.before -> 'was') t, pg_catalog.jsonb_each(t.value) f loop
        -- the columns that lists have custom fields by follow from these
        continue when item.col like 'custom\_%';
        if item.col = 'custom' then
          update public.customers c set custom = private.custom_back(c.custom, item.was, item.became) where c.id = kept;
          continue;
        end if;
        execute pg_catalog.format(
          'update public.%1$I t set %2$I = (pg_catalog.jsonb_populate_record(null::public.%1$I, pg_catalog.jsonb_build_object(%2$L, $2))).%2$I
           where t.%3$I = $1 and coalesce(pg_catalog.to_jsonb(t) -> %2$L, ''null'') = coalesce($3, ''null'')',
          item.tbl, item.col, case item.tbl when 'customers' then 'id' else 'customer_id' end) using kept, item.was, item.became;
      end loop;
      continue;
    end if;
    update public.customers c set deleted_at = null, merged_into_id = null where c.id = plan.record_id;
    for item in select m.child_table, m.column_name, m.key_column, m.way, plan.before -> (m.child_table || '.' || m.column_name) as ids from private.merge_children() m loop
      continue when item.ids is null;
      if item.way = 'copy' then
        execute pg_catalog.format('delete from public.%I where %I = $1 and tag_id in (select k::uuid from pg_catalog.jsonb_array_elements_text($2) k)', item.child_table, item.column_name)
          using kept, item.ids;
      else
        execute pg_catalog.format('update public.%1$I set %2$I = $1 where %2$I = $3 and %3$I in (select k::uuid from pg_catalog.jsonb_array_elements_text($2) k)',
          item.child_table, item.column_name, item.key_column) using plan.record_id, item.ids, kept;
      end if;
    end loop;
    update public.comments c set record_id = plan.record_id
    where c.id in (select k::uuid from pg_catalog.jsonb_array_elements_text(coalesce(plan.before -> 'comments', '[]')) k) and c.resource = 'customers' and c.record_id = kept;
    update public.contacts c set is_primary = true
    where c.id in (select k::uuid from pg_catalog.jsonb_array_elements_text(coalesce(plan.before -> 'primary', '[]')) k) and c.customer_id = plan.record_id
      and not exists (select from public.contacts o where o.customer_id = plan.record_id and o.is_primary);
  end loop;
  perform pg_catalog.set_config('atrium.merging', '', true);
end $$;
