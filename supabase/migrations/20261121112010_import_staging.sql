-- Large imports: rows that stay in their page when they are checked, doubles found once, names looked up by hashing.

alter table public.import_rows set (fillfactor = 50);
alter table public.import_rows add column duplicate_of integer;
alter table public.import_rows add column refused boolean not null generated always as (coalesce(action = 'refuse', false)) stored;
comment on column public.import_rows.duplicate_of is 'The first row of the file that is the same record; found when the check begins.';
comment on column public.import_rows.refused is 'action is refuse. Its index holds these alone, so that checking the others writes to no index.';
drop index public.import_rows_action_idx;
drop index public.import_rows_match_key_idx;
drop index public.import_rows_record_id_idx;
create index import_rows_refused_idx on public.import_rows (job_id, row_number) where refused;
create index products_match_key_idx on public.products (private.match_key(name));

create or replace function public.stage_import_rows(job uuid, rows jsonb) returns integer
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.lock_import(job, array['staging']);
  staged integer;
begin
  insert into public.import_rows (job_id, row_number, raw, data, issues, match_key, name_key)
  select it.id, (r.value ->> 0)::integer, r.value -> 1, d.data, r.value -> 3,
    case when d.data ? 'external_id' then 'id:' || (d.data ->> 'external_id') else private.import_key(it.resource, d.data) end,
    case it.resource when 'customers' then private.match_key(d.data ->> 'name') when 'profiles' then private.match_key(d.data ->> 'full_name') end
  from pg_catalog.jsonb_array_elements(rows) r cross join lateral (select r.value -> 2 as data) d
  on conflict (job_id, row_number) do nothing;
  get diagnostics staged = row_count;
  update public.import_jobs j set total_rows = j.total_rows + staged where j.id = it.id;
  return staged;
end $$;

create function private.mark_doubles(job uuid) returns void
language sql set search_path = '' set enable_nestloop = off set jit = off
as $$
  with firsts as materialized (
    select o.match_key, min(o.row_number) as first from public.import_rows o
    where o.job_id = job and o.match_key is not null group by o.match_key having count(*) > 1)
  update public.import_rows r set duplicate_of = f.first
  from firsts f where r.job_id = job and r.match_key = f.match_key and r.row_number > f.first
$$;
comment on function private.mark_doubles(uuid) is 'Marks the rows of an import that are the same record as an earlier row.';
grant execute on function private.mark_doubles(uuid) to authenticated;

