-- Merging customers: one is kept, what hangs on the others is hung on it, the others go to the trash and say where they
-- went. It is a bulk change like others, so that it can be undone as those are.

alter table public.customers add column merged_into_id uuid references public.customers on delete set null check (merged_into_id <> id);
comment on column public.customers.merged_into_id is 'The customer that this one was merged into; null for what was not merged.';
create index customers_merged_into_id_idx on public.customers (merged_into_id);

alter table public.bulk_jobs drop constraint bulk_jobs_action_check;
alter table public.bulk_jobs add constraint bulk_jobs_action_check check (action in ('set', 'assign', 'tag', 'untag', 'trash', 'merge'));
comment on column public.bulk_jobs.changes is 'set: {field: value}; assign: {owner_id}; tag, untag: {tag_id}; trash: {}; merge: {into_id}.';

create function private.guard_merged_into() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if pg_catalog.current_setting('atrium.merging', true) is distinct from 'on' then
    new.merged_into_id := case when tg_op = 'UPDATE' and new.deleted_at is not null then old.merged_into_id end;
  end if;
  return new;
end $$;
comment on function private.guard_merged_into() is 'Only a merge says where a customer went; what comes out of the trash went nowhere.';
create trigger d_guard_merged_into before insert or update of merged_into_id, deleted_at on public.customers
  for each row execute function private.guard_merged_into();

-- What hangs on a record may be moved to another by a merge alone.
create or replace function private.copy_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  parent uuid;
  key uuid;
  free constant boolean := auth.uid() is null or pg_catalog.current_setting('atrium.merging', true) is not distinct from 'on';
begin
  -- the common ones by fixed statements, which are planned once a session
  case tg_argv[0] || '.' || tg_argv[1] || '.' || tg_argv[2] || '.' || tg_argv[3]
    when 'customers.customer_id.access_id.access_id' then
      if tg_op = 'UPDATE' and not free and new.customer_id is distinct from old.customer_id then
        perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
      end if;
      if new.customer_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.customers p where p.id = new.customer_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.access_id := key;
      return new;
    when 'deals.deal_id.access_id.access_id' then
      if tg_op = 'UPDATE' and not free and new.deal_id is distinct from old.deal_id then
        perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
      end if;
      if new.deal_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.deals p where p.id = new.deal_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.access_id := key;
      return new;
    when 'customers.customer_id.customer_access_id.access_id' then
      if new.customer_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.customers p where p.id = new.customer_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.customer_access_id := key;
      return new;
    else
      null;
  end case;
  parent := (pg_catalog.to_jsonb(new) ->> tg_argv[1])::uuid;
  if tg_op = 'UPDATE' and tg_argv[2] = 'access_id' and not free
    and parent is distinct from (pg_catalog.to_jsonb(old) ->> tg_argv[1])::uuid then
    perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
  end if;
  if parent is not null then
    execute pg_catalog.format('select case when deleted_at is null then %I end from public.%I where id = $1', tg_argv[3], tg_argv[0])
      into key using parent;
    key := coalesce(key, private.nobody_id());
  end if;
  return pg_catalog.jsonb_populate_record(new, pg_catalog.jsonb_build_object(tg_argv[2], key));
end $$;

create table private.merge_exceptions (
  child_table text not null,
  column_name text not null,
  way text not null check (way in ('copy', 'leave')),
  reason text not null,
  primary key (child_table, column_name)
);
comment on table private.merge_exceptions is
  'What refers to a customer and is not simply hung on the one that is kept: copy adds what it lacks, leave does nothing. Everything else that has a foreign key to customers is moved.';
alter table private.merge_exceptions enable row level security;
insert into private.merge_exceptions values
  ('customer_contact_details', 'customer_id', 'leave', 'One per customer: the merge chooses value by value.'),
  ('customer_demographics', 'customer_id', 'leave', 'One per customer: the merge chooses value by value.'),
  ('customer_lifecycle_history', 'customer_id', 'leave', 'The history of each; two in one would tell of steps that nobody took.'),
  ('customers', 'merged_into_id', 'leave', 'Says what became of it.'),
  ('customer_tags', 'customer_id', 'copy', 'One of each tag.');

