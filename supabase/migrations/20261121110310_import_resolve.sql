-- What a staged row would do: names become records, records that are there already are found, rights are looked at.

-- enable_seqscan = off: a table that an import has just filled has no statistics yet, and a plan that was made while it was empty would read
-- it whole for each batch.

create type private.import_plan as (
  row_number integer, action text, record_id uuid, wanted jsonb, before jsonb, issues jsonb, notes text[], parent text);
comment on type private.import_plan is
  'What a row does: create or update (only what differs), skip or refuse; parent: a name that a later row brings, to be linked at the end.';

create function private.import_time(value text, zone text) returns timestamptz
language sql stable parallel safe set search_path = ''
as $$
  select case when value ~ '(Z|[+-]\d{2}:?\d{2})$' and value like '%T%' then value::timestamptz
    else value::timestamp at time zone zone end
$$;
comment on function private.import_time(text, text) is 'A date, or date and time, of a file as a moment: without an offset it is local to the organisation.';

create function private.import_find(kind text, needles text[]) returns table (needle text, id uuid, hits bigint)
language plpgsql stable security definer rows 1000 set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  person uuid := private.me();
  keys uuid[];
begin
  if person is null or cardinality(needles) = 0 then
    return;
  end if;
  case kind
    when 'customers' then
      keys := private.visible_ids('customers', 'read');
      return query select n, min(c.id::text)::uuid, count(c.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        cross join lateral (
          select f.id from public.customers f
          where private.match_key(f.name) = private.match_key(n) and f.deleted_at is null and f.access_id = any (keys) limit 2) c
        group by n;
    when 'profiles' then
      keys := private.visible_ids('profiles', 'read');
      return query select n, min(p.id::text)::uuid, count(distinct p.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        cross join lateral (
          select f.id from public.profiles f where private.match_key(f.full_name) = private.match_key(n) and f.id = any (keys)
          union select f.id from public.profiles f where lower(f.email) = lower(n) and f.id = any (keys)) p
        group by n;
    when 'products' then
      if private.my_scope('products', 'read') = 'none' then return; end if;
      return query select n, min(p.id::text)::uuid, count(distinct p.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        join public.products p on p.sku = n or private.match_key(p.name) = private.match_key(n) group by n;
    when 'teams' then
      if private.my_scope('teams', 'read') = 'none' then return; end if;
      return query select n, min(t.id::text)::uuid, count(t.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        join public.teams t on private.match_key(t.name) = private.match_key(n) group by n;
    when 'departments' then
      if private.my_scope('departments', 'read') = 'none' then return; end if;
      return query select n, min(d.id::text)::uuid, count(d.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        join public.departments d on d.key = lower(n) or private.match_key(d.name) = private.match_key(n) group by n;
    when 'stages' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query select n, min(s.id::text)::uuid, count(s.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        join public.pipelines p on p.is_default
        join public.pipeline_stages s on s.pipeline_id = p.id and (s.key = lower(n) or private.match_key(s.name) = private.match_key(n)) group by n;
    when 'lost_reasons' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query select n, min(l.id::text)::uuid, count(l.id) from (select distinct n from pg_catalog.unnest(needles) n where n is not null) n
        join public.lost_reasons l on l.key = lower(n) or private.match_key(l.name) = private.match_key(n) group by n;
    else
      perform private.fail('22023', 'unknown_field', 'Nothing can be looked up by that name.');
  end case;
end $$;
comment on function private.import_find(text, text[]) is
  'The records that texts name (by name, e-mail, SKU or key), of those that the caller may read; hits above one: the text is ambiguous.';

create function private.import_candidates(kind text, needle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found jsonb;
begin
  if private.me() is null then
    return '[]'::jsonb;
  end if;
  if kind = 'customers' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('key', c.name, 'name', c.name)) into found
    from (
      select c.name from public.customers c
      where c.deleted_at is null and private.match_key(needle) operator(extensions.<%) c.search_text
        and c.access_id = any (private.visible_ids('customers', 'read'))
      order by extensions.word_similarity(private.match_key(needle), c.search_text) desc limit 5) c;
  elsif private.my_scope(case kind when 'stages' then 'pipelines' when 'lost_reasons' then 'pipelines' else kind end, 'read') <> 'none' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('key', n.key, 'name', n.name, 'outcome', n.outcome) order by n.position, n.name) into found
    from (
      select p.name as key, p.name, null as outcome, 0 as position from public.products p where kind = 'products'
      union all select p.full_name, p.full_name, null, 0 from public.profiles p where kind = 'profiles' and p.id = any (private.visible_ids('profiles', 'read'))
      union all select t.name, t.name, null, 0 from public.teams t where kind = 'teams'
      union all select d.key, d.name, null, 0 from public.departments d where kind = 'departments'
      union all select s.key, s.name, s.outcome, s.position from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id and p.is_default where kind = 'stages'
      union all select l.key, l.name, null, l.position from public.lost_reasons l where kind = 'lost_reasons'
      limit 1000) n;
  end if;
  return coalesce(found, '[]'::jsonb);
end $$;
comment on function private.import_candidates(text, text) is 'What a text that names nothing may mean: customers that come near; of what is few, everything (at most 1,000).';

create function public.find_import_values(kind text, texts text[]) returns jsonb
language sql stable set search_path = ''
as $$
  with found as materialized (select f.needle, f.hits from private.import_find(kind, texts[1:5000]) f),
  missing as (
    select t from pg_catalog.unnest(texts[1:5000]) t where kind = 'customers' and not exists (select from found f where f.needle = t) limit 200)
  select pg_catalog.jsonb_build_object(
    'hits', coalesce((select pg_catalog.jsonb_object_agg(f.needle, f.hits) from found f), '{}'),
    'candidates', case when kind <> 'customers' then private.import_candidates(kind, null) else '[]' end,
    'near', coalesce((select pg_catalog.jsonb_object_agg(m.t, private.import_candidates(kind, m.t)) from missing m), '{}'))
$$;
comment on function public.find_import_values(text, text[]) is
  'What texts of a file name: {hits: {text: how many records}, candidates: all there are to choose from, near: {text: customers that come near}}.';

create function private.import_lookup_issue(field text, value jsonb, hits bigint) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select case when value is null or hits = 1 then '[]'::jsonb
    else pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('field', field,
      'key', case when hits > 1 then 'ambiguous' else 'not_found' end, 'params', pg_catalog.jsonb_build_object('value', value))) end
$$;
comment on function private.import_lookup_issue(text, jsonb, bigint) is 'Says that a text names no record, or more than one; an empty array where it names one.';

create function private.import_issue(wrong boolean, field text, key text, params jsonb default '{}') returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select case when wrong then pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('field', field, 'key', key, 'params', params)) else '[]'::jsonb end
$$;
comment on function private.import_issue(boolean, text, text, jsonb) is 'An issue in an array where something is wrong, else an empty array.';

create function private.import_changes(existing jsonb, wanted jsonb) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_object_agg(w.key, w.value), '{}'::jsonb)
  from pg_catalog.jsonb_each(wanted) w where w.value is distinct from coalesce(existing -> w.key, 'null'::jsonb)
$$;
comment on function private.import_changes(jsonb, jsonb) is 'Of what is wanted, what differs from what is there.';

create function private.import_overwritten(existing jsonb, changes jsonb) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_object_agg(c.key, existing -> c.key), '{}'::jsonb) from pg_catalog.jsonb_object_keys(changes) c (key)
$$;
comment on function private.import_overwritten(jsonb, jsonb) is 'The values that changes overwrite.';

create function private.resolve_products(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  base_currency text := (select s.base_currency from public.settings s);
  may_create boolean := private.may('products', 'create');
  may_update boolean := private.may('products', 'update');
begin
  return query
  with rows as materialized (select r.* from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers)),
  firsts as materialized (
    select o.match_key, min(o.row_number) as row_number from public.import_rows o
    where o.job_id = job.id and o.match_key = any (array(select r.match_key from rows r)) group by o.match_key),
  doubles as materialized (
    select r.row_number, private.import_issue(true, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', f.row_number)) as issues
    from rows r join firsts f on f.match_key = r.match_key and f.row_number < r.row_number),
  matched as materialized (
    select r.row_number, r.data, r.issues || coalesce(u.issues, '[]')
        || private.import_issue(not r.data ? 'name' and not r.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells"', 'name', 'required') as issues,
      p.id, pg_catalog.to_jsonb(p) as existing
    from rows r
    left join doubles u on u.row_number = r.row_number
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
comment on function private.resolve_products(public.import_jobs, integer[]) is 'Plans rows of products: matched by SKU, else by name.';

create function private.make_sku(name text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when s ~ '[[:alnum:]]' then pg_catalog.left(pg_catalog.btrim(s, '-'), 60) else 'P-' || pg_catalog.left(pg_catalog.md5(name), 8) end
  from (select pg_catalog.upper(pg_catalog.regexp_replace(pg_catalog.btrim(name), '[^[:alnum:]]+', '-', 'g')) as s) n
$$;
comment on function private.make_sku(text) is 'A SKU for a product that came without one, from its name.';

create function private.typed_as(tbl text, wanted jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  typed jsonb;
begin
  execute pg_catalog.format('select pg_catalog.to_jsonb(x) from pg_catalog.jsonb_populate_record(null::public.%I, $1) x', tbl) into typed using wanted;
  return (select coalesce(pg_catalog.jsonb_object_agg(k, typed -> k), '{}'::jsonb) from pg_catalog.jsonb_object_keys(wanted) k where typed ? k);
end $$;
comment on function private.typed_as(text, jsonb) is 'Values as a table''s columns hold and show them, so that they compare; keys that are no columns are left out.';

grant execute on function private.import_time(text, text), private.import_find(text, text[]), private.import_candidates(text, text),
  private.import_lookup_issue(text, jsonb, bigint), private.import_issue(boolean, text, text, jsonb), private.import_changes(jsonb, jsonb),
  private.import_overwritten(jsonb, jsonb), private.resolve_products(public.import_jobs, integer[]),
  private.make_sku(text), private.typed_as(text, jsonb), public.find_import_values(text, text[]) to authenticated;
