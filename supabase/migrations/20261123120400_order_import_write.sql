-- Planned orders written, many at once, and taken back. An import calls what each kind of record has for it by its name:
-- resolve_<resource>() plans rows, apply_<resource>() writes plans, undo_<resource>() takes rows back, and
-- changed_<resource>() says which of them must stay. Rows that are parts of one record are planned, written and taken back with the first of them.

create function private.apply_orders(plans private.import_plan[]) returns void
language plpgsql set search_path = '' set jit = off
as $$
declare
  changed constant private.import_plan[] := array(select p from pg_catalog.unnest(plans) p where p.action = 'update');
  touched bigint;
begin
  insert into public.orders (id, external_id, customer_id, owner_id, status, currency, ordered_at, total)
  select p.record_id, x.external_id, x.customer_id, x.owner_id, x.status, x.currency, x.ordered_at, x.total
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.orders, p.wanted - 'items') x where p.action = 'create';
  if cardinality(changed) > 0 then
    perform private.assign_imported('orders', changed, null);
    -- its lines are part of its version
    update public.orders o set (external_id, customer_id, status, currency, ordered_at, total) =
      (select x.external_id, x.customer_id, x.status, x.currency, x.ordered_at, x.total from pg_catalog.jsonb_populate_record(o, p.wanted - array['items', 'owner_id']) x)
    from pg_catalog.unnest(changed) p where o.id = p.record_id;
    get diagnostics touched = row_count;
    perform private.fail_unless(touched, cardinality(changed));
    delete from public.order_items i using pg_catalog.unnest(changed) p
    where i.order_id = p.record_id and p.wanted ? 'items'
      and not exists (select from pg_catalog.jsonb_array_elements(p.wanted -> 'items') x where x ->> 'id' = i.id::text);
  end if;
  insert into public.order_items as i (id, order_id, product_id, quantity, unit_price, discount_rate, position)
  select coalesce(r.id, pg_catalog.gen_random_uuid()), p.record_id, r.product_id, r.quantity, r.unit_price, r.discount_rate, x.n
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_array_elements(p.wanted -> 'items') with ordinality as x (item, n)
  cross join lateral pg_catalog.jsonb_populate_record(null::public.order_items, x.item) r
  where p.action in ('create', 'update') and p.wanted ? 'items'
  on conflict (id) do update set product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price,
    discount_rate = excluded.discount_rate, position = excluded.position
  where i.order_id = excluded.order_id;
end $$;
comment on function private.apply_orders(private.import_plan[]) is 'Writes planned orders with their lines. Raises what the database says against one of them.';

create function private.purge_orders(ids uuid[]) returns uuid[]
language sql security definer set search_path = '' set jit = off
as $$
  with gone as (
    delete from public.orders o
    where o.id = any (ids) and o.deleted_at is null and o.created_by = (select private.me()) and o.access_id = any ((select private.visible_ids('orders', 'delete'))::uuid[])
      and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = o.created_by
        where r.record_id = o.id and r.action = 'create' and r.version = o.updated_at)
    returning o.id)
  select coalesce(pg_catalog.array_agg(g.id), '{}') from gone g
$$;
comment on function private.purge_orders(uuid[]) is
  'Deletes orders that the caller imported and may trash, if nobody has touched them since; gives which. The others are for the trash.';

create function private.undo_orders(rows public.import_rows[]) returns void
language plpgsql set search_path = '' set jit = off
as $$
declare
  ids uuid[] := array(select r.record_id from pg_catalog.unnest(rows) r where r.action = 'create');