create function private.merge_children() returns table (child_table text, column_name text, key_column text, way text)
language sql stable security definer set search_path = ''
as $$
  select r.relname::text, a.attname::text, pk.attname::text, coalesce(e.way, 'move')
  from pg_catalog.pg_constraint f
  join pg_catalog.pg_class r on r.oid = f.conrelid
  join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum = f.conkey[1]
  join pg_catalog.pg_constraint p on p.conrelid = r.oid and p.contype = 'p'
  join pg_catalog.pg_attribute pk on pk.attrelid = r.oid and pk.attnum = p.conkey[1]
  left join private.merge_exceptions e on e.child_table = r.relname and e.column_name = a.attname
  where f.contype = 'f' and f.confrelid = 'public.customers'::pg_catalog.regclass and r.relnamespace = 'public'::pg_catalog.regnamespace
  order by 1, 2
$$;
comment on function private.merge_children() is 'Every column that refers to a customer, the key of its table, and what a merge does with it (move, copy, leave).';

create function private.customer_parts(target uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'customers', (select pg_catalog.to_jsonb(c) - array['updated_at', 'updated_by', 'search_text', 'access_id'] from public.customers c where c.id = target),
    'customer_contact_details', (select pg_catalog.to_jsonb(d) - array['updated_at', 'updated_by', 'search_text', 'access_id', 'created_at'] from public.customer_contact_details d where d.customer_id = target),
    'customer_demographics', (select pg_catalog.to_jsonb(d) - array['updated_at', 'updated_by', 'access_id', 'created_at'] from public.customer_demographics d where d.customer_id = target))
$$;
comment on function private.customer_parts(uuid) is 'A customer''s values, part by part, without what the database keeps itself.';

