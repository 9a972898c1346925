-- People and customers: how their rows are planned.

create function private.resolve_profiles(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  may_create boolean := private.may('profiles', 'create');
  may_make_teams boolean := private.may('teams', 'create');
  updatable uuid[] := private.visible_ids('profiles', 'update');
  makes_missing boolean := coalesce((job.mapping -> 'options' ->> 'createMissing')::boolean, false);
begin
  return query
  with rows as materialized (select r.* from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers)),
  firsts as materialized (
    select o.match_key, min(o.row_number) as row_number from public.import_rows o
    where o.job_id = job.id and o.match_key = any (array(select r.match_key from rows r)) group by o.match_key),
  doubles as materialized (
    select r.row_number, private.import_issue(true, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', f.row_number)) as issues
    from rows r join firsts f on f.match_key = r.match_key and f.row_number < r.row_number),
  managers as materialized (select * from private.import_find('profiles', array(select distinct r.data ->> 'manager' from rows r))),
  teams as materialized (select * from private.import_find('teams', array(select distinct r.data ->> 'team' from rows r))),
  by_email as materialized (select * from private.import_find('profiles', array(select r.data ->> 'email' from rows r))),
  by_name as materialized (select * from private.import_find('profiles', array(select r.data ->> 'full_name' from rows r))),
  departments as materialized (select * from private.import_find('departments', array(select distinct r.data ->> 'department' from rows r))),
  matched as materialized (
    select r.row_number, r.data, p.id, pg_catalog.to_jsonb(p) as existing, m.id as manager_id, t.id as team_id, d.id as department_id,
      r.data ? 'manager' and m.id is null and (makes_missing or exists (
        select from public.import_rows o where o.job_id = job.id and o.name_key = private.match_key(r.data ->> 'manager'))) as manager_later,
      r.issues || coalesce(u.issues, '[]')
        || private.import_issue(not r.data ? 'full_name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'full_name', 'required')
        || private.import_issue(e.id is null and n.hits > 1, 'full_name', 'ambiguous', pg_catalog.jsonb_build_object('value', r.data -> 'full_name'))
        || private.import_lookup_issue('manager', r.data -> 'manager', case when makes_missing and m.hits is null then 1 else m.hits end)
        || private.import_lookup_issue('team', r.data -> 'team', case when makes_missing and may_make_teams and t.hits is null then 1 else t.hits end)
        || private.import_lookup_issue('department', r.data -> 'department', d.hits) as issues
    from rows r
    left join doubles u on u.row_number = r.row_number
    left join by_email e on e.needle = r.data ->> 'email'
    left join by_name n on n.needle = r.data ->> 'full_name' and e.id is null
    left join public.profiles p on p.id = coalesce(e.id, n.id)
    left join managers m on m.needle = r.data ->> 'manager'
    left join teams t on t.needle = r.data ->> 'team'
    left join departments d on d.needle = r.data ->> 'department'),
  wanted as materialized (
    select m.*, case when m.id is null then w.all_of_it else private.import_changes(m.existing, private.typed_as('profiles', w.all_of_it)) end as wanted
    from matched m
    cross join lateral (
      select pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('full_name', m.data -> 'full_name', 'email', m.data -> 'email',
        'phone', m.data -> 'phone', 'job_title', m.data -> 'job_title', 'active', m.data -> 'active',
        'manager_id', m.manager_id, 'team_id', m.team_id,
        'department_id', case when m.team_id is null then m.department_id end)) as all_of_it) w)
  select w.row_number,
    case when w.issues <> '[]' or w.id is null and not may_create or w.id is not null and w.wanted <> '{}' and w.id <> all (updatable) then 'refuse'
      when w.id is null then 'create'
      when w.wanted = '{}' and not w.manager_later and not (w.data ? 'team' and w.team_id is null) then 'skip' else 'update' end,
    coalesce(w.id, gen_random_uuid()), w.wanted, private.import_overwritten(w.existing, w.wanted),
    w.issues || private.import_issue(w.id is null and not may_create, null, 'denied_create')
      || private.import_issue(w.id is not null and w.wanted <> '{}' and w.id <> all (updatable), null, 'denied_update'),
    array_remove(array[
      case when w.data ? 'team' and w.team_id is null then 'team_made' end,
      case when w.manager_later and not exists (select from public.import_rows o where o.job_id = job.id and o.name_key = private.match_key(w.data ->> 'manager')) then 'manager_made' end,
      case when w.id is null and not w.data ? 'email' then 'no_sign_in' end], null),
    case when w.manager_later then w.data ->> 'manager' end
  from wanted w;
end $$;
comment on function private.resolve_profiles(public.import_jobs, integer[]) is 'Plans rows of people: matched by e-mail, else by name; teams and managers by name.';

create function private.resolve_customers(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off
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
  with rows as materialized (select r.* from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers)),
  firsts as materialized (
    select o.match_key, min(o.row_number) as row_number from public.import_rows o
    where o.job_id = job.id and o.match_key = any (array(select r.match_key from rows r)) group by o.match_key),
  doubles as materialized (
    select r.row_number, private.import_issue(true, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', f.row_number)) as issues
    from rows r join firsts f on f.match_key = r.match_key and f.row_number < r.row_number),
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
      r.issues || coalesce(u.issues, '[]') || private.import_issue(not r.data ? 'name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'name', 'required') as issues
    from rows r
    left join doubles u on u.row_number = r.row_number
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
      w.issues || private.import_issue(w.hits > 1, 'name', 'ambiguous', pg_catalog.jsonb_build_object('value', w.data -> 'name'))
        || private.import_lookup_issue('owner', w.data -> 'owner', w.owner_hits) || private.import_lookup_issue('team', w.data -> 'team', w.team_hits)
        || private.import_lookup_issue('parent', w.data -> 'parent', case when w.parent_later then 1 else w.parent_hits end)
        || private.import_issue(w.parent_id = w.id, 'parent', 'own_parent')
        || private.import_issue(w.id is null and w.key <> all (creatable), null, 'denied_create')
        || private.import_issue(w.id is not null and w.main_changes <> '{}' and w.key <> all (updatable), null, 'denied_update')
        || private.import_issue(w.changes_hands and w.key <> all (assignable), 'owner', 'denied_assign')
        || private.import_issue(w.contact_changes <> '{}' and w.key <> all (reachable), 'email', 'denied_field')
        || private.import_issue(w.demographic_changes <> '{}' and w.key <> all (describable), 'annual_revenue', 'denied_field') as all_issues
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
comment on function private.resolve_customers(public.import_jobs, integer[]) is
  'Plans rows of customers: matched by external id, e-mail, name, or (for what was there before the import) domain.';

create function private.import_match_customers(rows jsonb, before timestamptz)
returns table (row_number integer, id uuid, hits bigint, existing jsonb, contact jsonb, demographics jsonb)
language plpgsql stable security definer rows 1000 set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  keys uuid[] := private.visible_ids('customers', 'read');
  reachable uuid[] := private.visible_ids('customers.contact_details', 'read');
  describable uuid[] := private.visible_ids('customers.demographics', 'read');
begin
  return query
  with asked as materialized (
    select x.row, x.external_id, lower(x.email) as email, private.match_key(x.name) as name, lower(x.domain) as domain
    from pg_catalog.jsonb_to_recordset(rows) x (row integer, external_id text, email text, name text, domain text)),
  hits as materialized (
    select a.row, 1 as rank, c.id from asked a join public.customers c on c.external_id = a.external_id
      where c.deleted_at is null and c.access_id = any (keys)
    union all
    select a.row, 2, c.id from asked a join public.customer_contact_details d on lower(d.email) = a.email join public.customers c on c.id = d.customer_id
      where d.access_id = any (reachable) and c.deleted_at is null and c.access_id = any (keys)
    union all
    select a.row, 3, c.id from asked a join public.customers c on private.match_key(c.name) = a.name
      where c.deleted_at is null and c.access_id = any (keys) and (c.external_id is null or a.external_id is null)
    union all
    select a.row, 4, min(c.id::text)::uuid from asked a join public.customers c on c.domain = a.domain
      where c.deleted_at is null and c.access_id = any (keys) and c.created_at < before and (c.external_id is null or a.external_id is null)
      group by a.row having count(*) = 1),
  found as materialized (
    select distinct on (h.row) h.row, min(h.id::text)::uuid as id, count(*) as n from hits h group by h.row, h.rank order by h.row, h.rank),
  records as materialized (
    select c.id, c.access_id, pg_catalog.to_jsonb(c) - 'search_text' as existing from public.customers c where c.id = any (array(select f.id from found f)))
  select f.row, f.id, f.n, r.existing,
    (select pg_catalog.to_jsonb(d) from public.customer_contact_details d where d.customer_id = f.id and d.access_id = any (reachable)),
    (select pg_catalog.to_jsonb(d) from public.customer_demographics d where d.customer_id = f.id and d.access_id = any (describable))
  from found f join records r on r.id = f.id;
end $$;
comment on function private.import_match_customers(jsonb, timestamptz) is
  'Which customers, of those that the caller may read, rows [{row, external_id, email, name, domain}] are, with what they hold; a domain counts only when it names one that was there before.';

grant execute on function private.resolve_profiles(public.import_jobs, integer[]), private.resolve_customers(public.import_jobs, integer[]),
  private.import_match_customers(jsonb, timestamptz) to authenticated;
