-- Customers: planned and written thousands at a time.

alter function private.import_match_customers(jsonb, timestamptz) set enable_nestloop = on;
alter function private.import_match_customers(jsonb, timestamptz) set jit = off;

create or replace function private.resolve_customers(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_nestloop = off set jit = off
as $$
#variable_conflict use_column
declare
  me uuid := private.me();
  nobodys uuid := case when private.my_scope('customers', 'create') = 'all' then private.organisation_id() else me end;
  readable uuid[] := private.visible_ids('customers', 'read');
  creatable uuid[] := private.visible_ids('customers', 'create');
  updatable uuid[] := private.visible_ids('customers', 'update');
  assignable uuid[] := private.visible_ids('customers', 'assign');
  reachable uuid[] := private.visible_ids('customers.contact_details', 'update');
  describable uuid[] := private.visible_ids('customers.demographics', 'update');
  contact_keys text[] := array['email', 'phone', 'address_line1', 'postal_code'];
  demographic_keys text[] := array['founded_year', 'employees', 'annual_revenue'];
  defaults jsonb := pg_catalog.jsonb_build_object('source', 'import') || coalesce(job.mapping -> 'defaults', '{}');
begin
  return query
  with rows as materialized (select r.* from public.import_rows r where r.job_id = job.id and r.row_number between numbers[1] and numbers[cardinality(numbers)]),
  owners as materialized (select * from private.import_find('profiles', array(select distinct r.data ->> 'owner' from rows r))),
  teams as materialized (select * from private.import_find('teams', array(select distinct r.data ->> 'team' from rows r))),
  parents as materialized (select * from private.import_find('customers', array(select distinct r.data ->> 'parent' from rows r))),
  matches as materialized (
    select f.* from (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('row', r.row_number, 'external_id', r.data -> 'external_id', 'email', r.data -> 'email', 'name', r.data -> 'name', 'domain', r.data -> 'domain')) as list from rows r) a
    cross join lateral private.import_match_customers(a.list, job.created_at) f),
  matched as materialized (
    select r.row_number, r.data, k.id, (k.existing ->> 'access_id')::uuid as access_id, k.existing, k.contact as existing_contact, k.demographics as existing_demographics,
      o.id as owner_id, t.id as team_id, p.id as parent_id, k.hits,
      r.data ? 'parent' and p.id is null and exists (
        select from public.import_rows f where f.job_id = job.id and f.name_key = private.match_key(r.data ->> 'parent')) as parent_later,
      (select pg_catalog.jsonb_object_agg(x.key, x.value) from pg_catalog.jsonb_each(r.data) x where x.key = any (contact_keys)) as contact,
      (select pg_catalog.jsonb_object_agg(x.key, x.value) from pg_catalog.jsonb_each(r.data) x where x.key = any (demographic_keys)) as demographics,
      o.hits as owner_hits, t.hits as team_hits, p.hits as parent_hits,
      r.issues || case when r.duplicate_of is not null then private.import_issue(true, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', r.duplicate_of)) else '[]' end || private.import_issue(not r.data ? 'name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'name', 'required') as issues
    from rows r
    left join matches k on k.row_number = r.row_number
    left join owners o on o.needle = r.data ->> 'owner'
    left join teams t on t.needle = r.data ->> 'team'
    left join parents p on p.needle = r.data ->> 'parent'),
  wanted as materialized (
    select m.*, w.*,
      case when m.id is null then private.access_key(coalesce(m.owner_id, m.team_id, nobodys), me) else m.access_id end as key,
      m.id is not null and m.owner_id is not null and m.owner_id::text is distinct from m.existing ->> 'owner_id' as changes_hands
    from matched m
    cross join lateral (
      select case when m.id is null then defaults else '{}' end || m.data - contact_keys - demographic_keys - array['owner', 'team', 'parent']
        || pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('owner_id', m.owner_id, 'team_id', m.team_id, 'parent_id', m.parent_id)) as main) a
    cross join lateral (
      select case when m.id is null then a.main else private.import_changes(m.existing, private.typed_as('customers', a.main)) end as main_changes,
        case when m.contact is null then '{}' when m.id is null then m.contact
          else private.import_changes(m.existing_contact, private.typed_as('customer_contact_details', m.contact)) end as contact_changes,
        case when m.demographics is null then '{}' when m.id is null then m.demographics
          else private.import_changes(m.existing_demographics, private.typed_as('customer_demographics', m.demographics)) end as demographic_changes) w),
  judged as materialized (
    select w.*, w.main_changes = '{}' and w.contact_changes = '{}' and w.demographic_changes = '{}' as same,
      w.issues || case when w.hits > 1 or w.data ?| array['owner', 'team', 'parent'] then
          private.import_issue(w.hits > 1, 'name', 'ambiguous', pg_catalog.jsonb_build_object('value', w.data -> 'name'))
          || private.import_lookup_issue('owner', w.data -> 'owner', w.owner_hits) || private.import_lookup_issue('team', w.data -> 'team', w.team_hits)
          || private.import_lookup_issue('parent', w.data -> 'parent', case when w.parent_later then 1 else w.parent_hits end)
          || private.import_issue(w.parent_id = w.id, 'parent', 'own_parent') else '[]' end
        || case when w.id is null and w.key <> all (creatable) then private.import_issue(true, null, 'denied_create') else '[]' end
        || case when w.id is not null and w.main_changes <> '{}' and w.key <> all (updatable) then private.import_issue(true, null, 'denied_update') else '[]' end
        || case when w.changes_hands and w.key <> all (assignable) then private.import_issue(true, 'owner', 'denied_assign') else '[]' end
        || case when w.contact_changes <> '{}' and w.key <> all (reachable) then private.import_issue(true, 'email', 'denied_field') else '[]' end
        || case when w.demographic_changes <> '{}' and w.key <> all (describable) then private.import_issue(true, 'annual_revenue', 'denied_field') else '[]' end as all_issues
    from wanted w)
  select j.row_number,
    case when j.all_issues <> '[]' then 'refuse' when j.id is null then 'create' when j.same and not j.parent_later then 'skip' else 'update' end,
    coalesce(j.id, gen_random_uuid()),
    pg_catalog.jsonb_build_object('main', j.main_changes, 'contact', j.contact_changes, 'demographics', j.demographic_changes),
    case when j.id is not null then pg_catalog.jsonb_build_object('main', private.import_overwritten(j.existing, j.main_changes),
      'contact', private.import_overwritten(j.existing_contact, j.contact_changes),
      'demographics', private.import_overwritten(j.existing_demographics, j.demographic_changes)) end,
    j.all_issues, '{}'::text[], case when j.parent_later then j.data ->> 'parent' end
  from judged j;
end $$;

create function private.insert_customers(plans private.import_plan[]) returns void
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
comment on function private.insert_customers(private.import_plan[]) is
  'Writes planned new customers with their contact details and demographics, as the tables'' triggers and policies would have them. Raises denied when the caller may not create one of them for its owner, may not fill its field groups, or does not see its parent.';
grant execute on function private.insert_customers(private.import_plan[]) to authenticated;

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
  update public.customers c set (external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, team_id) =
    (select x.external_id, x.kind, x.name, x.legal_name, x.domain, x.website, x.lifecycle_stage, x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.team_id
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
