-- Planned orders written, many at once, and taken back.

create function private.write_orders(plans private.import_plan[]) returns void
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
  where p.wanted ? 'items'
  on conflict (id) do update set product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price,
    discount_rate = excluded.discount_rate, position = excluded.position
  where i.order_id = excluded.order_id;
end $$;
comment on function private.write_orders(private.import_plan[]) is 'Writes planned orders with their lines. Raises what the database says against one of them.';

create function private.try_orders(plans private.import_plan[]) returns private.import_plan[]
language plpgsql set search_path = ''
as $$
declare
  single private.import_plan := plans[1];
  half constant integer := cardinality(plans) / 2;
  code text;
  reason text;
begin
  if cardinality(plans) = 0 then
    return plans;
  end if;
  begin
    perform private.write_orders(plans);
    return plans;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, reason = message_text;
  end;
  if cardinality(plans) = 1 then
    single.action := 'refuse';
    single.issues := private.import_issue(true, null, case when code = '42501' then 'denied' when code = '23505' then 'duplicate'
        when code like '23%' or code like '22%' then 'not_allowed' else 'failed' end,
      pg_catalog.jsonb_build_object('code', code, 'reason', pg_catalog.left(reason, 200)));
    return array[single];
  end if;
  return private.try_orders(plans[1:half]) || private.try_orders(plans[half + 1:]);
end $$;
comment on function private.try_orders(private.import_plan[]) is
  'Writes planned orders all at once; when the database refuses, each half by itself, until the bad one is found. Gives the plans, that one refused.';

create function private.apply_order_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = '' set jit = off
as $$
declare
  plans private.import_plan[];
begin
  -- an order whose first row came in an earlier batch went the way of that row
  update public.import_rows r set action = h.action, record_id = h.record_id, status = h.status, version = h.version,
    issues = case when h.action <> 'refuse' then '[]' when r.issues <> '[]' then r.issues
      else private.import_issue(true, null, 'order_faulty', pg_catalog.jsonb_build_object('row', h.row_number)) end
  from public.import_rows h
  where r.job_id = job.id and r.row_number = any (numbers) and r.duplicate_of < numbers[1] and h.job_id = job.id and h.row_number = r.duplicate_of;
  plans := array(
    select p from private.resolve_orders(job, array(select r.row_number from public.import_rows r
      where r.job_id = job.id and r.row_number = any (numbers) and r.duplicate_of is null)) p);
  plans := array(select p from pg_catalog.unnest(plans) p where p.action not in ('create', 'update'))
    || private.try_orders(array(select p from pg_catalog.unnest(plans) p where p.action in ('create', 'update') order by p.row_number));
  update public.import_rows r set action = p.action, notes = case when r.row_number = p.row_number then p.notes else '{}' end,
    issues = case when p.action <> 'refuse' then '[]' when r.row_number = p.row_number then p.issues
      when r.issues <> '[]' then r.issues else private.import_issue(true, null, 'order_faulty', pg_catalog.jsonb_build_object('row', p.row_number)) end,
    record_id = case when p.action <> 'refuse' then p.record_id end,
    status = case when p.action in ('create', 'update') then 'applied' else 'checked' end,
    before = case when p.action = 'update' and r.row_number = p.row_number then p.before end,
    version = case when p.action in ('create', 'update') then now() end
  from pg_catalog.unnest(plans) p
  where r.job_id = job.id and r.row_number = any (numbers) and coalesce(r.duplicate_of, r.row_number) = p.row_number;
end $$;
comment on function private.apply_order_rows(public.import_jobs, integer[]) is 'Writes the orders whose first rows are among these, each whole or not at all; its other rows go the same way.';

create function private.undo_orders(rows public.import_rows[]) returns void
language plpgsql set search_path = '' set jit = off
as $$
declare
  ids uuid[];
