-- Sums by unit: a team and all who are in it. A manager reaches some thousand access keys, which make a few whole teams: their
-- figures are read from the sums of these, and by key only what is left over (what was shared with them, what they made for
-- others). The job decides which keys belong to which unit and moves their sums when somebody changes teams; who reads asks
-- by what was decided whether they reach all of it. So sums, units and what is not in them yet always belong together.

create table private.access_units (
  key uuid primary key,
  base_id uuid not null,
  unit_id uuid not null
);
comment on table private.access_units is 'To which team''s unit sums an access key was added; keys that are not here are in none.';
create index access_units_unit_id_idx on private.access_units (unit_id) where key = base_id;
create index access_units_all_idx on private.access_units (unit_id, key);
alter table private.access_units enable row level security;

create function private.units_due() returns table (key uuid, base_id uuid, unit_id uuid)
language sql stable set search_path = ''
as $$
  select k.key, k.base_id, coalesce(p.team_id, t.id)
  from (select b.id as key, b.id as base_id from private.access_bases b union all select a.key, a.base_id from private.access_keys a) k
  left join public.profiles p on p.id = k.base_id left join public.teams t on t.id = k.base_id
  where coalesce(p.team_id, t.id) is not null
$$;
comment on function private.units_due() is 'The unit of each access key as people are in teams now: a person''s team, a team itself.';
insert into private.access_units select * from private.units_due();

