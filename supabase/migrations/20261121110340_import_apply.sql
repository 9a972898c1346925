-- Check and apply, batch by batch: each batch is one transaction and ends by noting how far it came.

create function private.plan_import(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = ''
as $$
begin
  case job.resource
    when 'products' then return query select * from private.resolve_products(job, numbers);
    when 'customers' then return query select * from private.resolve_customers(job, numbers);
    when 'profiles' then return query select * from private.resolve_profiles(job, numbers);
    when 'deals' then return query select * from private.resolve_deals(job, numbers);
  end case;
end $$;
comment on function private.plan_import(public.import_jobs, integer[]) is 'What rows of an import would do now.';

create function private.analyse_imports(job uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if (select j.total_rows from public.import_jobs j where j.id = job and j.created_by = private.me()) > 5000 then
    analyze public.import_rows;
  end if;
end $$;
comment on function private.analyse_imports(uuid) is 'Tells the planner of the rows of a large import, which it has not seen yet.';

create function public.check_import(job uuid, batch integer default 2000) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.lock_import(job, array['staging', 'checking', 'checked']);
  numbers integer[];
begin
  if it.status <> 'checking' then
    it.position := 0;
    perform private.analyse_imports(it.id);
    update public.import_jobs j set status = 'checking', position = 0, counts = '{}' where j.id = it.id;
  end if;
  numbers := array(select r.row_number from public.import_rows r where r.job_id = it.id and r.row_number > it.position order by r.row_number limit least(batch, 5000));
  if cardinality(numbers) > 0 then
    update public.import_rows r set action = p.action, record_id = case when p.action in ('update', 'skip') then p.record_id end, notes = p.notes,
      issues = p.issues, status = 'checked'
    from private.plan_import(it, numbers) p where r.job_id = it.id and r.row_number = p.row_number;
    update public.import_jobs j set position = numbers[cardinality(numbers)] where j.id = it.id;
  else
    update public.import_jobs j set status = 'checked', position = 0, counts = private.count_import(it.id) where j.id = it.id;
  end if;
  return (select pg_catalog.jsonb_build_object('status', j.status, 'done', cardinality(numbers), 'total', j.total_rows, 'counts', j.counts) from public.import_jobs j where j.id = it.id);
end $$;
comment on function public.check_import(uuid, integer) is
  'The dry run of the next rows (at most 5,000): notes what each would do and why not. To be called until status is checked. Gives {status, done, total, counts}.';

-- It reads a deal's stage alone, and under row-level security that took four times as long as all else it does.
alter function private.deal_before() security definer;

create function private.fail_unless(touched bigint, expected bigint) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if touched <> expected then
    perform private.fail('42501', 'denied', 'You may not change this.');
  end if;
end $$;
comment on function private.fail_unless(bigint, bigint) is 'Raises denied when a statement did not reach every row that it should have.';

create function private.assign_imported(resource text, plans private.import_plan[], part text) returns void
language plpgsql set search_path = ''
as $$
declare
  handover record;
begin
  for handover in
    select w.owner, pg_catalog.array_agg(w.record_id) as ids
    from (select p.record_id, case when part is null then p.wanted else p.wanted -> part end ->> 'owner_id' as owner from pg_catalog.unnest(plans) p where p.action = 'update') w
    where w.owner is not null group by w.owner
  loop
    perform private.change_records(resource, 'assign', handover.ids, handover.owner::uuid);
  end loop;
end $$;
comment on function private.assign_imported(text, private.import_plan[], text) is 'Gives the updated records to the owners that the file names, by the right to assign.';

create function private.apply_deals(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
begin
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  insert into public.deals (id, external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id,
    next_step, description, opened_at, expected_close_date, closed_at, stage_entered_at, owner_id)
  select p.record_id, x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, coalesce(x.amount_is_estimate, false), x.currency, x.source, x.lost_reason_id,
    x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at, coalesce(x.closed_at, x.opened_at), x.owner_id
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.deals, p.wanted) x
  where p.action = 'create';
  perform private.assign_imported('deals', plans, null);
  update public.deals d set (external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id, next_step, description, opened_at, expected_close_date, closed_at) =
    (select x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, x.amount_is_estimate, x.currency, x.source, x.lost_reason_id, x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at
     from pg_catalog.jsonb_populate_record(d, p.wanted - 'owner_id') x)
  from pg_catalog.unnest(plans) p where d.id = p.record_id and p.action = 'update';
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, (select count(*) from pg_catalog.unnest(plans) p where p.action = 'update'));
  update public.deal_items i set product_id = coalesce((p.wanted ->> 'product_id')::uuid, i.product_id), unit_price = coalesce((p.wanted ->> 'unit_price')::numeric, i.unit_price)
  from pg_catalog.unnest(plans) p where i.deal_id = p.record_id and p.action = 'update' and (p.wanted ? 'product_id' or p.wanted ? 'unit_price');
  insert into public.deal_items (deal_id, product_id, quantity, unit_price)
  select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0)
  from pg_catalog.unnest(plans) p
  where p.wanted ? 'product_id' and (p.action = 'create' or p.action = 'update' and not exists (select from public.deal_items i where i.deal_id = p.record_id));
  perform pg_catalog.set_config('atrium.importing', '', true);
end $$;
comment on function private.apply_deals(private.import_plan[]) is 'Writes planned deals, each new one with its product.';