begin
  ids := array(select r.record_id from pg_catalog.unnest(rows) r where r.action = 'create');
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_imported('orders', ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('orders', 'delete', ids);
  end if;
  perform private.write_orders(array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update'));
end $$;
comment on function private.undo_orders(public.import_rows[]) is
  'Deletes imported orders (those that somebody has worked on go to the trash), and gives changed ones what they had, by the first row of each.';

create function private.try_undo_orders(rows public.import_rows[]) returns table (head integer, fate text)
language plpgsql set search_path = '' set jit = off
as $$
declare
  half constant integer := cardinality(rows) / 2;
  code text;
begin
  if cardinality(rows) = 0 then
    return;
  end if;
  begin
    perform private.undo_orders(rows);
    return query select r.row_number, null::text from pg_catalog.unnest(rows) r;
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate;
  end;
  if cardinality(rows) = 1 then
    return query select rows[1].row_number, case when code = '23503' then 'in_use' when code = 'P0002' then 'gone' else 'denied_undo' end;
    return;
  end if;
  return query select * from private.try_undo_orders(rows[1:half]) union all select * from private.try_undo_orders(rows[half + 1:]);
end $$;
comment on function private.try_undo_orders(public.import_rows[]) is 'Undoes orders all at once, or by halves until the one that cannot be is found; says why of that one.';

create function private.undo_order_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = '' set jit = off
as $$
begin
  update public.import_rows r set status = case when f.fate is null then 'undone' else 'kept' end,
    issues = case when f.fate is null then r.issues else private.import_issue(true, null, f.fate) end
  from private.try_undo_orders(array(
    select h from public.import_rows h where h.job_id = job.id and h.row_number in (
      select coalesce(o.duplicate_of, o.row_number) from public.import_rows o where o.job_id = job.id and o.row_number = any (numbers) and o.status = 'applied')
    order by h.row_number)) f
  where r.job_id = job.id and coalesce(r.duplicate_of, r.row_number) = f.head and r.status = 'applied';
end $$;
comment on function private.undo_order_rows(public.import_jobs, integer[]) is 'Takes back the orders that rows belong to, all rows of each.';

create or replace function private.plan_import(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = ''
as $$
begin
  case job.resource
    when 'products' then return query select * from private.resolve_products(job, numbers);
    when 'customers' then return query select * from private.resolve_customers(job, numbers);
    when 'profiles' then return query select * from private.resolve_profiles(job, numbers);
    when 'deals' then return query select * from private.resolve_deals(job, numbers);
    when 'orders' then return query select * from private.resolve_orders(job, numbers);
  end case;
end $$;

create or replace function private.apply_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  plans private.import_plan[];
  code text;
  reason text;
  half integer := cardinality(numbers) / 2;
begin
  if job.resource = 'orders' then
    perform private.apply_order_rows(job, numbers);
    return;
  end if;
  begin
    plans := array(select p from private.plan_import(job, numbers) p);
    case job.resource
      when 'products' then perform private.apply_products(plans);
      when 'customers' then perform private.apply_customers(plans);
      when 'profiles' then perform private.apply_profiles(plans);
      when 'deals' then perform private.apply_deals(plans);
    end case;
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
  perform private.apply_import_rows(job, numbers[1:half]);
  perform private.apply_import_rows(job, numbers[half + 1:]);
end $$;

create or replace function private.undo_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  rows public.import_rows[] := array(select r from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers));
  code text;
  half integer := cardinality(numbers) / 2;
begin
  if cardinality(numbers) = 0 then
    return;
  end if;
  if job.resource = 'orders' then
    perform private.undo_order_rows(job, numbers);
    return;
  end if;
  begin
    case job.resource
      when 'products' then perform private.undo_products(rows);
      when 'customers' then perform private.undo_customers(rows);
      when 'profiles' then perform private.undo_profiles(rows);
      when 'deals' then perform private.undo_deals(rows);
    end case;
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
  perform private.undo_import_rows(job, numbers[1:half]);
  perform private.undo_import_rows(job, numbers[half + 1:]);
end $$;

create or replace function private.changed_since(job public.import_jobs, rows public.import_rows[]) returns table (row_number integer, why text)
language plpgsql stable set search_path = '' set jit = off
as $$
#variable_conflict use_column
begin
  case job.resource
    when 'deals' then
      return query select r.row_number, case when d.id is null then 'gone' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.deals d on d.id = r.record_id
      where d.id is null or r.action = 'update' and d.updated_at is distinct from r.version;
    when 'orders' then
      -- the first row of an order says for all of them as what it was left
      return query select r.row_number, case when o.id is null then 'gone' else 'changed_since' end
      from pg_catalog.unnest(rows) r
      join public.import_rows h on h.job_id = job.id and h.row_number = coalesce(r.duplicate_of, r.row_number)
      left join public.orders o on o.id = r.record_id
      where o.id is null or r.action = 'update' and o.updated_at is distinct from h.version;
    when 'customers' then
      return query select r.row_number, case when c.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.customers c on c.id = r.record_id
      where c.id is null or r.action = 'update' and c.updated_at > r.version
        or r.action = 'create' and (exists (select from public.deals d where d.customer_id = c.id and d.deleted_at is null)
          or exists (select from public.tickets t where t.customer_id = c.id and t.deleted_at is null)
          or exists (select from public.orders o where o.customer_id = c.id and o.deleted_at is null));
    when 'products' then
      return query select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.products p on p.id = r.record_id
      where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
        or r.action = 'create' and exists (select from public.deal_items i where i.product_id = p.id);
    when 'profiles' then
      return query select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.profiles p on p.id = r.record_id
      where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
        or r.action = 'create' and (p.user_id is not null or exists (select from public.deals d where d.owner_id = p.id) or exists (select from public.customers c where c.owner_id = p.id));
  end case;
end $$;

create or replace function private.purge_imported(resource text, ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = '' set jit = off
as $$
declare
  me uuid := private.me();
  keys uuid[] := private.visible_ids(resource, 'delete');
  purged uuid[];
begin
  if resource = 'deals' then
    with gone as (
      delete from public.deals d
      where d.id = any (ids) and d.deleted_at is null and d.created_by = me and d.access_id = any (keys)
        and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = me
          where r.record_id = d.id and r.action = 'create' and r.version = d.updated_at)
        and not exists (select from public.activities a where a.deal_id = d.id) and not exists (select from public.tasks t where t.deal_id = d.id)
        and not exists (select from public.orders o where o.deal_id = d.id) and not exists (select from public.deal_contacts c where c.deal_id = d.id)
        and not exists (select from public.deal_financials f where f.deal_id = d.id)
      returning d.id)
    select pg_catalog.array_agg(g.id) into purged from gone g;
  elsif resource = 'customers' then
    with gone as (
      delete from public.customers c
      where c.id = any (ids) and c.deleted_at is null and c.created_by = me and c.access_id = any (keys)
        and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = me
          where r.record_id = c.id and r.action = 'create' and r.version = c.updated_at)
        and not exists (select from public.activities a where a.customer_id = c.id) and not exists (select from public.tasks t where t.customer_id = c.id)
        and not exists (select from public.orders o where o.customer_id = c.id) and not exists (select from public.tickets t where t.customer_id = c.id)
        and not exists (select from public.deals d where d.customer_id = c.id) and not exists (select from public.contacts k where k.customer_id = c.id)
        and not exists (select from public.customer_tags g where g.customer_id = c.id)
      returning c.id)
    select pg_catalog.array_agg(g.id) into purged from gone g;
  elsif resource = 'orders' then
    with gone as (
      delete from public.orders o
      where o.id = any (ids) and o.deleted_at is null and o.created_by = me and o.access_id = any (keys)
        and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = me
          where r.record_id = o.id and r.action = 'create' and r.duplicate_of is null and r.version = o.updated_at)
      returning o.id)
    select pg_catalog.array_agg(g.id) into purged from gone g;
  end if;
  return coalesce(purged, '{}');
end $$;

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

grant execute on function private.write_orders(private.import_plan[]), private.try_orders(private.import_plan[]),
  private.apply_order_rows(public.import_jobs, integer[]), private.undo_orders(public.import_rows[]), private.try_undo_orders(public.import_rows[]),
  private.undo_order_rows(public.import_jobs, integer[]) to authenticated;