create or replace function private.analyse_imports(job uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if (select j.total_rows from public.import_jobs j where j.id = job and j.created_by = private.me()) > 5000 then
    analyze public.import_rows;
    analyze public.customers;
    analyze public.profiles;
    analyze public.deals;
  end if;
end $$;
comment on function private.analyse_imports(uuid) is 'Tells the planner of the rows of a large import, and of what it may refer to, which it has not seen yet.';

create or replace function public.check_import(job uuid, batch integer default 2000) returns jsonb
language plpgsql set search_path = '' set jit = off
as $$
declare
  it public.import_jobs := private.lock_import(job, array['staging', 'checking', 'checked']);
  numbers integer[];
begin
  if it.status <> 'checking' then
    it.position := 0;
    perform private.analyse_imports(it.id);
    perform private.mark_doubles(it.id);
    update public.import_jobs j set status = 'checking', position = 0, counts = '{}' where j.id = it.id;
  end if;
  numbers := array(select r.row_number from public.import_rows r where r.job_id = it.id and r.row_number > it.position order by r.row_number limit least(batch, 5000));
  if cardinality(numbers) > 0 then
    update public.import_rows r set action = p.action, record_id = case when p.action in ('update', 'skip') then p.record_id end, notes = p.notes,
      issues = p.issues, status = 'checked'
    from private.plan_import(it, numbers) p
    where r.job_id = it.id and r.row_number = p.row_number and r.row_number between numbers[1] and numbers[cardinality(numbers)];
    update public.import_jobs j set position = numbers[cardinality(numbers)] where j.id = it.id;
  else
    update public.import_jobs j set status = 'checked', position = 0, counts = private.count_import(it.id) where j.id = it.id;
  end if;
  return (select pg_catalog.jsonb_build_object('status', j.status, 'done', cardinality(numbers), 'total', j.total_rows, 'counts', j.counts) from public.import_jobs j where j.id = it.id);
end $$;
comment on function public.check_import(uuid, integer) is
  'The dry run of the next rows (at most 5,000): notes what each would do and why not. To be called until status is checked. Gives {status, done, total, counts}.';

create or replace function private.import_find(kind text, needles text[]) returns table (needle text, id uuid, hits bigint)
language plpgsql stable security definer rows 1000 set search_path = '' set enable_seqscan = off set enable_nestloop = on set jit = off
as $$
#variable_conflict use_column
declare
  person uuid := private.me();
  keys uuid[];
  asked text[] := array(select distinct n from pg_catalog.unnest(needles) n where n is not null);
  normal text[] := array(select private.match_key(n) from pg_catalog.unnest(asked) n);
begin
  if person is null or cardinality(asked) = 0 then
    return;
  end if;
  case kind
    when 'customers' then
      keys := private.visible_ids('customers', 'read');
      return query select a.n, min(c.id::text)::uuid, count(c.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.customers f
          where private.match_key(f.name) = a.key and f.deleted_at is null and f.access_id = any (keys) limit 2) c
        group by a.n;
    when 'profiles' then
      keys := private.visible_ids('profiles', 'read');
      return query select a.n, min(p.id::text)::uuid, count(distinct p.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.profiles f where private.match_key(f.full_name) = a.key and f.id = any (keys)
          union select f.id from public.profiles f where lower(f.email) = lower(a.n) and f.id = any (keys)) p
        group by a.n;
    when 'products' then
      if private.my_scope('products', 'read') = 'none' then return; end if;
      return query select a.n, min(p.id::text)::uuid, count(distinct p.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.products f where private.match_key(f.name) = a.key
          union select f.id from public.products f where f.sku = a.n) p
        group by a.n;
    when 'teams' then
      if private.my_scope('teams', 'read') = 'none' then return; end if;
      return query with named as materialized (select t.id, private.match_key(t.name) as key from public.teams t)
        select a.n, min(t.id::text)::uuid, count(t.id) from unnest(asked, normal) a (n, key) join named t on t.key = a.key group by a.n;
    when 'departments' then
      if private.my_scope('departments', 'read') = 'none' then return; end if;
      return query with named as materialized (select d.id, d.key as code, private.match_key(d.name) as key from public.departments d)
        select a.n, min(d.id::text)::uuid, count(d.id) from unnest(asked, normal) a (n, key) join named d on d.code = lower(a.n) or d.key = a.key group by a.n;
    when 'stages' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query with named as materialized (
          select s.id, s.key as code, private.match_key(s.name) as key from public.pipelines p join public.pipeline_stages s on s.pipeline_id = p.id where p.is_default)
        select a.n, min(s.id::text)::uuid, count(s.id) from unnest(asked, normal) a (n, key) join named s on s.code = lower(a.n) or s.key = a.key group by a.n;
    when 'lost_reasons' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query with named as materialized (select l.id, l.key as code, private.match_key(l.name) as key from public.lost_reasons l)
        select a.n, min(l.id::text)::uuid, count(l.id) from unnest(asked, normal) a (n, key) join named l on l.code = lower(a.n) or l.key = a.key group by a.n;
    else
      perform private.fail('22023', 'unknown_field', 'Nothing can be looked up by that name.');
  end case;
end $$;

create or replace function private.resolve_products(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
  base_currency text := (select s.base_currency from public.settings s);
  may_create boolean := private.may('products', 'create');
  may_update boolean := private.may('products', 'update');
begin
  return query
  with rows as materialized (select r.* from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers)),
  matched as materialized (
    select r.row_number, r.data, r.issues || private.import_issue(r.duplicate_of is not null, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', r.duplicate_of))
        || private.import_issue(not r.data ? 'name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'name', 'required') as issues,
      p.id, pg_catalog.to_jsonb(p) as existing
    from rows r
    left join lateral (
      select f.* from public.products f
      where f.sku = r.data ->> 'sku' or (not r.data ? 'sku' and private.match_key(f.name) = private.match_key(r.data ->> 'name'))
      order by f.created_at limit 1) p on true),
  wanted as materialized (
    select m.*, case when m.id is null then pg_catalog.jsonb_build_object('currency', base_currency, 'sku', private.make_sku(m.data ->> 'name'))
        || coalesce(job.mapping -> 'defaults', '{}') || m.data
      else private.import_changes(m.existing, private.typed_as('products', m.data)) end as wanted
    from matched m)
  select w.row_number,
    case when w.issues <> '[]' then 'refuse' when w.id is null and not may_create or w.id is not null and w.wanted <> '{}' and not may_update then 'refuse'
      when w.id is null then 'create' when w.wanted = '{}' then 'skip' else 'update' end,
    coalesce(w.id, gen_random_uuid()), w.wanted, private.import_overwritten(w.existing, w.wanted),
    w.issues || private.import_issue(w.id is null and not may_create, null, 'denied_create')
      || private.import_issue(w.id is not null and w.wanted <> '{}' and not may_update, null, 'denied_update'),
    '{}'::text[], null::text
  from wanted w;
end $$;

create or replace function private.resolve_profiles(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off set jit = off
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
  managers as materialized (select * from private.import_find('profiles', array(select distinct r.data ->> 'manager' from rows r))),
  teams as materialized (select * from private.import_find('teams', array(select distinct r.data ->> 'team' from rows r))),
  by_email as materialized (select * from private.import_find('profiles', array(select r.data ->> 'email' from rows r))),
  by_name as materialized (select * from private.import_find('profiles', array(select r.data ->> 'full_name' from rows r))),
  departments as materialized (select * from private.import_find('departments', array(select distinct r.data ->> 'department' from rows r))),
  matched as materialized (
    select r.row_number, r.data, p.id, pg_catalog.to_jsonb(p) as existing, m.id as manager_id, t.id as team_id, d.id as department_id,
      r.data ? 'manager' and m.id is null and (makes_missing or exists (
        select from public.import_rows o where o.job_id = job.id and o.name_key = private.match_key(r.data ->> 'manager'))) as manager_later,
      r.issues || private.import_issue(r.duplicate_of is not null, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', r.duplicate_of))
        || private.import_issue(not r.data ? 'full_name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'full_name', 'required')
        || private.import_issue(e.id is null and n.hits > 1, 'full_name', 'ambiguous', pg_catalog.jsonb_build_object('value', r.data -> 'full_name'))
        || private.import_lookup_issue('manager', r.data -> 'manager', case when makes_missing and m.hits is null then 1 else m.hits end)
        || private.import_lookup_issue('team', r.data -> 'team', case when makes_missing and may_make_teams and t.hits is null then 1 else t.hits end)
        || private.import_lookup_issue('department', r.data -> 'department', d.hits) as issues
    from rows r
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

create or replace function public.import_reasons(job uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(g) order by g.count desc), '[]'::jsonb)
  from (
    select i.value ->> 'field' as field, i.value ->> 'key' as key,
      case when i.value ->> 'key' not in ('duplicate_row', 'too_few_cells', 'too_many_cells') then i.value -> 'params' end as params,
      count(*) as count, min(r.row_number) as first_row
    from public.import_rows r cross join lateral pg_catalog.jsonb_array_elements(r.issues) i
    where r.job_id = import_reasons.job and r.refused
    group by 1, 2, 3 order by count(*) desc limit 100
  ) g
$$;

create index import_jobs_file_hash_idx on public.import_jobs (file_hash) where file_hash is not null;