create function private.rehang_customer(kept uuid, other uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  child record;
  ids jsonb;
  moved jsonb := '{}';
begin
  -- one of a customer's contacts is the first to ask: the kept one's stays it
  with demoted as (
    update public.contacts c set is_primary = false
    where c.customer_id = other and c.is_primary and exists (select from public.contacts k where k.customer_id = kept and k.is_primary)
    returning c.id)
  select pg_catalog.jsonb_agg(d.id) into ids from demoted d;
  if ids is not null then
    moved := moved || pg_catalog.jsonb_build_object('primary', ids);
  end if;
  for child in select * from private.merge_children() m where m.way <> 'leave' loop
    if child.way = 'copy' then
      execute pg_catalog.format(
        'with added as (insert into public.%1$I (%2$I, tag_id, access_id) select $1, o.tag_id, o.access_id from public.%1$I o where o.%2$I = $2
           on conflict do nothing returning tag_id)
         select pg_catalog.jsonb_agg(tag_id) from added', child.child_table, child.column_name)
        into ids using kept, other;
    else
      execute pg_catalog.format(
        'with moved as (update public.%1$I set %2$I = $1 where %2$I = $2 and %3$I <> $1 returning %3$I as key) select pg_catalog.jsonb_agg(key) from moved',
        child.child_table, child.column_name, child.key_column)
        into ids using kept, other;
    end if;
    if ids is not null then
      moved := moved || pg_catalog.jsonb_build_object(child.child_table || '.' || child.column_name, ids);
    end if;
  end loop;
  return moved;
end $$;
comment on function private.rehang_customer(uuid, uuid) is
  'Hangs everything of one customer on another; gives what it moved: {table.column: [keys]}, and under primary the contacts that were the first to ask.';

create function private.merge_customers(kept uuid, others uuid[], versions jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  ids constant uuid[] := array(select distinct i from pg_catalog.unnest(others) i where i is not null);
  keys constant uuid[] := private.visible_ids('customers', 'merge');
  readable constant uuid[] := private.visible_ids('customers', 'read');
  it record;
  job uuid;
  moved jsonb;
begin
  if private.me() is null then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if kept is null or kept = any (ids) or cardinality(ids) not between 1 and 9 then
    perform private.fail('22023', 'merge_count', 'Two to ten different customers can be merged.');
  end if;
  perform from public.customers c where c.id = any (ids || kept) order by c.id for update;
  for it in select i as id, c.access_id, c.updated_at, c.deleted_at from pg_catalog.unnest(ids || kept) i left join public.customers c on c.id = i loop
    if it.access_id is null or it.deleted_at is not null or it.access_id <> all (readable) then
      perform private.fail('P0002', 'gone', 'One of these customers is no longer there.');
    end if;
    if it.access_id <> all (keys) then
      perform private.fail('42501', 'denied', 'You may not merge all of these customers.');
    end if;
    if versions ? it.id::text and (versions ->> it.id::text)::timestamptz <> it.updated_at then
      perform private.fail('PT409', 'conflict', 'Somebody else has changed one of these customers meanwhile.');
    end if;
  end loop;

  insert into public.bulk_jobs (resource, action, changes, label, status, total_rows, created_by, finished_at)
  select 'customers', 'merge', pg_catalog.jsonb_build_object('into_id', kept), c.name, 'done', cardinality(ids) + 1, private.me(), now()
  from public.customers c where c.id = kept returning id into job;
  perform pg_catalog.set_config('atrium.bulk_job', job::text, true);
  perform private.log_event('merge', 'customers', pg_catalog.jsonb_build_object('into_id', kept, 'rows', cardinality(ids) + 1), kept);
  insert into private.bulk_rows (job_id, record_id, status, before) values (job, kept, 'applied', private.customer_parts(kept));

  perform pg_catalog.set_config('atrium.merging', 'on', true);
  update public.customers c set parent_id = null where c.id = kept and c.parent_id = any (ids);
  foreach it.id in array ids loop
    moved := private.rehang_customer(kept, it.id);
    update public.customers c set deleted_at = now(), merged_into_id = kept where c.id = it.id;
    insert into private.bulk_rows (job_id, record_id, status, before, version)
    select job, c.id, 'applied', moved, c.updated_at from public.customers c where c.id = it.id;
  end loop;
  perform pg_catalog.set_config('atrium.merging', '', true);
  return job;
end $$;
comment on function private.merge_customers(uuid, uuid[], jsonb) is
  'Hangs what belongs to customers on one of them, moves the others to the trash, and writes down what an undo needs. Raises merge_count, gone, denied, conflict, viewing_as.';

create function private.end_merge(job uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept uuid;
  was jsonb;
begin
  select (j.changes ->> 'into_id')::uuid, r.before into strict kept, was
  from public.bulk_jobs j join private.bulk_rows r on r.job_id = j.id and r.record_id = (j.changes ->> 'into_id')::uuid
  where j.id = job and j.created_by = private.me() and j.action = 'merge';
  update private.bulk_rows r set
    before = pg_catalog.jsonb_build_object('was', private.changed_parts(was, private.customer_parts(kept)), 'became', private.changed_parts(private.customer_parts(kept), was)),
    version = (select c.updated_at from public.customers c where c.id = kept)
  where r.job_id = job and r.record_id = kept;
  update public.bulk_jobs j set counts = private.count_bulk(j.id) where j.id = job;
end $$;
comment on function private.end_merge(uuid) is 'Writes down which values of the kept customer the merge changed.';

create function private.changed_parts(parts jsonb, others jsonb) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_object_agg(t.key, t.fields), '{}')
  from (
    select p.key, (select pg_catalog.jsonb_object_agg(f.key, nullif(parts -> p.key, 'null') -> f.key)
      from pg_catalog.jsonb_each(nullif(coalesce(nullif(parts -> p.key, 'null'), others -> p.key), 'null')) f
      where nullif(parts -> p.key, 'null') -> f.key is distinct from nullif(others -> p.key, 'null') -> f.key) as fields
    from pg_catalog.jsonb_object_keys(parts) p (key)) t
  where t.fields is not null
$$;
comment on function private.changed_parts(jsonb, jsonb) is 'Of a customer''s parts, the values that differ from others: {table: {column: value}}.';

create function public.merge_customers(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  kept constant uuid := (payload ->> 'id')::uuid;
  saved constant jsonb := coalesce(payload -> 'save', '{}');
  job constant uuid := private.merge_customers(kept, array(select o::uuid from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'others', '[]')) o),
    coalesce(payload -> 'versions', '{}'));
begin
  if saved <> '{}' then
    perform public.save_customer(saved || pg_catalog.jsonb_build_object('id', kept));
  end if;
  perform private.end_merge(job);
  return pg_catalog.jsonb_build_object('id', kept, 'job', job);
end $$;
comment on function public.merge_customers(jsonb) is
  'Merges customers into one, whole or not at all: {id, others: [ids], versions?: {id: updated_at}, save?: what save_customer takes}. What hangs on the others hangs on the kept one, tags are added, they go to the trash; save sets values with the caller''s own rights. Needs the permission merge for each. Gives {id, job}; undo_bulk(job) undoes it. Raises merge_count, gone, denied, conflict (HTTP 409), and what save_customer raises.';

create function private.unmerge(job public.bulk_jobs, plans private.bulk_plan[]) returns void
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
  foreach plan in array plans loop
    if plan.record_id = kept then
      for item in select t.key as tbl, f.key as col, f.value as was, plan.before -> 'became' -> t.key -> f.key as became
        from pg_catalog.jsonb_each(plan.before -> 'was') t, pg_catalog.jsonb_each(t.value) f loop
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
    update public.contacts c set is_primary = true
    where c.id in (select k::uuid from pg_catalog.jsonb_array_elements_text(coalesce(plan.before -> 'primary', '[]')) k) and c.customer_id = plan.record_id
      and not exists (select from public.contacts o where o.customer_id = plan.record_id and o.is_primary);
  end loop;
  perform pg_catalog.set_config('atrium.merging', '', true);
end $$;
comment on function private.unmerge(public.bulk_jobs, private.bulk_plan[]) is
  'Takes merged customers out of the trash and hangs on them again what came from them and is still where it was put; the kept one gets back its values that nobody has changed since.';

create or replace function private.look_bulk_undo(job public.bulk_jobs, ids uuid[]) returns setof private.bulk_plan
language plpgsql stable security definer set search_path = ''
as $$
begin
  if job.action in ('tag', 'untag') then
    return query execute pg_catalog.format(
      'select r.record_id, case when t.id is null then ''gone'' when (g.tag_id is null) = ($3 = ''tag'') then ''changed_since'' else ''go'' end, r.before
       from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me()
       left join public.%I t on t.id = r.record_id and t.deleted_at is null left join public.%I g on g.%I = r.record_id and g.tag_id = $4
       where r.job_id = $1 and r.record_id = any ($2)', private.bulk_table(job.resource), private.tag_table(job.resource), private.tag_key(job.resource))
      using job.id, ids, job.action, (job.changes ->> 'tag_id')::uuid;
    return;
  end if;
  if job.action = 'merge' then
    return query
      select r.record_id, case when c.id is null or kept.id is null then 'gone'
        when c.id <> kept.id and (c.deleted_at is null or c.merged_into_id is distinct from kept.id) then 'changed_since' else 'go' end, r.before
      from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me()
      left join public.customers c on c.id = r.record_id
      left join public.customers kept on kept.id = (j.changes ->> 'into_id')::uuid and kept.deleted_at is null
      where r.job_id = job.id and r.record_id = any (ids);
    return;
  end if;
  return query execute pg_catalog.format(
    'select r.record_id, case when t.id is null or ($3 <> ''trash'' and t.deleted_at is not null) then ''gone''
       when ($3 = ''trash'' and t.deleted_at is null) or t.updated_at is distinct from r.version then ''changed_since'' else ''go'' end, r.before
     from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me() left join public.%I t on t.id = r.record_id
     where r.job_id = $1 and r.record_id = any ($2)', private.bulk_table(job.resource))
    using job.id, ids, job.action;
end $$;

create function private.merged_into(old_id uuid) returns uuid
language sql stable security definer set search_path = ''
as $$
  with recursive way (id, deleted_at, access_id, step) as (
    select c.id, c.deleted_at, c.access_id, 0 from public.customers c where c.id = old_id and c.merged_into_id is not null
    union all
    select n.id, n.deleted_at, n.access_id, w.step + 1
    from way w join public.customers c on c.id = w.id join public.customers n on n.id = c.merged_into_id where w.step < 20
  )
  select w.id from way w where w.deleted_at is null and w.step > 0 and w.access_id = any (private.visible_ids('customers', 'read')) limit 1
$$;
comment on function private.merged_into(uuid) is 'The body of public.merged_into().';
create function public.merged_into(old_id uuid) returns uuid
language sql stable set search_path = '' as $$ select private.merged_into(old_id) $$;
comment on function public.merged_into(uuid) is 'The customer that another was merged into, for who may read it; else null.';

grant execute on function private.merge_customers(uuid, uuid[], jsonb), private.end_merge(uuid), private.unmerge(public.bulk_jobs, private.bulk_plan[]),
  private.merged_into(uuid), public.merge_customers(jsonb), public.merged_into(uuid) to authenticated;