create function private.whole_units(resource text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  reach constant public.access_scope := private.my_scope(resource, 'read');
  bases uuid[];
begin
  -- who reads their own alone reaches no team, who reads everything needs none
  if reach in ('none', 'own', 'all') then
    return '{}';
  end if;
  bases := private.ids_in_scope(private.me(), reach);
  return array(
    select t.id from pg_catalog.unnest(bases) t (id)
    where exists (select from private.access_units u where u.unit_id = t.id and u.key = u.base_id)
      and not exists (select from private.access_units u where u.unit_id = t.id and u.key = u.base_id and u.key <> all (bases)));
end $$;
comment on function private.whole_units(text) is 'The units of which the caller may read every key of a resource: each of their people and the team itself is in reach.';

create function private.unit_keys(resource text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  units constant uuid[] := private.whole_units(resource);
begin
  return array(select u.key from private.access_units u where u.unit_id = any (units));
end $$;
comment on function private.unit_keys(text) is 'The access keys in the units that the caller reads whole.';

create function private.other_keys(resource text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  return array(select v.id from pg_catalog.unnest(private.visible_ids(resource, 'read')) v (id) except select k.id from pg_catalog.unnest(private.unit_keys(resource)) k (id));
end $$;
comment on function private.other_keys(text) is 'The access keys that the caller reaches beside those of whole units: what was shared with them, or made by them for others.';

create table private.deal_units (like private.deal_totals, unit_id uuid not null);
create table private.sold_units (like private.sold_totals, unit_id uuid not null);
create table private.customer_units (like private.customer_totals, unit_id uuid not null);
create table private.standing_units (like private.standing_totals, unit_id uuid not null);
create table private.funnel_units (like private.funnel_totals, unit_id uuid not null);
create table private.learned_units (like private.learned_totals, unit_id uuid not null);
create table private.due_units (like private.due_totals, unit_id uuid not null);

create function private.total_cells(totals text) returns text
language sql immutable set search_path = ''
as $$ select pg_catalog.regexp_replace(case when totals like 'standing%' then 'customer_' else totals end, '_(units|totals)?$', '_cells') $$;
comment on function private.total_cells(text) is 'The cells whose totals, by unit or over all, these are.';

do $$
declare
  kept record;
  cells text;
begin
  for kept in select * from (values ('deal_units', 'deals'), ('sold_units', 'deals'), ('funnel_units', 'deals'), ('learned_units', 'deals'), ('due_units', 'deals'),
      ('customer_units', 'customers'), ('standing_units', 'customers')) r (units, resource)
  loop
    cells := private.total_cells(kept.units);
    execute format('comment on table private.%I is %L', kept.units, cells || ' added up by unit (private.access_units), for who reads the unit whole. Several rows of a cell add up.');
    execute format('alter table private.%I enable row level security', kept.units);
    execute format('grant select on private.%I to authenticated', kept.units);
    execute format('create policy %I on private.%I for select to authenticated using (unit_id = any ((select private.whole_units(%L))::uuid[]))', kept.units || '_read', kept.units, kept.resource);
    execute format('create index %I on private.%I (unit_id%s)', kept.units || '_unit_idx', kept.units, case when kept.units like 'deal%' then ', moment, month' when kept.units in ('standing_units', 'learned_units', 'due_units') then '' else ', month' end);
  end loop;
end $$;

create or replace function private.sheet_totals() returns table (cells text, totals text)
language sql immutable set search_path = ''
as $$
  select c, private.totals_of(c) from pg_catalog.unnest(array['stay_cells', 'sold_cells', 'ordered_cells', 'customer_cells', 'due_cells', 'learned_cells', 'tier_cells', 'quality_cells', 'funnel_cells']) c
  union all values ('customer_cells', 'standing_totals')
  union all select private.total_cells(u), u from pg_catalog.unnest(array['sold_units', 'customer_units', 'standing_units', 'due_units', 'learned_units', 'funnel_units']) u
$$;

create or replace function private.total_parts_sql(cells text, relation text, sign text, totals text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('select %s from %s d%s', pg_catalog.string_agg(
      case a.attname when 'unit_id' then 'u.unit_id'
        else case when cells = 'stay_cells' and a.attname = 'hours' then 'h.hours' when cells = 'stay_cells' and a.attname = 'n' then sign || '1::bigint'
          when private.adds(a.attname) then sign || 'd.' || pg_catalog.quote_ident(a.attname) else 'd.' || pg_catalog.quote_ident(a.attname) end end
      || ' as ' || pg_catalog.quote_ident(a.attname), ', ' order by a.attnum), relation,
    case when cells = 'stay_cells' then ' cross join lateral unnest(d.hours) h (hours)' else '' end
    || case when pg_catalog.bool_or(a.attname = 'unit_id') then ' join private.access_units u on u.key = d.access_id' else '' end)
  from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('private.%I', totals)::regclass and a.attnum > 0 and not a.attisdropped
$$;

-- Cells of deals wait until the job has added them to their units.
alter table private.deal_cells add column waiting boolean not null default true;
comment on column private.deal_cells.waiting is 'Whether the row is still to be added to the sums of its unit.';
create index deal_cells_waiting_idx on private.deal_cells (access_id) where waiting;

create function private.merge_sql(cells text, parts text, waiting text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('insert into private.%1$I (%2$s, %3$s%7$s) select %2$s, %4$s%8$s from (%5$s) x group by %2$s having %6$s', cells,
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where not a.adds),
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where a.adds),
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I)', a.attname), ', ' order by a.attnum) filter (where a.adds), parts,
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I) <> 0', a.attname), ' or ' order by a.attnum) filter (where a.adds),
    case when waiting <> '' then ', waiting' else '' end, case when waiting <> '' then ', ' || waiting else '' end)
  from (select a.attname, a.attnum, private.adds(a.attname) as adds from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('private.%I', cells)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'waiting') a
$$;
comment on function private.merge_sql(text, text, text) is 'The statement that adds cells up and inserts what is not nothing; waiting: what that column is to say, empty for its default.';
create or replace function private.merge_sql(cells text, parts text) returns text
language sql stable set search_path = ''
as $$ select private.merge_sql(cells, parts, '') $$;

create function private.unit_sums() returns table (cells text, units text, only_sql text)
language sql stable set search_path = ''
as $$
  select 'deal_cells', 'deal_units', 'not c.waiting'
  union all select t.cells, t.totals, 'true' from private.sheet_totals() t where t.totals like '%\_units'
$$;
comment on function private.unit_sums() is 'The cells that are added up by unit, in which table, and which of them are (SQL of cells c).';

create or replace function private.empty_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', tg_argv[0]);
  execute pg_catalog.format('delete from private.%I', private.totals_of(tg_argv[0]));
  if tg_argv[0] = 'deal_cells' then
    delete from private.deal_units;
  end if;
  return null;
end $$;

create or replace procedure private.make_cells(tbl text, cells text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', cells);
  execute private.merge_sql(cells, private.cells_sql(cells, 'public.' || pg_catalog.quote_ident(tbl), '+'), case when cells = 'deal_cells' then 'false' else '' end);
  execute pg_catalog.format('delete from private.%I', private.totals_of(cells));
  execute private.merge_sql(private.totals_of(cells), pg_catalog.format('select * from private.%I', cells));
  if cells = 'deal_cells' then
    delete from private.deal_units;
    execute private.merge_sql('deal_units', private.total_parts_sql(cells, 'private.deal_cells', '+', 'deal_units'));
  end if;
end $$;
comment on procedure private.make_cells(text, text) is 'Makes cells, their totals and their sums by unit anew from a table''s rows.';

create or replace function private.gather_cells() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells'));
  if not private.cells_in_step() and exists (select from public.settings) then
    -- whoever is writing adds to the former cells: wait for them, and let nobody write until the new ones are there
    lock table public.deals, public.orders, public.activities in share row exclusive mode;
    update private.cells_state c set timezone = s.timezone, base_currency = s.base_currency from public.settings s;
    for kept in select k.rows, k.cells from private.kept_cells() k loop
      call private.make_cells(kept.rows, kept.cells);
    end loop;
    return;
  end if;
  for kept in
    select c.cells, c.waits, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') as keys
    from (select k.cells, k.cells = 'deal_cells' as waits from private.kept_cells() k union all select private.totals_of(k.cells), false from private.kept_cells() k
      union all select 'deal_units', false union all select t.totals, false from private.sheet_totals() t) c
    join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('private.%I', c.cells)::regclass and a.attnum > 0 and not a.attisdropped
    where not private.adds(a.attname) and a.attname <> 'waiting' group by c.cells, c.waits
    order by c.waits desc, c.cells
  loop
    execute pg_catalog.format('with gone as (delete from private.%1$I where ctid = any (array(select unnest(array_agg(c.ctid)) from private.%1$I c group by %2$s having count(*) > 1%3$s)) returning *)', kept.cells, kept.keys,
        case when kept.waits then ' or bool_or(c.waiting)' else '' end)
      || case when kept.waits then pg_catalog.format(', added as (%s)', private.merge_sql('deal_units',
        private.total_parts_sql(kept.cells, '(select g.* from gone g where g.waiting)', '+', 'deal_units'))) else '' end
      || ' ' || private.merge_sql(kept.cells, 'select * from gone', case when kept.waits then 'false' else '' end);
  end loop;
end $$;
comment on function private.gather_cells() is
  'Job: merges the rows of each cell, adds those that wait to their units, and makes all cells anew after the organisation''s time zone or base currency changed. May run at any time; figures are the same before and after.';

create function private.renew_units() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  moved constant uuid[] := array(select coalesce(d.key, u.key) from private.units_due() d full join private.access_units u on u.key = d.key where u.unit_id is distinct from d.unit_id);
  kept record;
  sign text;
begin
  -- while cells are gathered they wait until the next time
  if moved = '{}' or not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells')) then
    return;
  end if;
  foreach sign in array array['-', '+'] loop
    if sign = '+' then
      delete from private.access_units u where u.key = any (moved);
      insert into private.access_units select d.* from private.units_due() d where d.key = any (moved);
    end if;
    for kept in select * from private.unit_sums() loop
      execute private.merge_sql(kept.units, private.total_parts_sql(kept.cells, pg_catalog.format('(select c.* from private.%I c where c.access_id = any ($1) and %s)', kept.cells, kept.only_sql), sign, kept.units)) using moved;
    end loop;
  end loop;
end $$;
comment on function private.renew_units() is 'Moves the sums of access keys whose unit is another now, as somebody changed teams or a key is new. To be called by the job figures.renew, under its lock; figures are the same before and after.';

create or replace function private.renew_sheets() returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  marked record;
  kept record;
  keys uuid[];
  months date[];
  most constant integer := 1000;
  begun constant timestamptz := pg_catalog.clock_timestamp();
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.renew_sheets'));
  perform private.renew_units();
  for marked in select distinct s.moment from private.sheets() s loop
    while pg_catalog.clock_timestamp() < begun + interval '20 seconds' loop
      select s.keys, s.months into keys, months from private.stale_sheets_between(marked.moment, null, null, most) s;
      exit when keys = '{}';
      -- marks that come from now on stay: the rows are read after these went
      delete from private.stale_sheets s using unnest(keys, months) k (key, month)
      where s.moment = marked.moment and s.access_id = k.key and s.month = k.month;
      for kept in select s.cells from private.sheets() s where s.moment = marked.moment loop
        execute pg_catalog.format('with gone as (delete from private.%1$I c using unnest($1, $2) k (key, month) where c.access_id = k.key and c.month = k.month returning c.*), '
            || 'made as (insert into private.%1$I %2$s returning *)', kept.cells, private.counted_sql(kept.cells, private.sheet_rows_sql(marked.moment, '$1', '$2')))
          || coalesce((select pg_catalog.string_agg(pg_catalog.format(', %I as (%s)', t.totals,
            private.merge_sql(t.totals, private.total_parts_sql(t.cells, 'gone', '-', t.totals) || ' union all ' || private.total_parts_sql(t.cells, 'made', '+', t.totals))), '')
            from private.sheet_totals() t where t.cells = kept.cells), '') || ' select' using keys, months;
      end loop;
    end loop;
  end loop;
end $$;

do $$
declare
  kept record;
begin
  for kept in select t.cells, t.totals from private.sheet_totals() t where t.totals like '%\_units' loop
    execute private.merge_sql(kept.totals, private.total_parts_sql(kept.cells, 'private.' || quote_ident(kept.cells), '+', kept.totals));
  end loop;
end $$;
select private.gather_cells();

create function private.unit_resource(units text) returns text
language sql immutable set search_path = ''
as $$ select case when units in ('customer_units', 'standing_units') then 'customers' else 'deals' end $$;
comment on function private.unit_resource(text) is 'The resource by whose access keys sums by unit are read.';

create function private.reads_units(variadic resources text[]) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return not exists (select from pg_catalog.unnest(resources) r where private.whole_units(r) = '{}');
end $$;
comment on function private.reads_units(text[]) is 'Whether the caller reads whole units of each of some resources, and not everything.';

create function private.unit_cells_sql(units text, marked text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('(select %1$s from private.%2$I d union all select %1$s from private.%3$I d where d.access_id = any ((select private.other_keys(%4$L))::uuid[])', c.names, units, c.cells, c.resource)
    || case when units = 'deal_units' then pg_catalog.format(' and not d.waiting union all select %s from private.deal_cells d where d.waiting', c.names) else '' end
    || case when marked is not null then pg_catalog.format(' and not %1$s union all select %2$s from private.%3$I d where d.access_id = any ((select private.unit_keys(%4$L))::uuid[]) and %1$s', marked, c.minus, c.cells, c.resource) else '' end || ')'
  from (
    select private.total_cells(units) as cells, private.unit_resource(units) as resource,
      pg_catalog.string_agg('d.' || pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) as names,
      pg_catalog.string_agg(case when private.adds(a.attname) then '-' else '' end || 'd.' || pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) as minus
    from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('private.%I', units)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'unit_id'
  ) c
$$;
comment on function private.unit_cells_sql(text, text) is
  'SQL of all cells that the caller may read, by way of their sums by unit: these, the cells of other keys, those that wait, less what is marked (SQL of a condition on cells d; null: nothing is).';

create function private.unit_rows_sql(units text, filters jsonb, moment text, marked text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
begin
  if exists (select from pg_catalog.unnest(dims) x where moment <> all (x.cell_moments) or x.key in ('owner', 'team', 'department', 'sales_region', 'manager')) or not private.reads_units('deals') then
    return null;
  end if;
  return '(select d.* from ' || private.unit_cells_sql(units, marked) || ' d ' || private.asked_sql(private.metric_joins(dims) || ' where ' || private.metric_filter_sql(dims)) || ')';
end $$;
comment on function private.unit_rows_sql(text, jsonb, text, text) is 'As cells_rows_sql, of all cells by way of their sums by unit; null where the caller reads no whole unit, or filters ask for people or what sums lack.';

grant execute on function private.whole_units(text), private.unit_keys(text), private.other_keys(text), private.total_cells(text), private.unit_resource(text),
  private.reads_units(text[]), private.unit_cells_sql(text, text), private.unit_rows_sql(text, jsonb, text, text) to authenticated;
