-- Numbers are the database's own to give, and here the database gives them: the search text needs them before the row is there.

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
    next_step, description, opened_at, expected_close_date, closed_at, stage_entered_at, owner_id, created_by, updated_by, created_at, updated_at, search_text)
  overriding system value
  select n.id, n.number, n.w ->> 'external_id', n.name, (n.w ->> 'customer_id')::uuid, n.pipeline_id, n.stage_id, n.outcome,
    (n.w ->> 'amount')::numeric, coalesce((n.w ->> 'amount_is_estimate')::boolean, false), n.w ->> 'currency', n.w ->> 'source',
    case when n.outcome = 'lost' then (n.w ->> 'lost_reason_id')::uuid end, n.w ->> 'next_step', n.w ->> 'description',
    n.opened_at, (n.w ->> 'expected_close_date')::date, case when n.outcome <> 'open' then coalesce(n.closed_at, now()) end,
    coalesce(n.closed_at, n.opened_at), (n.w ->> 'owner_id')::uuid, me, me, now(), now(),
    ' ' || private.search_norm(pg_catalog.concat_ws(' ', n.name, n.number::text, n.w ->> 'external_id')) || ' '
  from wanted n;
  insert into public.deal_items (deal_id, product_id, quantity, unit_price, access_id)
  select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0), b.key
  from pg_catalog.unnest(plans) p join unnest(bases, keys) b (base, key) on b.base = coalesce((p.wanted ->> 'owner_id')::uuid, organisation)
  where p.action = 'create' and p.wanted ? 'product_id';
  perform pg_catalog.set_config('atrium.bulk', '', true);
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
    source, currency, description, parent_id, owner_id, team_id, created_by, updated_by, created_at, updated_at, search_text)
  overriding system value
  select n.id, n.number, n.w ->> 'external_id', coalesce(n.w ->> 'kind', 'company'), n.name, n.w ->> 'legal_name', n.domain, n.w ->> 'website',
    coalesce(n.w ->> 'lifecycle_stage', 'lead'), n.w ->> 'tier', n.w ->> 'industry', n.w ->> 'size_band', n.w ->> 'region', n.w ->> 'country', n.w ->> 'city',
    n.w ->> 'source', n.w ->> 'currency', n.w ->> 'description', (n.w ->> 'parent_id')::uuid,
    coalesce((n.w ->> 'owner_id')::uuid, case when not n.w ? 'team_id' then nobodys end), (n.w ->> 'team_id')::uuid, me, me, now(), now(),
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