create function private.apply_customers(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
begin
  insert into public.customers (id, external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, owner_id, team_id)
  select p.record_id, x.external_id, coalesce(x.kind, 'company'), x.name, x.legal_name, x.domain, x.website, coalesce(x.lifecycle_stage, 'lead'), x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.owner_id, x.team_id
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.customers, p.wanted -> 'main') x
  where p.action = 'create';
  perform private.assign_imported('customers', plans, 'main');
  update public.customers c set (external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, team_id) =
    (select x.external_id, x.kind, x.name, x.legal_name, x.domain, x.website, x.lifecycle_stage, x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.team_id
     from pg_catalog.jsonb_populate_record(c, (p.wanted -> 'main') - 'owner_id') x)
  from pg_catalog.unnest(plans) p where c.id = p.record_id and p.action = 'update' and p.wanted -> 'main' <> '{}';
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, (select count(*) from pg_catalog.unnest(plans) p where p.action = 'update' and p.wanted -> 'main' <> '{}'));

  update public.customer_contact_details d set (email, phone, address_line1, postal_code) =
    (select x.email, x.phone, x.address_line1, x.postal_code from pg_catalog.jsonb_populate_record(d, p.wanted -> 'contact') x)
  from pg_catalog.unnest(plans) p where d.customer_id = p.record_id and p.action = 'update' and p.wanted -> 'contact' <> '{}';
  insert into public.customer_contact_details (customer_id, email, phone, address_line1, postal_code)
  select p.record_id, x.email, x.phone, x.address_line1, x.postal_code
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.customer_contact_details, p.wanted -> 'contact') x
  where p.action in ('create', 'update') and p.wanted -> 'contact' <> '{}'
    and (p.action = 'create' or not exists (select from public.customer_contact_details d where d.customer_id = p.record_id));
  update public.customer_demographics d set (founded_year, employees, annual_revenue) =
    (select x.founded_year, x.employees, x.annual_revenue from pg_catalog.jsonb_populate_record(d, p.wanted -> 'demographics') x)
  from pg_catalog.unnest(plans) p where d.customer_id = p.record_id and p.action = 'update' and p.wanted -> 'demographics' <> '{}';
  insert into public.customer_demographics (customer_id, founded_year, employees, annual_revenue)
  select p.record_id, x.founded_year, x.employees, x.annual_revenue
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.customer_demographics, p.wanted -> 'demographics') x
  where p.action in ('create', 'update') and p.wanted -> 'demographics' <> '{}'
    and (p.action = 'create' or not exists (select from public.customer_demographics d where d.customer_id = p.record_id));
end $$;
comment on function private.apply_customers(private.import_plan[]) is 'Writes planned customers with their contact details and demographics.';

create function private.apply_products(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
begin
  insert into public.products (id, sku, name, product_line, list_price, currency, active)
  select p.record_id, x.sku, x.name, x.product_line, coalesce(x.list_price, 0), x.currency, coalesce(x.active, true)
  from pg_catalog.unnest(plans) p cross join lateral pg_catalog.jsonb_populate_record(null::public.products, p.wanted) x where p.action = 'create';
  update public.products d set (sku, name, product_line, list_price, currency, active) =
    (select x.sku, x.name, x.product_line, x.list_price, x.currency, x.active from pg_catalog.jsonb_populate_record(d, p.wanted) x)
  from pg_catalog.unnest(plans) p where d.id = p.record_id and p.action = 'update';
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, (select count(*) from pg_catalog.unnest(plans) p where p.action = 'update'));
end $$;
comment on function private.apply_products(private.import_plan[]) is 'Writes planned products.';

create function private.insert_profiles(people jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not (private.may('profiles', 'create') and private.may('profiles', 'import')) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  insert into public.profiles (id, full_name, email, phone, job_title, team_id, department_id, manager_id, active)
  select x.id, x.full_name, lower(x.email), x.phone, x.job_title, x.team_id, x.department_id, x.manager_id, coalesce(x.active, true)
  from pg_catalog.jsonb_populate_recordset(null::public.profiles, people) x;
end $$;
comment on function private.insert_profiles(jsonb) is 'Makes people without a sign-in and without roles, for who may create and import people.';

create function private.apply_profiles(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
begin
  perform private.insert_profiles((select coalesce(pg_catalog.jsonb_agg(p.wanted || pg_catalog.jsonb_build_object('id', p.record_id)), '[]') from pg_catalog.unnest(plans) p where p.action = 'create'));
  update public.profiles d set (full_name, email, phone, job_title, team_id, department_id, manager_id, active) =
    (select x.full_name, x.email, x.phone, x.job_title, x.team_id, x.department_id, x.manager_id, x.active from pg_catalog.jsonb_populate_record(d, p.wanted) x)
  from pg_catalog.unnest(plans) p where d.id = p.record_id and p.action = 'update' and p.wanted <> '{}';
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, (select count(*) from pg_catalog.unnest(plans) p where p.action = 'update' and p.wanted <> '{}'));
end $$;
comment on function private.apply_profiles(private.import_plan[]) is 'Writes planned people.';

grant execute on function private.analyse_imports(uuid), private.plan_import(public.import_jobs, integer[]), public.check_import(uuid, integer), private.fail_unless(bigint, bigint),
  private.assign_imported(text, private.import_plan[], text), private.apply_deals(private.import_plan[]), private.apply_customers(private.import_plan[]),
  private.apply_products(private.import_plan[]), private.insert_profiles(jsonb), private.apply_profiles(private.import_plan[]) to authenticated;