begin
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_orders(ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('orders', 'delete', ids);
  end if;
  perform private.apply_orders(array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update'));
end $$;
comment on function private.undo_orders(public.import_rows[]) is
  'Deletes imported orders (those that somebody has worked on go to the trash), and gives changed ones what they had, by the first row of each.';

create function private.changed_orders(rows public.import_rows[]) returns table (row_number integer, why text)
language sql stable set search_path = '' set jit = off
as $$
  select r.row_number, case when o.id is null then 'gone' else 'changed_since' end
  from pg_catalog.unnest(rows) r left join public.orders o on o.id = r.record_id
  where o.id is null or r.action = 'update' and o.updated_at is distinct from r.version
$$;

create function private.changed_deals(rows public.import_rows[]) returns table (row_number integer, why text)
language sql stable set search_path = '' set jit = off
as $$
  select r.row_number, case when d.id is null then 'gone' else 'changed_since' end
  from pg_catalog.unnest(rows) r left join public.deals d on d.id = r.record_id
  where d.id is null or r.action = 'update' and d.updated_at is distinct from r.version
$$;

create function private.changed_customers(rows public.import_rows[]) returns table (row_number integer, why text)
language sql stable set search_path = '' set jit = off
as $$
  select r.row_number, case when c.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
  from pg_catalog.unnest(rows) r left join public.customers c on c.id = r.record_id
  where c.id is null or r.action = 'update' and c.updated_at > r.version
    or r.action = 'create' and (exists (select from public.deals d where d.customer_id = c.id and d.deleted_at is null)
      or exists (select from public.tickets t where t.customer_id = c.id and t.deleted_at is null)
      or exists (select from public.orders o where o.customer_id = c.id and o.deleted_at is null))
$$;

create function private.changed_products(rows public.import_rows[]) returns table (row_number integer, why text)
language sql stable set search_path = '' set jit = off
as $$
  select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
  from pg_catalog.unnest(rows) r left join public.products p on p.id = r.record_id
  where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
    or r.action = 'create' and (exists (select from public.deal_items i where i.product_id = p.id)
      or exists (select from public.order_items i where i.product_id = p.id))
$$;

create function private.changed_profiles(rows public.import_rows[]) returns table (row_number integer, why text)
language sql stable set search_path = '' set jit = off
as $$
  select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
  from pg_catalog.unnest(rows) r left join public.profiles p on p.id = r.record_id
  where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
    or r.action = 'create' and (p.user_id is not null or exists (select from public.deals d where d.owner_id = p.id)
      or exists (select from public.customers c where c.owner_id = p.id) or exists (select from public.orders o where o.owner_id = p.id))
$$;

do $$
declare
  kind text;
begin
  foreach kind in array array['orders', 'deals', 'customers', 'products', 'profiles'] loop
    execute pg_catalog.format('comment on function private.%I(public.import_rows[]) is %L', 'changed_' || kind,
      'Rows of an import of ' || kind || ' that undo must leave alone, and why: gone, changed_since, in_use.');
    execute pg_catalog.format('grant execute on function private.%I(public.import_rows[]) to authenticated', 'changed_' || kind);
  end loop;
end $$;

create or replace function private.changed_since(job public.import_jobs, rows public.import_rows[]) returns table (row_number integer, why text)
language plpgsql stable set search_path = ''
as $$
begin
  return query execute pg_catalog.format('select * from private.%I($1)', 'changed_' || job.resource) using rows;
end $$;

create or replace function private.plan_import(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = ''
as $$
begin
  return query execute pg_catalog.format('select * from private.%I($1, $2)', 'resolve_' || job.resource) using job, numbers;
end $$;

create function private.try_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  plans private.import_plan[];
  code text;
  reason text;
  half constant integer := cardinality(numbers) / 2;
begin
  if cardinality(numbers) = 0 then
    return;
  end if;
  begin
    plans := array(select p from private.plan_import(job, numbers) p);
    execute pg_catalog.format('select private.%I($1)', 'apply_' || job.resource) using plans;
    update public.import_rows r set action = p.action, issues = p.issues, notes = p.notes,
      record_id = case when p.action <> 'refuse' then p.record_id end,
      status = case when p.action not in ('create', 'update') then 'checked' when p.parent is not null then 'linking' else 'applied' end,
      before = case when p.action = 'update' then p.before end, version = case when p.action in ('create', 'update') then now() end
    from pg_catalog.unnest(plans) p
    where r.job_id = job.id and r.row_number = p.row_number and r.row_number between numbers[1] and numbers[cardinality(numbers)];
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, reason = message_text;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set action = 'refuse', status = 'checked', record_id = null,
      issues = private.import_issue(true, null, case when code = '42501' then 'denied' when code = '23505' then 'duplicate' when code like '23%' or code like '22%' then 'not_allowed' else 'failed' end,
        pg_catalog.jsonb_build_object('code', code, 'reason', pg_catalog.left(reason, 200)))
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.try_import_rows(job, numbers[1:half]);
  perform private.try_import_rows(job, numbers[half + 1:]);
end $$;
comment on function private.try_import_rows(public.import_jobs, integer[]) is
  'Writes rows all at once; when the database refuses, each half by itself, until the bad row is found and refused alone.';

create function private.settle_parts(job public.import_jobs, firsts integer[]) returns void
language sql set search_path = '' set enable_nestloop = off set jit = off
as $$
  update public.import_rows r set action = f.action, record_id = f.record_id, status = f.status, version = f.version,
    issues = case when f.status = 'kept' then f.issues when f.action <> 'refuse' then '[]' when r.issues <> '[]' then r.issues
      else private.import_issue(true, null, 'order_faulty', pg_catalog.jsonb_build_object('row', f.row_number)) end
  from public.import_rows f
  where r.job_id = job.id and r.part_of = any (firsts) and f.job_id = job.id and f.row_number = any (firsts) and f.row_number = r.part_of
    and (r.action, r.status) is distinct from (f.action, f.status)
$$;
comment on function private.settle_parts(public.import_jobs, integer[]) is 'Has rows that are part of a record go the way of its first row, of these.';

create or replace function private.apply_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  firsts constant integer[] := array(
    select r.row_number from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers) and r.part_of is null order by r.row_number);
begin
  perform private.try_import_rows(job, firsts);
  perform private.settle_parts(job, firsts);
end $$;
comment on function private.apply_import_rows(public.import_jobs, integer[]) is 'Writes the records that begin in these rows, with all rows of each.';

create function private.try_undo_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  rows public.import_rows[] := array(select r from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers));
  code text;
  half constant integer := cardinality(numbers) / 2;
begin
  if cardinality(numbers) = 0 then
    return;
  end if;
  begin
    execute pg_catalog.format('select private.%I($1)', 'undo_' || job.resource) using rows;
    update public.import_rows r set status = 'undone' where r.job_id = job.id and r.row_number = any (numbers);
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set status = 'kept',
      issues = private.import_issue(true, null, case when code = '23503' then 'in_use' when code = 'P0002' then 'gone' else 'denied_undo' end)
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.try_undo_rows(job, numbers[1:half]);
  perform private.try_undo_rows(job, numbers[half + 1:]);
end $$;
comment on function private.try_undo_rows(public.import_jobs, integer[]) is 'Undoes rows all at once, or by halves until the one that cannot be is found and kept.';

create or replace function private.undo_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  firsts constant integer[] := array(
    select distinct coalesce(r.part_of, r.row_number) as first from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers) order by first);
begin
  perform private.try_undo_rows(job, firsts);
  perform private.settle_parts(job, firsts);
end $$;
comment on function private.undo_import_rows(public.import_jobs, integer[]) is 'Takes back the records that rows brought, with all rows of each.';

create or replace function public.import_reasons(job uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(g) order by g.count desc), '[]'::jsonb)
  from (
    select i.value ->> 'field' as field, i.value ->> 'key' as key,
      case when i.value ->> 'key' not in ('duplicate_row', 'order_faulty', 'order_differs', 'too_few_cells', 'too_many_cells') then i.value -> 'params' end as params,
      count(*) as count, min(r.row_number) as first_row
    from public.import_rows r cross join lateral pg_catalog.jsonb_array_elements(r.issues) i
    where r.job_id = import_reasons.job and r.refused
    group by 1, 2, 3 order by count(*) desc limit 100
  ) g
$$;

grant execute on function private.apply_orders(private.import_plan[]), private.purge_orders(uuid[]), private.undo_orders(public.import_rows[]),
  private.try_import_rows(public.import_jobs, integer[]), private.try_undo_rows(public.import_jobs, integer[]),
  private.settle_parts(public.import_jobs, integer[]) to authenticated;
