-- Imports of customers and deals bring custom fields: a column goes to custom.<key>, its value is looked at row by row in the
-- dry run, what is needed of a new record is demanded, and the undo gives back what there was.

create function private.custom_import_issue(field public.custom_fields, problem text, said jsonb) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select private.import_issue(problem is not null, 'custom.' || field.key,
    case problem when 'custom_choice' then 'unknown_value' when 'missing_reference' then 'not_found'
      when 'malformed' then case when field.type = 'money' and pg_catalog.jsonb_typeof(said) = 'number' then 'too_precise' else 'malformed' end else problem end,
    case problem when 'required' then '{}' when 'too_long' then pg_catalog.jsonb_build_object('max', case field.type when 'link' then 500 else 1000 end)
      else pg_catalog.jsonb_build_object('value', pg_catalog.left(said #>> '{}', 100)) end)
$$;
comment on function private.custom_import_issue(public.custom_fields, text, jsonb) is
  'What is wrong with a custom field of a row of a file, from the key of an error; an empty array where nothing is.';

create function private.plan_custom(job public.import_jobs, plans private.import_plan[]) returns setof private.import_plan
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off
as $$
declare
  fields constant public.custom_fields[] := array(select f from public.custom_fields f where f.resource = job.resource order by f.position);
  defaults constant jsonb := coalesce(job.mapping -> 'defaults', '{}');
  updatable constant uuid[] := private.visible_ids(job.resource, 'update');
  place constant text[] := case job.resource when 'customers' then array['main', 'custom'] else array['custom'] end;
  people jsonb;
  doubled text[];
  it record;
  plan private.import_plan;
  field public.custom_fields;
  source jsonb;
  said jsonb;
  changes jsonb;
  wrong jsonb;
  found jsonb;
  problem text;
begin
  if private.me() is null or not exists (select from public.import_jobs j where j.id = job.id and j.created_by = private.me()) then
    return;
  end if;
  select pg_catalog.jsonb_object_agg(f.needle, pg_catalog.to_jsonb(f)) into people
  from private.import_find('profiles', array(
    select distinct coalesce(r.data, '{}') ->> ('custom.' || f.key) from pg_catalog.unnest(fields) f
    cross join pg_catalog.unnest(plans) p join public.import_rows r on r.job_id = job.id and r.row_number = p.row_number where f.type = 'person')) f;
  doubled := array(
    select n.place from (
      select r.row_number || ' ' || f.key as place, pg_catalog.row_number() over (
        partition by f.id, private.custom_unique_form(r.data -> ('custom.' || f.key)) order by r.row_number) as nth
      from pg_catalog.unnest(fields) f cross join pg_catalog.unnest(plans) p join public.import_rows r on r.job_id = job.id and r.row_number = p.row_number
      where f.is_unique and r.data ? ('custom.' || f.key)) n
    where n.nth > 1);
  for it in execute pg_catalog.format(
    'select p, r.data, r.issues as read, t.id is not null as there, t.access_id, coalesce(t.custom, ''{}'') as former, pg_catalog.to_jsonb(t) ->> ''kind'' as kind
     from pg_catalog.unnest($1) p join public.import_rows r on r.job_id = $2 and r.row_number = p.row_number
     left join public.%I t on t.id = p.record_id and t.deleted_at is null', job.resource) using plans, job.id loop
    plan := it.p;
    source := case when it.there then it.data else defaults || it.data end;
    plan.wanted := plan.wanted #- place;
    changes := '{}';
    wrong := '[]';
    foreach field in array fields loop
      said := nullif(source -> ('custom.' || field.key), 'null');
      if said is null then
        if not it.there and field.required and field.active and field.default_value is null
          and (field.kinds is null or coalesce(source ->> 'kind', 'company') = any (field.kinds))
          and not it.read @> pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('field', 'custom.' || field.key))
          and not it.read @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"' then
          wrong := wrong || private.custom_import_issue(field, 'required', null);
        end if;
        continue;
      end if;
      if field.type = 'date' and pg_catalog.jsonb_typeof(said) = 'string' then
        said := pg_catalog.to_jsonb(pg_catalog.left(said #>> '{}', 10));
      elsif field.type = 'person' then
        found := people -> (said #>> '{}');
        if (found ->> 'hits')::bigint is distinct from 1 then
          wrong := wrong || private.import_lookup_issue('custom.' || field.key, said, (found ->> 'hits')::bigint);
          continue;
        end if;
        said := found -> 'id';
      end if;
      continue when said is not distinct from it.former -> field.key;
      problem := private.custom_problem(field, said);
      problem := case when problem is not null then problem
        when not field.active or field.type in ('choice', 'choices') and exists (select from pg_catalog.jsonb_array_elements(field.choices) c
          where c -> 'active' = 'false' and said @> (c -> 'key') and not coalesce(it.former -> field.key @> (c -> 'key'), false)) then 'custom_retired'
        when field.is_unique and (plan.row_number || ' ' || field.key = any (doubled) or exists (
          select from private.custom_unique_values u
          where u.field_id = field.id and u.value = private.custom_unique_form(said) and u.record_id <> plan.record_id)) then 'duplicate' end;
      wrong := wrong || private.custom_import_issue(field, problem, said);
      changes := changes || pg_catalog.jsonb_build_object(field.key, said);
    end loop;
    wrong := wrong || coalesce((
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('field', k, 'key', 'custom_gone', 'params', '{}'::jsonb)) from pg_catalog.jsonb_object_keys(source) k
      where k like 'custom.%' and not exists (select from pg_catalog.unnest(fields) f where 'custom.' || f.key = k)), '[]');
    wrong := wrong || private.import_issue(it.there and changes <> '{}' and it.access_id <> all (updatable)
      and not plan.issues @> '[{"key": "denied_update"}]', null, 'denied_update');
    plan.issues := plan.issues || wrong;
    if plan.issues <> '[]' then
      plan.action := 'refuse';
    elsif changes <> '{}' then
      plan.wanted := pg_catalog.jsonb_set(plan.wanted, place, case when it.there then it.former || changes else changes end);
      if it.there then
        plan.before := pg_catalog.jsonb_set(plan.before, place, coalesce(nullif(it.former, '{}'), 'null'));
        plan.action := 'update';
      end if;
    end if;
    return next plan;
  end loop;
end $$;
comment on function private.plan_custom(public.import_jobs, private.import_plan[]) is
  'Plans of the caller''s import with their rows'' custom values (custom.<key>): people by name or e-mail, what differs from what there is, what is wrong with it; of new records what is needed is demanded.';
grant execute on function private.plan_custom(public.import_jobs, private.import_plan[]) to authenticated;

create or replace function private.plan_import(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = ''
as $$
declare
  resolve constant text := pg_catalog.format('private.%I($1, $2)', 'resolve_' || job.resource);
  plans private.import_plan[];
begin
  if private.has_custom_fields(job.resource) then
    execute 'select array(select p from ' || resolve || ' p)' into plans using job, numbers;
    return query select * from private.plan_custom(job, plans);
  else
    return query execute 'select * from ' || resolve using job, numbers;
  end if;
end $$;

create or replace function private.insert_customers(plans private.import_plan[]) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off set jit = off
as $$
declare
  me uuid := private.me();
  organisation uuid := private.organisation_id();
  nobodys uuid := case when private.my_scope('customers', 'create') = 'all' then null else me end;
  readable uuid[] := private.visible_ids('customers', 'read');
  creatable uuid[] := private.visible_ids('customers', 'create');
  reachable uuid[] := private.visible_ids('customers.contact_details', 'update');
  describable uuid[] := private.visible_ids('customers.demographics', 'update');
  parents uuid[] := array(
    select distinct (p.wanted -> 'main' ->> 'parent_id')::uuid from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted -> 'main' ? 'parent_id');
  bases uuid[] := array(
    select distinct coalesce((p.wanted -> 'main' ->> 'owner_id')::uuid, (p.wanted -> 'main' ->> 'team_id')::uuid, nobodys, organisation)
    from pg_catalog.unnest(plans) p where p.action = 'create');
  keys uuid[] := array(select private.access_key(b, me) from pg_catalog.unnest(bases) b);
begin
  if me is null or not keys <@ creatable
    or not keys <@ reachable and exists (select from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted -> 'contact' <> '{}')
    or not keys <@ describable and exists (select from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted -> 'demographics' <> '{}')
    or not keys <@ readable and exists (select from pg_catalog.unnest(plans) p where p.action = 'create' and (p.wanted -> 'contact' <> '{}' or p.wanted -> 'demographics' <> '{}'))
    or exists (select from pg_catalog.unnest(parents) c (id) left join public.customers f on f.id = c.id and f.deleted_at is null
      where f.id is null or f.access_id <> all (readable)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  perform pg_catalog.set_config('atrium.bulk', 'on', true);
  with wanted as materialized (
    select p.record_id as id, p.wanted -> 'main' as w, pg_catalog.btrim(p.wanted -> 'main' ->> 'name') as name,
      pg_catalog.lower(nullif(pg_catalog.btrim(p.wanted -> 'main' ->> 'domain'), '')) as domain, pg_catalog.nextval('public.customers_number_seq') as number
    from pg_catalog.unnest(plans) p where p.action = 'create')
  insert into public.customers (id, number, external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city,
    source, currency, description, parent_id, owner_id, team_id, custom, created_by, updated_by, created_at, updated_at, search_text)
  overriding system value
  select n.id, n.number, n.w ->> 'external_id', coalesce(n.w ->> 'kind', 'company'), n.name, n.w ->> 'legal_name', n.domain, n.w ->> 'website',
    coalesce(n.w ->> 'lifecycle_stage', 'lead'), n.w ->> 'tier', n.w ->> 'industry', n.w ->> 'size_band', n.w ->> 'region', n.w ->> 'country', n.w ->> 'city',
    n.w ->> 'source', n.w ->> 'currency', n.w ->> 'description', (n.w ->> 'parent_id')::uuid,
    coalesce((n.w ->> 'owner_id')::uuid, case when not n.w ? 'team_id' then nobodys end), (n.w ->> 'team_id')::uuid, n.w -> 'custom', me, me, now(), now(),
    ' ' || private.search_norm(pg_catalog.concat_ws(' ', n.name, n.w ->> 'legal_name', n.domain, n.w ->> 'website', n.number::text)) || ' '
  from wanted n;
  with wanted as materialized (
    select p.record_id as id, p.wanted -> 'contact' as contact, p.wanted -> 'demographics' as demographics, b.key
    from pg_catalog.unnest(plans) p join unnest(bases, keys) b (base, key)
      on b.base = coalesce((p.wanted -> 'main' ->> 'owner_id')::uuid, (p.wanted -> 'main' ->> 'team_id')::uuid, nobodys, organisation)
    where p.action = 'create'),
  contacts as (
    insert into public.customer_contact_details (customer_id, email, phone, address_line1, postal_code, access_id, updated_by)
    select n.id, n.contact ->> 'email', n.contact ->> 'phone', n.contact ->> 'address_line1', n.contact ->> 'postal_code', n.key, me
    from wanted n where n.contact <> '{}')
  insert into public.customer_demographics (customer_id, founded_year, employees, annual_revenue, access_id, updated_by)
  select n.id, (n.demographics ->> 'founded_year')::smallint, (n.demographics ->> 'employees')::integer, (n.demographics ->> 'annual_revenue')::numeric, n.key, me
  from wanted n where n.demographics <> '{}';
  perform pg_catalog.set_config('atrium.bulk', '', true);
end $$;

create or replace function private.apply_customers(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
  changed private.import_plan[] := array(select p from pg_catalog.unnest(plans) p where p.action = 'update');
begin
  perform private.insert_customers(plans);
  if cardinality(changed) = 0 then
    return;
  end if;
  perform private.assign_imported('customers', changed, 'main');
  update public.customers c set (external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, team_id, custom) =
    (select x.external_id, x.kind, x.name, x.legal_name, x.domain, x.website, x.lifecycle_stage, x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.team_id, x.custom
     from pg_catalog.jsonb_populate_record(c, (p.wanted -> 'main') - 'owner_id') x)
  from pg_catalog.unnest(changed) p where c.id = p.record_id and p.wanted -> 'main' <> '{}';
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, (select count(*) from pg_catalog.unnest(changed) p where p.wanted -> 'main' <> '{}'));

  update public.customer_contact_details d set (email, phone, address_line1, postal_code) =
    (select x.email, x.phone, x.address_line1, x.postal_code from pg_catalog.jsonb_populate_record(d, p.wanted -> 'contact') x)
  from pg_catalog.unnest(changed) p where d.customer_id = p.record_id and p.wanted -> 'contact' <> '{}';
  insert into public.customer_contact_details (customer_id, email, phone, address_line1, postal_code)
  select p.record_id, x.email, x.phone, x.address_line1, x.postal_code
  from pg_catalog.unnest(changed) p cross join lateral pg_catalog.jsonb_populate_record(null::public.customer_contact_details, p.wanted -> 'contact') x
  where p.wanted -> 'contact' <> '{}'
    and not exists (select from public.customer_contact_details d where d.customer_id = p.record_id);
  update public.customer_demographics d set (founded_year, employees, annual_revenue) =
    (select x.founded_year, x.employees, x.annual_revenue from pg_catalog.jsonb_populate_record(d, p.wanted -> 'demographics') x)
  from pg_catalog.unnest(changed) p where d.customer_id = p.record_id and p.wanted -> 'demographics' <> '{}';
  insert into public.customer_demographics (customer_id, founded_year, employees, annual_revenue)
  select p.record_id, x.founded_year, x.employees, x.annual_revenue
  from pg_catalog.unnest(changed) p cross join lateral pg_catalog.jsonb_populate_record(null::public.customer_demographics, p.wanted -> 'demographics') x
  where p.wanted -> 'demographics' <> '{}'
    and not exists (select from public.customer_demographics d where d.customer_id = p.record_id);
end $$;

create or replace function private.undo_customers(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids uuid[];
begin
  ids := array(select r.record_id from pg_catalog.unnest(rows) r join public.customers c on c.id = r.record_id where r.action = 'create');
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_imported('customers', ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('customers', 'delete', ids);
  end if;
  perform private.assign_imported('customers', array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update' and r.before -> 'main' ? 'owner_id'), 'main');
  -- what was empty is emptied again, though it is needed by now
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  update public.customers c set (external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, team_id, custom) =
    (select x.external_id, x.kind, x.name, x.legal_name, x.domain, x.website, x.lifecycle_stage, x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.team_id, x.custom
     from pg_catalog.jsonb_populate_record(c, (r.before -> 'main') - 'owner_id') x)
  from pg_catalog.unnest(rows) r where c.id = r.record_id and r.action = 'update' and r.before -> 'main' <> '{}';
  perform pg_catalog.set_config('atrium.importing', '', true);
  update public.customer_contact_details d set (email, phone, address_line1, postal_code) =
    (select x.email, x.phone, x.address_line1, x.postal_code from pg_catalog.jsonb_populate_record(d, r.before -> 'contact') x)
  from pg_catalog.unnest(rows) r where d.customer_id = r.record_id and r.action = 'update' and r.before -> 'contact' <> '{}';
  update public.customer_demographics d set (founded_year, employees, annual_revenue) =
    (select x.founded_year, x.employees, x.annual_revenue from pg_catalog.jsonb_populate_record(d, r.before -> 'demographics') x)
  from pg_catalog.unnest(rows) r where d.customer_id = r.record_id and r.action = 'update' and r.before -> 'demographics' <> '{}';
end $$;

create or replace function private.insert_deals(plans private.import_plan[]) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off set jit = off
as $$
declare
  me uuid := private.me();
  organisation uuid := private.organisation_id();
  creatable uuid[] := private.visible_ids('deals', 'create');
  updatable uuid[] := private.visible_ids('deals', 'update');
  readable uuid[] := private.visible_ids('customers', 'read');
  bases uuid[] := array(select distinct coalesce((p.wanted ->> 'owner_id')::uuid, organisation) from pg_catalog.unnest(plans) p where p.action = 'create');
  keys uuid[] := array(select private.access_key(b, me) from pg_catalog.unnest(bases) b);
  customers uuid[] := array(select distinct (p.wanted ->> 'customer_id')::uuid from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted ? 'customer_id');
begin
  if me is null or not keys <@ creatable
    or not keys <@ updatable and exists (select from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted ? 'product_id')
    or exists (select from pg_catalog.unnest(customers) c (id) left join public.customers f on f.id = c.id and f.deleted_at is null
      where f.id is null or f.access_id <> all (readable)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  perform pg_catalog.set_config('atrium.bulk', 'on', true);
  with wanted as materialized (
    select p.record_id as id, p.wanted as w, pg_catalog.btrim(p.wanted ->> 'name') as name, s.id as stage_id, s.pipeline_id, s.outcome,
      (p.wanted ->> 'opened_at')::timestamptz as opened_at, (p.wanted ->> 'closed_at')::timestamptz as closed_at,
      pg_catalog.nextval('public.deals_number_seq') as number
    from pg_catalog.unnest(plans) p join public.pipeline_stages s on s.id = (p.wanted ->> 'stage_id')::uuid
    where p.action = 'create')
  insert into public.deals (id, number, external_id, name, customer_id, pipeline_id, stage_id, outcome, amount, amount_is_estimate, currency, source, lost_reason_id,
    next_step, description, opened_at, expected_close_date, closed_at, stage_entered_at, owner_id, custom, created_by, updated_by, created_at, updated_at, search_text)
  overriding system value
  select n.id, n.number, n.w ->> 'external_id', n.name, (n.w ->> 'customer_id')::uuid, n.pipeline_id, n.stage_id, n.outcome,
    (n.w ->> 'amount')::numeric, coalesce((n.w ->> 'amount_is_estimate')::boolean, false), n.w ->> 'currency', n.w ->> 'source',
    case when n.outcome = 'lost' then (n.w ->> 'lost_reason_id')::uuid end, n.w ->> 'next_step', n.w ->> 'description',
    n.opened_at, (n.w ->> 'expected_close_date')::date, case when n.outcome <> 'open' then coalesce(n.closed_at, now()) end,
    coalesce(n.closed_at, n.opened_at), (n.w ->> 'owner_id')::uuid, n.w -> 'custom', me, me, now(), now(),
    ' ' || private.search_norm(pg_catalog.concat_ws(' ', n.name, n.number::text, n.w ->> 'external_id')) || ' '
  from wanted n;
  insert into public.deal_items (deal_id, product_id, quantity, unit_price, access_id)
  select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0), b.key
  from pg_catalog.unnest(plans) p join unnest(bases, keys) b (base, key) on b.base = coalesce((p.wanted ->> 'owner_id')::uuid, organisation)
  where p.action = 'create' and p.wanted ? 'product_id';
  perform pg_catalog.set_config('atrium.bulk', '', true);
end $$;

create or replace function private.apply_deals(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
  changed private.import_plan[] := array(select p from pg_catalog.unnest(plans) p where p.action = 'update');
begin
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  perform private.insert_deals(plans);
  if cardinality(changed) > 0 then
    perform private.assign_imported('deals', changed, null);
    update public.deals d set (external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id, next_step, description, opened_at, expected_close_date, closed_at, custom) =
      (select x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, x.amount_is_estimate, x.currency, x.source, x.lost_reason_id, x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at, x.custom
       from pg_catalog.jsonb_populate_record(d, p.wanted - 'owner_id') x)
    from pg_catalog.unnest(changed) p where d.id = p.record_id;
    get diagnostics touched = row_count;
    perform private.fail_unless(touched, cardinality(changed));
    update public.deal_items i set product_id = coalesce((p.wanted ->> 'product_id')::uuid, i.product_id), unit_price = coalesce((p.wanted ->> 'unit_price')::numeric, i.unit_price)
    from pg_catalog.unnest(changed) p where i.deal_id = p.record_id and (p.wanted ? 'product_id' or p.wanted ? 'unit_price');
    insert into public.deal_items (deal_id, product_id, quantity, unit_price)
    select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0)
    from pg_catalog.unnest(changed) p
    where p.wanted ? 'product_id' and not exists (select from public.deal_items i where i.deal_id = p.record_id);
  end if;
  perform pg_catalog.set_config('atrium.importing', '', true);
end $$;

create or replace function private.undo_deals(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids uuid[];
begin
  ids := array(select r.record_id from pg_catalog.unnest(rows) r join public.deals d on d.id = r.record_id where r.action = 'create');
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_imported('deals', ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('deals', 'delete', ids);
  end if;
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  perform private.assign_imported('deals', array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update' and r.before ? 'owner_id'), null);
  update public.deals d set (external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id, next_step, description, opened_at, expected_close_date, closed_at, custom) =
    (select x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, x.amount_is_estimate, x.currency, x.source, x.lost_reason_id, x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at, x.custom
     from pg_catalog.jsonb_populate_record(d, r.before - 'owner_id') x)
  from pg_catalog.unnest(rows) r where d.id = r.record_id and r.action = 'update';
  update public.deal_items i set product_id = coalesce((r.before ->> 'product_id')::uuid, i.product_id), unit_price = coalesce((r.before ->> 'unit_price')::numeric, i.unit_price)
  from pg_catalog.unnest(rows) r where i.deal_id = r.record_id and r.action = 'update' and (r.before ->> 'product_id' is not null or r.before ->> 'unit_price' is not null);
  delete from public.deal_items i using pg_catalog.unnest(rows) r
  where i.deal_id = r.record_id and r.action = 'update' and r.before ? 'product_id' and r.before ->> 'product_id' is null;
  perform pg_catalog.set_config('atrium.importing', '', true);
end $$;

create or replace function private.try_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  plans private.import_plan[];
  code text;
  reason text;
  detail text;
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
      get stacked diagnostics code = returned_sqlstate, reason = message_text, detail = pg_exception_detail;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set action = 'refuse', status = 'checked', record_id = null,
      issues = private.import_issue(true, case when detail ~ '^\{"field" : "custom\.' then detail::jsonb ->> 'field' end, case when code = '42501' then 'denied' when code = '23505' then 'duplicate' when code like '23%' or code like '22%' then 'not_allowed' else 'failed' end,
        pg_catalog.jsonb_build_object('code', code, 'reason', pg_catalog.left(reason, 200)))
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.try_import_rows(job, numbers[1:half]);
  perform private.try_import_rows(job, numbers[half + 1:]);
end $$;
